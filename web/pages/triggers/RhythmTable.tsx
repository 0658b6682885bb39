import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import type { Trigger, TriggerSchedule, TriggerSchedules } from '../../data/types.ts';
import { moment } from '../../shared/moment.ts';
import { TriggerTable, type TriggerTableProps } from './TriggerTable.tsx';

/** What Temporal says of one schedule: whether it runs, when it asks next, when it asked last. */
function Standing({ trigger, of, rehearsal }: { trigger: Trigger; of: TriggerSchedule; rehearsal: boolean }) {
  const { t } = useTranslation();
  const driven = of.state === 'PAUSED' && rehearsal && trigger.paused === null;
  const last = of.recent[0];
  return (
    <ul className="plain">
      <li>
        <span className={`state schedule-${of.state.toLowerCase()}`}>
          {t(`trigger.schedule.${driven ? 'DRIVEN' : of.state}`)}
        </span>
      </li>
      {of.state === 'RUNNING' && of.next.length > 0 && (
        <li>
          <span className="muted">{t('trigger.asksNext')}</span>{' '}
          <span className="day">{of.next.map(moment).join('、')}</span>
        </li>
      )}
      {(of.state === 'MISSING' || of.state === 'CHANGED') && <li className="muted">{t('trigger.mendedSoon')}</li>}
      {last && (
        <li>
          <span className="muted">{t('trigger.askedLast', { day: last.day })}</span>{' '}
          {last.uiUrl === null ? (
            moment(last.takenAt)
          ) : (
            <a href={last.uiUrl} target="_blank" rel="noreferrer">
              {moment(last.takenAt)}
            </a>
          )}
        </li>
      )}
    </ul>
  );
}

/**
 * Those that begin on schedule, each with what Temporal says of its schedule. The rows come without Temporal, too; then
 * it says so.
 */
export function RhythmTable(props: Omit<TriggerTableProps, 'extra'>) {
  const { t } = useTranslation();
  const { data, error } = useGet<TriggerSchedules>('/triggers/schedules', { refetchInterval: 15_000 });
  const away = error !== null || data?.items === null;
  const standing = (trigger: Trigger) => {
    if (away) return <span className="muted">{t('monitor.unknown')}</span>;
    const found = data?.items?.find((one) => one.triggerId === trigger.id);
    return found && <Standing trigger={trigger} of={found} rehearsal={data?.rehearsal ?? false} />;
  };
  return (
    <>
      {away && <Alert type="warning" showIcon className="gap" title={t('trigger.engineAway')} />}
      <TriggerTable {...props} extra={[{ key: 'schedule', title: t('trigger.scheduleTitle'), render: standing }]} />
    </>
  );
}
