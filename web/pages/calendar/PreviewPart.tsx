import { useTranslation } from 'react-i18next';
import type { CalendarPreview } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { MovedCounts, MovedItems, MovedOpenings } from '../../shared/MovedItems.tsx';
import { Section } from '../../shared/Section.tsx';

/** Everything that saving would move, before it is saved: days, items by plan and kind, openings of later steps. */
export function PreviewPart({ preview }: { preview: CalendarPreview }) {
  const { t } = useTranslation();
  return (
    <Section title={t('calendar.preview')}>
      <MovedCounts counts={preview.counts} />
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
      <MovedItems items={preview.items} />
      <MovedOpenings openings={preview.openings} />
    </Section>
  );
}
