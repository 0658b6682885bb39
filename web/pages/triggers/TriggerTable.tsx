import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { rungGroupLabels } from '../../../domain/ladder/labels.ts';
import type { Trigger } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { type Column, DataTable } from '../../shared/DataTable.tsx';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** What an administrator can do about one that begins by itself. */
export type TriggerAct = 'edit' | 'pause' | 'resume' | 'remove' | 'run';

function useWhen(): (trigger: Trigger) => string {
  const { t } = useTranslation();
  const words = useWords();
  return ({ cadence, event }) => {
    if (cadence !== null) {
      const on = cadence.every === 'WEEK' ? t(`trigger.weekdays.d${weekdays[cadence.on - 1] ?? 7}`) : cadence.on;
      return t(`trigger.every.${cadence.every}`, { on, month: cadence.month ?? '' });
    }
    if (event === null) return '';
    const rung = event.rung === null ? '' : words(rungGroupLabels[event.rung]);
    return t(`trigger.when.${event.event}`, { n: event.threshold ?? '', rung });
  };
}

type Occurrence = Trigger['occurrences'][number];

/** What became of one occasion, with the way to what it began. */
function Result({ of: { state, measures, runId, matterId, measure } }: { of: Occurrence }) {
  const { t } = useTranslation();
  const became = state === 'BEGUN' && measure !== null ? 'BEGUN_FOR_IT' : state;
  const words = t(matterId !== null ? 'trigger.openedMatter' : `trigger.state.${became}`, { n: measures ?? 0 });
  if (matterId !== null) return <Link to={`/matters/${matterId}`}>{words}</Link>;
  return runId === null ? words : <Link to={`/processes/${runId}`}>{words}</Link>;
}

function Results({ trigger }: { trigger: Trigger }) {
  const { t } = useTranslation();
  const words = useWords();
  if (trigger.occurrences.length === 0) return <span className="muted">{t('trigger.neverYet')}</span>;
  return (
    <ul className="plain">
      {trigger.occurrences.map((one) => (
        <li key={one.key}>
          <span className="day">{one.day}</span>{' '}
          {one.measure !== null && (
            <>
              <Link to={`/measures/${one.measure.id}`} lang="zh-CN">
                {one.measure.title}
              </Link>{' '}
            </>
          )}
          <Result of={one} />
          {one.why !== null && <span className="muted"> {words(one.why)}</span>}
        </li>
      ))}
      {trigger.more && <li className="muted">{t('trigger.earlier')}</li>}
    </ul>
  );
}

export interface TriggerTableProps {
  triggers: Trigger[];
  label: string;
  actsOf: (trigger: Trigger) => TriggerAct[];
  onAct: (trigger: Trigger, act: TriggerAct) => void;
  /** What stands between the next day and the results. */
  extra?: Column<Trigger>[];
}

/** What begins processes by itself: when, what, its next day, what became of the last ones, and what can be done. */
export function TriggerTable({ triggers, label, actsOf, onAct, extra = [] }: TriggerTableProps) {
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
              row.nextOn === null ? (
                t('trigger.whenever')
              ) : (
                <span className="day">{row.nextOn}</span>
              )
            ) : (
              t('trigger.pausedOn', { day: row.paused.on, by: row.paused.by ?? '', reason: row.paused.reason })
            ),
        },
        ...extra,
        { key: 'results', title: t('trigger.results'), render: (row) => <Results trigger={row} /> },
        ...(triggers.some((row) => actsOf(row).length > 0)
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
