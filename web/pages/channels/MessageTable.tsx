import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { ChannelMessage } from '../../data/types.ts';
import { type Column, DataTable } from '../../shared/DataTable.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { MessageState } from './MessageState.tsx';

interface Props {
  label: string;
  messages: ChannelMessage[];
  empty: string;
  /** Whether messages of several channels stand together. */
  named?: boolean;
}

function hasFailed({ state }: ChannelMessage): boolean {
  return state === 'REFUSED' || state === 'UNCERTAIN';
}

/** Messages of channels with what became of each; what failed can be sent again. */
export function MessageTable({ label, messages, empty, named = false }: Props) {
  const { t } = useTranslation();
  const send = useSend();
  const resending: Column<ChannelMessage> = {
    key: 'act',
    title: t('action.title'),
    width: 110,
    render: (row) =>
      hasFailed(row) && (
        <Button
          size="small"
          aria-label={t('channels.resendTo', { name: row.told ?? t('channels.aTest'), day: row.day })}
          loading={send.isPending}
          onClick={() => send.mutate({ path: `/channel-messages/${row.id}/resend` })}
        >
          {t('channels.resend')}
        </Button>
      ),
  };
  return (
    <>
      <Problem problem={send.error} />
      <DataTable
        label={label}
        rows={messages}
        rowKey={(row) => row.id}
        empty={empty}
        columns={[
          {
            key: 'told',
            title: t('channels.told'),
            head: true,
            render: (row) => (
              <span className="two-lines">
                <strong>{row.told ?? t('channels.aTest')}</strong>
                {row.title !== null && <span className="muted">{row.title}</span>}
              </span>
            ),
          },
          ...(named
            ? [{ key: 'channel', title: t('channels.name'), render: (row: ChannelMessage) => row.channelName }]
            : []),
          { key: 'day', title: t('channels.day'), width: 110, render: (row) => <span className="day">{row.day}</span> },
          { key: 'items', title: t('channels.items'), align: 'right', width: 80, render: (row) => row.items },
          { key: 'tries', title: t('channels.tries'), align: 'right', width: 80, render: (row) => row.attempts },
          {
            key: 'state',
            title: t('channels.outcome'),
            render: (row) => <MessageState state={row.state} answer={row.answer} paused={row.paused} />,
          },
          ...(messages.some(hasFailed) ? [resending] : []),
        ]}
      />
    </>
  );
}
