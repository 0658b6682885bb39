import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../data/hooks.ts';
import type { Monitored } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { DueDay } from '../../shared/DueDay.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { ProcessState } from './ProcessState.tsx';

/** What it waits for next: a due day, else the day of a timer. */
function NextDay({ row }: { row: Monitored }) {
  const { t } = useTranslation();
  if (row.dueOn !== null) {
    const passed = row.daysLeft !== null && row.daysLeft < 0;
    return (
      <>
        <DueDay day={row.dueOn} daysLeft={passed ? null : row.daysLeft} late={false} />
        {passed && <span className="left"> {t('monitor.dayPassed')}</span>}
      </>
    );
  }
  if (row.timerOn === null) return <span className="muted">—</span>;
  return (
    <>
      <span className="day">{row.timerOn}</span> <span className="left">{t('monitor.timer')}</span>
    </>
  );
}

/** Processes, each with where it stands since when; what can be done stands on the page of each. */
export function ProcessTable({ label, query, empty }: { label: string; query: string; empty: string }) {
  const { t } = useTranslation();
  const list = useList<Monitored>(`/monitor/processes${query}`, { refetchInterval: 30_000 });
  return (
    <>
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(rows) => (
          <DataTable
            label={label}
            rows={rows}
            rowKey={(row) => row.id}
            empty={empty}
            columns={[
              {
                key: 'subject',
                title: t('monitor.subject'),
                head: true,
                render: (row) => (
                  <Link to={`/monitor/processes/${row.id}`} className="strong">
                    {row.subject}
                  </Link>
                ),
              },
              {
                key: 'name',
                title: t('process.name'),
                render: (row) => t('process.versioned', { name: row.name, version: row.version }),
              },
              { key: 'plan', title: t('menu.plans'), render: (row) => row.plan?.title ?? '—' },
              { key: 'state', title: t('item.state'), render: (row) => <ProcessState row={row} reasons /> },
              {
                key: 'where',
                title: t('process.where'),
                render: (row) => row.active.map((at) => `${at.name} (${at.count})`).join(t('monitor.and')) || '—',
              },
              {
                ...{ key: 'since', title: t('monitor.since'), width: 110 },
                render: (row) => <span className="day">{row.movedOn}</span>,
              },
              { key: 'next', title: t('monitor.next'), width: 170, render: (row) => <NextDay row={row} /> },
            ]}
          />
        )}
      </Loaded>
      <MoreButton list={list} />
    </>
  );
}
