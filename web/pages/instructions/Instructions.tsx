import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { List, Run } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Section } from '../../shared/Section.tsx';

/** Instructions given, latest first, and whether they have been carried out: a leader's own, to the office all. */
export function Instructions() {
  const { t } = useTranslation();
  const query = useGet<List<Run>>('/instructions');
  const runs = query.data?.items ?? [];
  if (runs.length === 0) return null;
  return (
    <Section title={`${t('instruct.given')} (${runs.length})`}>
      <DataTable
        label={t('instruct.given')}
        rows={runs}
        rowKey={(run) => run.id}
        empty=""
        columns={[
          {
            key: 'text',
            title: t('instruct.text'),
            head: true,
            render: (run) => (
              <Link to={`/processes/${run.id}`} className="strong clip">
                {run.note}
              </Link>
            ),
          },
          {
            key: 'measure',
            title: t('measure.title'),
            render: (run) =>
              run.instruction && (
                <Link to={`/measures/${run.instruction.measure.id}`}>{run.instruction.measure.title}</Link>
              ),
          },
          { key: 'by', title: t('instruct.by'), width: 90, render: (run) => run.startedBy },
          {
            key: 'on',
            title: t('instruct.on'),
            width: 104,
            render: (run) => <span className="day">{run.startedOn}</span>,
          },
          {
            key: 'deadline',
            title: t('instruct.deadline'),
            width: 104,
            render: (run) => <span className="day">{run.instruction?.deadlineOn}</span>,
          },
          {
            key: 'state',
            title: t('item.state'),
            width: 90,
            render: (run) =>
              run.running > 0 ? t('instruct.running') : t(run.ended === null ? 'instruct.done' : 'process.ended'),
          },
        ]}
      />
    </Section>
  );
}
