import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { LATELY_TOLD } from '../../../domain/trail.ts';
import { useGet, useSend } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { PlannedUnitChanges } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';
import { Timeline } from '../../shared/Timeline.tsx';

const names = (units: { id: string; name: string }[]) => units.map((unit) => unit.name).join('、');

/** Changes of units that wait for their day, or that could not be made on it, with what became of earlier ones. */
export function PlannedChanges({ unitId }: { unitId?: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const query = useGet<PlannedUnitChanges>(`/unit-changes/planned${queryString({ unitId })}`);
  const send = useSend();
  if (!query.data || query.data.items.length + query.data.trail.length === 0) return null;
  return (
    <Section title={t('unit.planned')}>
      <Problem problem={send.error} />
      <DataTable
        label={t('unit.planned')}
        rows={query.data.items}
        rowKey={(row) => row.id}
        empty={t('unit.nonePlanned')}
        columns={[
          {
            key: 'day',
            title: t('unit.onDay'),
            head: true,
            render: (row) => (
              <>
                <span className="day">{row.onDay}</span>
                {row.refusal && <p className="needs">{t('unit.refused', { why: words(row.refusal) })}</p>}
              </>
            ),
          },
          { key: 'kind', title: t('org.kind'), render: (row) => t(`unit.kinds.${row.kind}`) },
          { key: 'from', title: t('unit.before'), render: (row) => names(row.from) },
          { key: 'to', title: t('unit.after'), render: (row) => names(row.to) },
          { key: 'reason', title: t('delegation.reason'), render: (row) => row.reason },
          { key: 'by', title: t('unit.by'), render: (row) => `${row.madeBy} ${row.madeOn}` },
          {
            key: 'act',
            title: t('action.title'),
            render: (row) => (
              <Popconfirm
                title={t('unit.takeBackSure')}
                onConfirm={() => send.mutate({ method: 'DELETE', path: `/unit-changes/planned/${row.id}` })}
              >
                <Button size="small" loading={send.isPending}>
                  {t(row.refusal ? 'unit.putAside' : 'unit.takeBack')}
                </Button>
              </Popconfirm>
            ),
          },
        ]}
      />
      {query.data.trail.length > 0 && (
        <details>
          <summary>{t('unit.plannedTrail')}</summary>
          <Timeline events={query.data.trail} most={LATELY_TOLD} />
        </details>
      )}
    </Section>
  );
}
