import { useTranslation } from 'react-i18next';
import type { ScoreEntry } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Section } from '../../shared/Section.tsx';

/** 考核评价: each point with the event and the rule it comes from. */
export function Scores({ scores }: { scores: ScoreEntry[] }) {
  const { t } = useTranslation();
  const words = useWords();
  if (scores.length === 0) return null;
  return (
    <Section title={t('measure.scores')}>
      <DataTable
        label={t('measure.scores')}
        rows={scores}
        rowKey={(row) => `${row.unit.id} ${row.year}`}
        empty=""
        columns={[
          { key: 'unit', title: t('item.unit'), head: true, render: (row) => row.unit.name },
          { key: 'year', title: t('score.year'), width: 80, render: (row) => row.year },
          { key: 'score', title: t('score.score'), align: 'right', width: 80, render: (row) => row.score },
          {
            key: 'passed',
            title: t('score.result'),
            width: 90,
            render: (row) => (row.passed ? t('score.passed') : t('score.failed')),
          },
          {
            key: 'points',
            title: t('score.points'),
            render: (row) =>
              row.points.length === 0 ? (
                t('score.full')
              ) : (
                <ul className="plain">
                  {row.points.map((point) => (
                    <li key={point.text.zh}>
                      <span className="delta">{point.delta > 0 ? `+${point.delta}` : point.delta}</span>{' '}
                      {words(point.text)}
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </Section>
  );
}
