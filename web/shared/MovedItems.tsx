import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { audienceLabels } from '../../domain/ladder/labels.ts';
import type { CalendarPreview, MovedGroup } from '../data/types.ts';
import { useWords } from '../i18n/index.ts';
import { DataTable } from './DataTable.tsx';

/** A day before and after, and by how much it moves. */
export function Move({ from, to }: { from: string | null; to: string | null }) {
  const { t } = useTranslation();
  if (from === to) return <span className="muted">{t('calendar.stays')}</span>;
  const days = from && to ? Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) : null;
  return (
    <span>
      <span className="day">{from ?? '—'}</span> → <strong className="day">{to ?? '—'}</strong>
      {days !== null && (
        <span className="muted"> {t(days > 0 ? 'calendar.later' : 'calendar.earlier', { n: Math.abs(days) })}</span>
      )}
    </span>
  );
}

/** How much an edit would move, and a warning where something would be overdue at once. */
export function MovedCounts({ counts }: { counts: CalendarPreview['counts'] }) {
  const { t } = useTranslation();
  return (
    <Alert
      showIcon
      className="gap"
      type={counts.overdueAtOnce > 0 ? 'warning' : 'info'}
      title={t('calendar.counts', counts)}
      description={counts.overdueAtOnce > 0 ? t('calendar.overdueAtOnce', { n: counts.overdueAtOnce }) : undefined}
    />
  );
}

/** What will have happened to the items, under the days of before, once the edit counts. */
function ByThen({ row }: { row: MovedGroup }) {
  const { t } = useTranslation();
  const words = useWords();
  const { overdue = false, rungs = [] } = row.byThen ?? {};
  if (!overdue && rungs.length === 0) return '—';
  return (
    <>
      {overdue && <div className="needs">{t('calendar.overdueThen')}</div>}
      {rungs.length > 0 && (
        <div>{t('calendar.reachedThen', { rungs: rungs.map(words).join(t('formDesigner.comma')) })}</div>
      )}
    </>
  );
}

/** Items that an edit of the calendar, of a ladder or of a deadline would move, those of one plan and kind that move alike in one row. */
export function MovedItems({ items }: { items: MovedGroup[] }) {
  const { t } = useTranslation();
  const words = useWords();
  if (items.length === 0) return null;
  return (
    <DataTable
      label={t('calendar.movedItems')}
      rows={items}
      rowKey={(row) => JSON.stringify([row.planTitle, row.kindLabel.zh, row.due, row.rung, row.byThen])}
      empty=""
      columns={[
        { key: 'kind', title: t('calendar.item'), head: true, render: (row) => words(row.kindLabel) },
        { key: 'plan', title: t('calendar.plan'), render: (row) => row.planTitle ?? '—' },
        { key: 'n', title: t('calendar.number'), align: 'right', width: 70, render: (row) => row.items },
        { key: 'due', title: t('calendar.due'), render: (row) => <Move {...row.due} /> },
        ...(items.some((row) => row.byThen !== null)
          ? [{ key: 'byThen', title: t('calendar.byThen'), render: (row: MovedGroup) => <ByThen row={row} /> }]
          : []),
        {
          key: 'rung',
          title: t('calendar.rung'),
          render: (row) => (
            <>
              {row.rung.label && <span>{words(row.rung.label)} </span>}
              <Move from={row.rung.from} to={row.rung.to} />
              {row.rung.told.length > 0 && (
                <div className="muted">
                  {t('calendar.told', {
                    who: row.rung.told.map((one) => words(audienceLabels[one])).join(t('formDesigner.comma')),
                  })}
                </div>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

interface MovedOpening {
  /** The plan whose steps begin; left out where they are all of one measure. */
  planTitle?: string | null;
  from: string | null;
  to: string | null;
  openings: number;
}

/** Days on which later steps begin that an edit would move. */
export function MovedOpenings({ openings }: { openings: MovedOpening[] }) {
  const { t } = useTranslation();
  if (openings.length === 0) return null;
  const ofPlans = openings.some((row) => row.planTitle !== undefined);
  return (
    <DataTable
      label={t('calendar.movedOpenings')}
      rows={openings}
      rowKey={(row) => JSON.stringify(row)}
      empty=""
      columns={[
        ...(ofPlans
          ? [
              {
                key: 'plan',
                title: t('calendar.opening'),
                head: true,
                render: (row: MovedOpening) => row.planTitle ?? '—',
              },
            ]
          : []),
        { key: 'n', title: t('calendar.number'), align: 'right', width: 70, render: (row) => row.openings },
        {
          key: 'on',
          title: t('calendar.opensOn'),
          head: !ofPlans,
          render: (row) => <Move from={row.from} to={row.to} />,
        },
      ]}
    />
  );
}
