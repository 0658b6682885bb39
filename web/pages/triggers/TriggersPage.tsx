import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { Trigger, TriggerList } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { Section } from '../../shared/Section.tsx';
import { TriggerDialog } from './TriggerDialog.tsx';
import { matterOf, newTrigger, valuesOf, whenOf } from './values.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

type Act = 'edit' | 'pause' | 'resume' | 'remove' | 'run';

function useWhen(): (trigger: Trigger) => string {
  const { t } = useTranslation();
  return ({ cadence, event }) => {
    if (cadence !== null) {
      const on = cadence.every === 'WEEK' ? t(`trigger.weekdays.d${weekdays[cadence.on - 1] ?? 7}`) : cadence.on;
      return t(`trigger.every.${cadence.every}`, { on, month: cadence.month ?? '' });
    }
    if (event === null) return '';
    const rung = event.rung === null ? '' : t(`trigger.rungs.${event.rung}`);
    return t(`trigger.when.${event.event}`, { n: event.threshold ?? '', rung });
  };
}

function actsOf(trigger: Trigger): Act[] {
  const now: Act[] = trigger.cadence === null ? [] : ['run'];
  return ['edit', ...now, trigger.paused === null ? 'pause' : 'resume', 'remove'];
}

type Occurrence = Trigger['occurrences'][number];

/** What became of one occasion, with the way to what it began. */
function Result({ of: { state, detail, runId, matterId } }: { of: Occurrence }) {
  const { t } = useTranslation();
  const words = t(matterId !== null ? 'trigger.openedMatter' : `trigger.state.${state}`, { detail: detail ?? '' });
  if (matterId !== null) return <Link to={`/matters/${matterId}`}>{words}</Link>;
  return runId === null ? words : <Link to={`/processes/${runId}`}>{words}</Link>;
}

function Results({ trigger }: { trigger: Trigger }) {
  const { t } = useTranslation();
  if (trigger.occurrences.length === 0) return <span className="muted">{t('trigger.neverYet')}</span>;
  return (
    <ul className="plain">
      {trigger.occurrences.map((one) => (
        <li key={one.key}>
          <span className="day">{one.day}</span> <Result of={one} />
          {one.state === 'NOTHING' && <span className="muted"> {one.detail}</span>}
        </li>
      ))}
    </ul>
  );
}

interface TableProps {
  triggers: Trigger[];
  label: string;
  admin: boolean;
  onAct: (trigger: Trigger, act: Act) => void;
}

function TriggerTable({ triggers, label, admin, onAct }: TableProps) {
  const { t } = useTranslation();
  const when = useWhen();
  return (
    <DataTable
      label={label}
      rows={triggers}
      rowKey={(row) => row.id}
      empty={t('trigger.none')}
      columns={[
        { key: 'when', title: t('trigger.whenTitle'), head: true, render: (row) => when(row) },
        {
          key: 'name',
          title: t('process.name'),
          render: (row) => <Link to={`/definitions/${row.definition.id}`}>{row.definition.name}</Link>,
        },
        {
          key: 'plan',
          title: t('trigger.what'),
          render: (row) => (
            <span className="two-lines">
              <span>
                {row.matter === null ? t('trigger.forMeasures') : t('trigger.opens', { title: row.matter.title })}
              </span>
              <span className="muted">
                {row.plan?.title ?? (row.event === null ? t('trigger.noPlan') : t('trigger.everyPlan'))}
              </span>
            </span>
          ),
        },
        { key: 'note', title: t('process.note'), render: (row) => row.note },
        {
          key: 'next',
          title: t('trigger.next'),
          render: (row) =>
            row.paused === null ? (
              <span className="day">{row.nextOn ?? '—'}</span>
            ) : (
              t('trigger.pausedOn', { day: row.paused.on, reason: row.paused.reason })
            ),
        },
        { key: 'results', title: t('trigger.results'), render: (row) => <Results trigger={row} /> },
        ...(admin
          ? [
              {
                key: 'acts',
                title: t('monitor.acts'),
                render: (row: Trigger) => (
                  <span className="row-actions">
                    {actsOf(row).map((act) => (
                      <Button key={act} size="small" danger={act === 'remove'} onClick={() => onAct(row, act)}>
                        {t(`trigger.act.${act}`)}
                      </Button>
                    ))}
                  </span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** 自动启动: schedules and rules that begin processes, with next days and what became of the last ones. */
export function TriggersPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const admin = hasRole(user, 'ADMIN');
  const [creating, setCreating] = useState(false);
  const [chosen, setChosen] = useState<{ trigger: Trigger; act: Act } | null>(null);
  const query = useGet<TriggerList>('/triggers');
  const table = { admin, onAct: (trigger: Trigger, act: Act) => setChosen({ trigger, act }) };
  return (
    <Page
      title={t('trigger.title')}
      actions={
        admin &&
        query.data && (
          <Button type="primary" onClick={() => setCreating(true)}>
            {t('trigger.create')}
          </Button>
        )
      }
    >
      <p className="muted">{t('trigger.lead')}</p>
      <Loaded query={query}>
        {(list) => (
          <>
            <Section title={t('trigger.schedules')}>
              <TriggerTable
                {...table}
                label={t('trigger.schedules')}
                triggers={list.items.filter((one) => one.cadence !== null)}
              />
            </Section>
            <Section title={t('trigger.rules')}>
              <TriggerTable
                {...table}
                label={t('trigger.rules')}
                triggers={list.items.filter((one) => one.event !== null)}
              />
            </Section>
            {creating && (
              <TriggerDialog
                title={t('trigger.create')}
                list={list}
                initial={{
                  ...newTrigger,
                  definitionId: list.definitions.length === 1 ? (list.definitions[0]?.id ?? null) : null,
                }}
                request={(values) => ({
                  path: '/triggers',
                  body: {
                    ...{ definitionId: values.definitionId, planId: values.planId, note: values.note },
                    ...{ when: whenOf(values), matter: matterOf(values) },
                  },
                })}
                onClose={() => setCreating(false)}
              />
            )}
            {chosen?.act === 'edit' && (
              <TriggerDialog
                title={t('trigger.act.edit')}
                list={list}
                initial={valuesOf(chosen.trigger)}
                fixed="trigger"
                only={chosen.trigger.cadence === null ? 'event' : 'schedule'}
                withReason
                request={(values, reason) => ({
                  method: 'PUT',
                  path: `/triggers/${chosen.trigger.id}`,
                  body: { note: values.note, when: whenOf(values), matter: matterOf(values), reason },
                })}
                onClose={() => setChosen(null)}
              />
            )}
          </>
        )}
      </Loaded>
      {chosen !== null && chosen.act !== 'edit' && (
        <RecordDialog
          title={t(`trigger.act.${chosen.act}`)}
          okText={t(`trigger.act.${chosen.act}`)}
          fields={[
            {
              ...{ key: 'reason', label: t('measure.change.reason'), type: 'long', required: true },
              help: t(`trigger.help.${chosen.act}`),
            },
          ]}
          initial={{ reason: '' }}
          request={(body) => ({ path: `/triggers/${chosen.trigger.id}/${chosen.act}`, body })}
          onClose={() => setChosen(null)}
        />
      )}
    </Page>
  );
}
