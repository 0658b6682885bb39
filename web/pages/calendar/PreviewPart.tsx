import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CalendarPreview } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Section } from '../../shared/Section.tsx';

function Move({ from, to }: { from: string | null; to: string | null }) {
  const { t } = useTranslation();
  if (from === to) return <span className="muted">{t('calendar.stays')}</span>;
  const days = from && to ? Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) : null;
  return (
    <span className="day">
      {from ?? '—'} → <strong>{to ?? '—'}</strong>
      {days !== null && (
        <span className="muted"> {t(days > 0 ? 'calendar.later' : 'calendar.earlier', { n: Math.abs(days) })}</span>
      )}
    </span>
  );
}

/** Everything that saving would move, before it is saved: days, items by plan and kind, openings of later steps. */
export function PreviewPart({ preview }: { preview: CalendarPreview }) {
  const { t } = useTranslation();
  const words = useWords();
  const { counts } = preview;
  return (
    <Section title={t('calendar.preview')}>
      <Alert
        showIcon
        className="gap"
        type={counts.overdueAtOnce > 0 ? 'warning' : 'info'}
        title={t('calendar.counts', counts)}
        description={counts.overdueAtOnce > 0 ? t('calendar.overdueAtOnce', { n: counts.overdueAtOnce }) : undefined}
      />
      <DataTable
        label={t('calendar.changedDays')}
        rows={preview.changed}
        rowKey={(row) => row.day}
        empty={t('calendar.noChange')}
        columns={[
          { key: 'day', title: t('calendar.day'), head: true, render: (row) => <span className="day">{row.day}</span> },
          { key: 'before', title: t('calendar.before'), render: (row) => t(`calendar.kind.${row.before}`) },
          { key: 'after', title: t('calendar.after'), render: (row) => t(`calendar.kind.${row.after}`) },
          { key: 'name', title: t('calendar.name'), render: (row) => row.name || '—' },
        ]}
      />
      {preview.items.length > 0 && (
        <DataTable
          label={t('calendar.movedItems')}
          rows={preview.items}
          rowKey={(row) => JSON.stringify([row.planTitle, row.kindLabel.zh, row.due, row.rung])}
          empty=""
          columns={[
            { key: 'kind', title: t('calendar.item'), head: true, render: (row) => words(row.kindLabel) },
            { key: 'plan', title: t('calendar.plan'), render: (row) => row.planTitle ?? '—' },
            { key: 'n', title: t('calendar.number'), align: 'right', width: 70, render: (row) => row.items },
            { key: 'due', title: t('calendar.due'), render: (row) => <Move {...row.due} /> },
            {
              key: 'rung',
              title: t('calendar.rung'),
              render: (row) => (
                <>
                  {row.rung.label && <span>{words(row.rung.label)} </span>}
                  <Move from={row.rung.from} to={row.rung.to} />
                </>
              ),
            },
          ]}
        />
      )}
      {preview.openings.length > 0 && (
        <DataTable
          label={t('calendar.movedOpenings')}
          rows={preview.openings}
          rowKey={(row) => JSON.stringify(row)}
          empty=""
          columns={[
            { key: 'plan', title: t('calendar.opening'), head: true, render: (row) => row.planTitle ?? '—' },
            { key: 'n', title: t('calendar.number'), align: 'right', width: 70, render: (row) => row.openings },
            { key: 'on', title: t('calendar.opensOn'), render: (row) => <Move from={row.from} to={row.to} /> },
          ]}
        />
      )}
    </Section>
  );
}
