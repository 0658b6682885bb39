import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList, useSend } from '../../data/hooks.ts';
import type { Delegation } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { nameOf, postName } from '../../shared/Names.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { DelegateDialog } from './DelegateDialog.tsx';

/** Delegations with their days, and how to begin and to end one: one's own, or everybody's. */
export function Delegations({ mine }: { mine: boolean }) {
  const { t } = useTranslation();
  const list = useList<Delegation>(`/delegations?mine=${mine}`);
  const [adding, setAdding] = useState(false);
  const end = useSend();
  return (
    <>
      <p className="muted">{t('delegation.lead')}</p>
      <div className="toolbar">
        <Button onClick={() => setAdding(true)}>{t('delegation.add')}</Button>
      </div>
      <Problem problem={end.error} />
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(rows) => (
          <>
            <DataTable
              label={t('delegation.title')}
              rows={rows}
              rowKey={(row) => row.id}
              empty={t('delegation.empty')}
              columns={[
                {
                  key: 'post',
                  title: t('delegation.post'),
                  head: true,
                  render: (row) => postName(row.post.unit?.name, row.post.title),
                },
                { key: 'from', title: t('delegation.from'), render: (row) => nameOf(row.from) },
                { key: 'to', title: t('delegation.to'), render: (row) => nameOf(row.to) },
                {
                  key: 'days',
                  title: t('delegation.days'),
                  render: (row) => (
                    <span className="day">
                      {row.fromDay} – {row.toDay}
                    </span>
                  ),
                },
                {
                  key: 'scope',
                  title: t('delegation.scope'),
                  render: (row) => t(row.signingOnly ? 'delegation.signingOnly' : 'delegation.everything'),
                },
                { key: 'reason', title: t('delegation.reason'), render: (row) => row.reason },
                {
                  key: 'state',
                  title: t('item.state'),
                  render: (row) => (
                    <>
                      {t(`delegation.states.${row.state}`)}
                      {row.endedOn !== null && (
                        <span className="muted">
                          {' '}
                          {row.endedOn} {row.endedBy}
                        </span>
                      )}
                    </>
                  ),
                },
                {
                  key: 'act',
                  title: t('action.title'),
                  width: 110,
                  render: (row) =>
                    row.can.end && (
                      <Popconfirm
                        title={t('delegation.endSure')}
                        okText={t('delegation.end')}
                        cancelText={t('action.cancel')}
                        onConfirm={() => end.mutate({ path: `/delegations/${row.id}/end` })}
                      >
                        <Button size="small" aria-label={`${t('delegation.end')} ${row.post.title} ${row.to.name}`}>
                          {t('delegation.end')}
                        </Button>
                      </Popconfirm>
                    ),
                },
              ]}
            />
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
      {adding && <DelegateDialog forOthers={!mine} onClose={() => setAdding(false)} />}
    </>
  );
}

/** Everybody's delegations, as the office and administrators keep them. */
export function DelegationsPart() {
  return <Delegations mine={false} />;
}
