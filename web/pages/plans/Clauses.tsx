import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { proposedCadence } from '../../../domain/triggers.ts';
import { useGet } from '../../data/hooks.ts';
import type { Clause, Plan, TriggerList } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { Section } from '../../shared/Section.tsx';
import { TriggerDialog } from '../triggers/TriggerDialog.tsx';
import { cadenceOf, matterOf, newTrigger, ofCadence } from '../triggers/values.ts';

function Arrangement({ clause }: { clause: Clause }) {
  const { t } = useTranslation();
  return (
    <span className="two-lines">
      <span>{t(`clauseState.${clause.state}`)}</span>
      {clause.arrangement !== null && (
        <span className="muted">
          {clause.arrangement} · {clause.arrangedBy} · <span className="day">{clause.arrangedOn}</span>
        </span>
      )}
    </span>
  );
}

/** Lets a duty of the document come again by itself, in the cadence that was read in it. */
function ScheduleClause({ planId, clause, onClose }: { planId: string; clause: Clause; onClose: () => void }) {
  const { t } = useTranslation();
  const list = useGet<TriggerList>('/triggers');
  const proposed = proposedCadence(clause.data);
  if (list.data === undefined) return null;
  return (
    <TriggerDialog
      title={t('plans.schedule')}
      list={list.data}
      initial={{
        ...newTrigger,
        ...(proposed === null ? {} : ofCadence(proposed)),
        ...{ planId, note: clause.text, opensMatter: true, allPlanUnits: true },
      }}
      fixed="plan"
      only="schedule"
      request={(values) => ({
        path: `/plans/${planId}/clauses/${clause.id}/schedule`,
        body: {
          ...{ definitionId: values.definitionId, note: values.note },
          ...{ cadence: cadenceOf(values), matter: matterOf(values) },
        },
      })}
      onClose={onClose}
    />
  );
}

/** What the document asks for beside its measures (待安排), and how the office has arranged it. */
export function Clauses({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const label = useLabel();
  const [arranging, setArranging] = useState<Clause | null>(null);
  const [scheduling, setScheduling] = useState<Clause | null>(null);
  const open = plan.clauses.filter((clause) => clause.state === 'TO_ARRANGE').length;
  if (!plan.can.seeClauses) return null;
  return (
    <Section title={t('plans.clauses', { n: open })} id="clauses">
      <p className="muted">{t('plans.clausesHelp')}</p>
      <DataTable
        label={t('plans.clausesTable')}
        rows={plan.clauses}
        rowKey={(row) => row.id}
        empty={t('plans.noClauses')}
        columns={[
          { key: 'kind', title: t('plans.clauseKind'), width: 90, render: (row) => label('clauseKind', row.kind) },
          {
            key: 'text',
            title: t('plans.clauseText'),
            head: true,
            render: (row) => <span lang="zh-CN">{row.text}</span>,
          },
          { key: 'state', title: t('plans.arrangement'), width: 220, render: (row) => <Arrangement clause={row} /> },
          ...(plan.can.arrange
            ? [
                {
                  key: 'act',
                  title: t('plans.arrange'),
                  width: 190,
                  render: (row: Clause) => (
                    <span className="row-actions">
                      <Button size="small" onClick={() => setArranging(row)}>
                        {t(row.state === 'ARRANGED' ? 'plans.arrangeAgain' : 'plans.arrange')}
                      </Button>
                      {row.kind === 'DUTY' && row.state === 'TO_ARRANGE' && (
                        <Button size="small" onClick={() => setScheduling(row)}>
                          {t('plans.schedule')}
                        </Button>
                      )}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      {arranging !== null && (
        <RecordDialog
          title={t('plans.arrange')}
          fields={[
            { key: 'arrangement', label: t('plans.arrangement'), type: 'long', help: t('plans.arrangementHelp') },
          ]}
          initial={{ arrangement: arranging.arrangement ?? '' }}
          request={(body) => ({ method: 'PUT', path: `/plans/${plan.id}/clauses/${arranging.id}`, body })}
          onClose={() => setArranging(null)}
        />
      )}
      {scheduling !== null && (
        <ScheduleClause planId={plan.id} clause={scheduling} onClose={() => setScheduling(null)} />
      )}
    </Section>
  );
}
