import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet, useSend } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { PlannedDeadline, PlannedDeadlineList } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Move } from '../../shared/MovedItems.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';

/** Deadlines that change on a later day, or could not on theirs; nothing where there are none. */
export function PlannedDeadlineTable({ rows, ofOne = false }: { rows: PlannedDeadline[]; ofOne?: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const send = useSend();
  if (rows.length === 0) return null;
  return (
    <Section title={t('measure.planned.title')}>
      <Problem problem={send.error} />
      {!ofOne && <PlannedTogether rows={rows} />}
      <DataTable
        label={t('measure.planned.title')}
        rows={rows}
        rowKey={(row) => row.id}
        empty=""
        columns={[
          {
            key: 'day',
            title: t('measure.deadlineForm.effective'),
            head: true,
            render: (row) => (
              <>
                <span className="day">{row.onDay}</span>
                {row.refusal && <p className="needs">{t('measure.planned.refused', { why: words(row.refusal) })}</p>}
              </>
            ),
          },
          ...(ofOne
            ? []
            : [
                {
                  key: 'measure',
                  title: t('measure.title'),
                  render: (row: PlannedDeadline) => <Link to={`/measures/${row.measureId}`}>{row.measureTitle}</Link>,
                },
              ]),
          {
            key: 'deadline',
            title: t('measure.deadline'),
            render: ({ from, to }) => (
              <Move from={from ?? t('deadlineKind.longTerm')} to={to ?? t('deadlineKind.longTerm')} />
            ),
          },
          { key: 'reason', title: t('calendar.reason'), render: (row) => row.reason },
          { key: 'by', title: t('calendar.savedBy'), render: (row) => `${row.madeBy} ${row.madeOn}` },
          {
            key: 'act',
            title: t('action.title'),
            render: (row) =>
              row.mayTakeBack && (
                <Popconfirm
                  title={t(row.refusal ? 'measure.planned.putAsideSure' : 'measure.planned.takeBackSure')}
                  onConfirm={() =>
                    send.mutate({ path: `/measures/${row.measureId}/deadline/planned/${row.id}/cancel` })
                  }
                >
                  <Button size="small" loading={send.isPending}>
                    {t(row.refusal ? 'unit.putAside' : 'ladders.takeBack')}
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </Section>
  );
}

/** What was put down together, each bundle with one button for all of it that the reader may take back. */
function PlannedTogether({ rows }: { rows: PlannedDeadline[] }) {
  const { t } = useTranslation();
  const send = useSend();
  const bundles = new Map<string, PlannedDeadline[]>();
  for (const row of rows) {
    if (row.batchId === null || !row.mayTakeBack) continue;
    bundles.set(row.batchId, [...(bundles.get(row.batchId) ?? []), row]);
  }
  return [...bundles].map(([batchId, [first, ...others]]) => {
    if (first === undefined || others.length === 0) return null;
    const n = others.length + 1;
    return (
      <div key={batchId} className="form-actions">
        <span>{t('measure.planned.together', { n, day: first.onDay, reason: first.reason })}</span>
        <Popconfirm
          title={t('measure.planned.takeBackAllSure', { n })}
          onConfirm={() => send.mutate({ path: `/plans/${first.planId}/deadlines/${batchId}/cancel` })}
        >
          <Button size="small" loading={send.isPending}>
            {t('measure.planned.takeBackAll')}
          </Button>
        </Popconfirm>
        <Problem problem={send.error} />
      </div>
    );
  });
}

/** Those of a plan, or of all plans. */
export function PlannedDeadlines({ planId }: { planId?: string | undefined }) {
  const query = useGet<PlannedDeadlineList>(`/planned-deadlines${queryString({ planId })}`);
  return <PlannedDeadlineTable rows={query.data?.items ?? []} />;
}
