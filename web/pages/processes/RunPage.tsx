import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { ProcessView, RunDetail } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { namesIn } from '../../shared/drawing/elementNames.ts';
import { ProcessDrawing } from '../../shared/drawing/ProcessDrawing.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { Section } from '../../shared/Section.tsx';

type Part = RunDetail['parts'][number];

/** Where one instance stands, or all of them together with their counts added up. */
function viewOf(run: RunDetail, part: Part | undefined): ProcessView {
  if (part) return { instanceId: part.id, bpmnXml: run.bpmnXml, active: part.active, passed: part.passed };
  const counts = new Map<string, number>();
  for (const { elementId, count } of run.parts.flatMap((one) => one.active)) {
    counts.set(elementId, (counts.get(elementId) ?? 0) + count);
  }
  return {
    instanceId: run.id,
    bpmnXml: run.bpmnXml,
    active: [...counts].map(([elementId, count]) => ({ elementId, count })),
    passed: [...new Set(run.parts.flatMap((one) => one.passed))],
  };
}

function Standing({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | undefined>();
  return (
    <Section title={t('measure.process')}>
      <Field label={t('process.of')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('process.allMeasures')}
            value={chosen}
            onChange={setChosen}
            options={run.parts.map(({ id: value, measure }) => ({
              value,
              label: `${measure.number}. ${measure.title}`,
            }))}
          />
        )}
      </Field>
      <ProcessDrawing
        process={viewOf(
          run,
          run.parts.find((part) => part.id === chosen),
        )}
      />
    </Section>
  );
}

function Parts({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const names = namesIn(run.bpmnXml);
  const where = (part: Part) =>
    part.active.map(({ elementId, count }) => `${names.get(elementId) ?? elementId} (${count})`).join('、') || '—';
  return (
    <Section title={t('process.parts', { n: run.parts.length })}>
      <DataTable
        label={t('process.parts', { n: run.parts.length })}
        rows={run.parts}
        rowKey={(part) => part.id}
        empty={t('process.none')}
        columns={[
          {
            key: 'measure',
            title: t(run.plan.kind === 'MATTER' ? 'matter.row' : 'measure.title'),
            head: true,
            render: ({ measure }) => (
              <Link to={`/measures/${measure.id}`}>
                {measure.number}. {measure.title}
              </Link>
            ),
          },
          { key: 'status', title: t('item.state'), width: 110, render: (part) => t(`processStatus.${part.status}`) },
          { key: 'where', title: t('process.where'), render: where },
        ]}
      />
    </Section>
  );
}

/** One run of a process beside the lifecycle: for which measures, where each stands, and the end by hand. */
export function RunPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const [ending, setEnding] = useState(false);
  const query = useGet<RunDetail>(`/processes/${id}`, { refetchInterval: 15_000 });
  const { data } = query;
  return (
    <Page
      title={data?.name ?? t('process.title')}
      trail={data && <Link to={`/plans/${data.plan.id}`}>← {data.plan.title}</Link>}
    >
      <Loaded query={query}>
        {(run) => (
          <>
            {run.ended !== null && (
              <Alert
                type="info"
                showIcon
                className="gap"
                title={t('process.endedBy', { by: run.ended.by, day: run.ended.on })}
                description={run.ended.reason}
              />
            )}
            <Facts
              facts={[
                { label: t('process.note'), value: run.note },
                { label: t('process.version'), value: run.version },
                {
                  label: t('process.begun'),
                  value: (
                    <>
                      <span className="day">{run.startedOn}</span>{' '}
                      {run.byItself ? t('process.byItself', { by: run.startedBy }) : run.startedBy}
                      {run.occasion !== null && (
                        <span className="muted">
                          {' '}
                          {t('process.occasion', { day: run.occasion.day, note: run.occasion.note })}
                        </span>
                      )}
                    </>
                  ),
                },
                {
                  label: t('item.state'),
                  value:
                    run.running === 0
                      ? t(run.ended === null ? 'process.done' : 'process.ended')
                      : t('process.running', { n: run.running, of: run.instances }),
                },
              ]}
            />
            {run.can.end && (
              <div className="form-actions">
                <Button danger onClick={() => setEnding(true)}>
                  {t('process.end')}
                </Button>
              </div>
            )}
            <Parts run={run} />
            <Standing run={run} />
            {ending && (
              <RecordDialog
                title={t('process.end')}
                okText={t('process.end')}
                fields={[
                  {
                    ...{ key: 'reason', label: t('measure.change.reason'), type: 'long', required: true },
                    help: t('process.endHelp'),
                  },
                ]}
                initial={{ reason: '' }}
                request={(body) => ({ path: `/processes/${run.id}/end`, body })}
                onClose={() => setEnding(false)}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
