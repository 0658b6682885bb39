import { useTranslation } from 'react-i18next';
import type { DeadlinePreview } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Move, MovedCounts, MovedItems, MovedOpenings } from '../../shared/MovedItems.tsx';
import { Section } from '../../shared/Section.tsx';

/** What another deadline would move: open items, steps that have not begun, and the days on which they begin. */
export function DeadlineMoves({ preview }: { preview: Omit<DeadlinePreview, 'from' | 'to'> }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Section title={t('calendar.preview')}>
      <MovedCounts counts={preview.counts} />
      <MovedItems items={preview.items} />
      {preview.toCome.length > 0 && (
        <DataTable
          label={t('calendar.opening')}
          rows={preview.toCome}
          rowKey={(row) => JSON.stringify(row)}
          empty=""
          columns={[
            { key: 'step', title: t('calendar.opening'), head: true, render: (row) => words(row.label) },
            { key: 'due', title: t('calendar.due'), render: (row) => <Move from={row.from} to={row.to} /> },
          ]}
        />
      )}
      <MovedOpenings openings={preview.openings} />
    </Section>
  );
}
