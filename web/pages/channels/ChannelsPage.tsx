import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ChannelKind, channelFacts, channelKinds } from '../../../domain/channels/types.ts';
import { useGet } from '../../data/hooks.ts';
import type { Channel, ChannelList } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Names } from '../../shared/Names.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { ChannelDialog } from './ChannelDialog.tsx';
import { MessageState } from './MessageState.tsx';
import { useActs } from './useActs.ts';

interface TableProps {
  channels: Channel[];
  onEdit: (channel: Channel) => void;
}

function ChannelTable({ channels, onEdit }: TableProps) {
  const { t } = useTranslation();
  const words = useWords();
  const acts = useActs();
  const [toNumber, setToNumber] = useState<Channel | null>(null);
  return (
    <>
      <Problem problem={acts.problem} />
      <DataTable
        label={t('channels.title')}
        rows={channels}
        rowKey={(row) => row.id}
        empty={t('channels.none')}
        columns={[
          {
            key: 'name',
            title: t('channels.name'),
            head: true,
            render: (row) => (
              <span className="two-lines">
                <Link to={`/channels/${row.id}`} className="strong">
                  {row.name}
                </Link>
                <span className="muted">{words(channelFacts[row.kind].label)}</span>
              </span>
            ),
          },
          {
            key: 'serves',
            title: t('channels.serves'),
            render: (row) => (row.wholeCounty ? t('channels.everyUnit') : <Names of={[...row.groups, ...row.units]} />),
          },
          {
            key: 'address',
            title: t('channels.address'),
            render: (row) => (
              <span className="two-lines">
                <span className="break-all">{row.address}</span>
                {row.unreadable ? (
                  <strong className="field-error">{t('channels.answer.UNREADABLE')}</strong>
                ) : (
                  <span className="muted">{row.hasSecret ? t('channels.signed') : t('channels.unsigned')}</span>
                )}
              </span>
            ),
          },
          {
            key: 'last',
            title: t('channels.last'),
            render: (row) =>
              row.last === null ? (
                <span className="muted">{t('channels.never')}</span>
              ) : (
                <MessageState state={row.last.state} answer={row.last.answer} />
              ),
          },
          { key: 'waiting', title: t('channels.waiting'), align: 'right', width: 80, render: (row) => row.waiting },
          {
            key: 'state',
            title: t('channels.inUse'),
            width: 90,
            render: (row) => (row.active ? t('channels.active') : <strong>{t('channels.paused')}</strong>),
          },
          {
            key: 'act',
            title: t('action.title'),
            width: 230,
            render: (row) => (
              <span className="row-actions">
                <Button
                  size="small"
                  disabled={!row.active}
                  aria-label={t('channels.testOne', { name: row.name })}
                  onClick={() => (row.kind === 'SMS' ? setToNumber(row) : acts.test(row))}
                >
                  {t('channels.test')}
                </Button>
                <Button size="small" aria-label={t('channels.editOne', { name: row.name })} onClick={() => onEdit(row)}>
                  {t('action.edit')}
                </Button>
                <Button
                  size="small"
                  aria-label={t(row.active ? 'channels.pauseOne' : 'channels.resumeOne', { name: row.name })}
                  onClick={() => acts.turn(row)}
                >
                  {t(row.active ? 'channels.pause' : 'channels.resume')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      {toNumber && (
        <RecordDialog
          title={t('channels.testOne', { name: toNumber.name })}
          okText={t('channels.test')}
          fields={[{ key: 'phone', label: t('channels.phone'), type: 'text', required: true }]}
          initial={{ phone: '' }}
          request={(body) => ({ path: `/channels/${toNumber.id}/test`, body })}
          onClose={() => setToNumber(null)}
        />
      )}
    </>
  );
}

/** 通知渠道: how people are told beside mail and inbox; for administrators. */
export function ChannelsPage() {
  const { t } = useTranslation();
  const words = useWords();
  const query = useGet<ChannelList>('/channels', { refetchInterval: 5_000 });
  const [edited, setEdited] = useState<{ kind: ChannelKind; channel: Channel | null } | null>(null);
  return (
    <Page
      title={t('channels.title')}
      actions={
        <Dropdown
          trigger={['click']}
          menu={{
            items: channelKinds.map((kind) => ({ key: kind, label: words(channelFacts[kind].label) })),
            onClick: ({ key }) => setEdited({ kind: key as ChannelKind, channel: null }),
          }}
        >
          <Button type="primary">{t('channels.add')}</Button>
        </Dropdown>
      }
    >
      <p className="muted">{t('channels.lead')}</p>
      <Loaded query={query}>
        {({ items }) => (
          <ChannelTable channels={items} onEdit={(channel) => setEdited({ kind: channel.kind, channel })} />
        )}
      </Loaded>
      {edited && <ChannelDialog {...edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}
