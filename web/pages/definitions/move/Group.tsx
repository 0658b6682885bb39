import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MoveGroup } from '../../../data/types.ts';
import { useWords } from '../../../i18n/index.ts';

interface Props {
  group: MoveGroup;
  chosen: ReadonlySet<string>;
  choose: (ids: string[], on: boolean) => void;
}

/** Days that move in more ways than this are told one by one below. */
const MOST_DAYS = 6;

/** Processes of which the same becomes: what that is, and which they are. */
export function Group({ group, chosen, choose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { instances, possible } = group;
  const ids = instances.map(({ id }) => id);
  const picked = ids.filter((id) => chosen.has(id)).length;
  const counts = { n: ids.length, from: instances[0]?.fromVersion ?? 0 };
  return (
    <article className={possible ? 'move-group' : 'move-group move-group-impossible'}>
      <h3>
        {possible ? (
          <Checkbox
            checked={picked === ids.length}
            indeterminate={picked > 0 && picked < ids.length}
            aria-label={t('move.select', { n: ids.length })}
            onChange={(event) => choose(ids, event.target.checked)}
          >
            {t('move.count', counts)}
          </Checkbox>
        ) : (
          t('move.cannot', counts)
        )}
      </h3>
      {group.obstacles.map((obstacle) => (
        <p key={obstacle.en}>{words(obstacle)}</p>
      ))}
      {possible && <Consequences group={group} />}
      <details>
        <summary>{t('move.listed')}</summary>
        <ul className="move-list plain">
          {instances.map((instance) => (
            <li key={instance.id}>
              {possible && (
                <Checkbox
                  checked={chosen.has(instance.id)}
                  aria-label={t('move.selectOne', { name: instance.subject })}
                  onChange={(event) => choose([instance.id], event.target.checked)}
                />
              )}{' '}
              <Link to={`/monitor/processes/${instance.id}`}>{instance.subject}</Link>
              {instance.planTitle !== null && <span className="muted"> · {instance.planTitle}</span>}
              {instance.days.map((day) => (
                <span key={`${day.name} ${day.what} ${day.from} ${day.to}`} className="muted">
                  {' · '}
                  <DayWords day={day} />
                </span>
              ))}
            </li>
          ))}
        </ul>
      </details>
    </article>
  );
}

function DayWords({ day: { name, what, from, to, count } }: { day: MoveGroup['days'][number] }) {
  const { t } = useTranslation();
  return (
    <>
      {t('move.items', { name, n: count })} {t(`move.${what}`)} <span className="day">{from ?? t('move.noDay')}</span> →{' '}
      <span className="day">{to ?? t('move.noDay')}</span>
    </>
  );
}

/** What becomes of open items, days, timers and steps, only what there is to say. */
function Consequences({ group: { items, days, timers, ahead, missed } }: { group: MoveGroup }) {
  const { t } = useTranslation();
  const words = useWords();
  const listed = (of: { name: string; count: number }[]) =>
    of.map(({ name, count }) => t('move.items', { name, n: count })).join('、');
  const rows: { label: string; value: ReactNode }[] = (['stays', 'reopens', 'opens', 'cancels'] as const)
    .map((kind) => ({ label: t(`move.${kind}`), value: listed(items.filter((item) => item.kind === kind)) }))
    .filter(({ value }) => value !== '');
  if (items.length === 0) rows.push({ label: t('move.stays'), value: t('move.nothingOpen') });
  if (days.length > 0) rows.push({ label: t('move.days'), value: <Days days={days} /> });
  if (timers.length > 0) {
    const said = timers.map(({ name, fate, count }) => `${t('move.items', { name, n: count })} ${words(fate)}`);
    rows.push({ label: t('move.timers'), value: said.join('、') });
  }
  if (ahead.length > 0) rows.push({ label: t('move.ahead'), value: ahead.join('、') });
  if (missed.length > 0) rows.push({ label: t('move.missed'), value: missed.join('、') });
  return (
    <dl className="move-facts">
      {rows.map(({ label, value }) => (
        <div key={label} className="move-fact">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Days({ days }: { days: MoveGroup['days'] }) {
  const { t } = useTranslation();
  return (
    <>
      {days.slice(0, MOST_DAYS).map((day) => (
        <div key={`${day.name} ${day.what} ${day.from} ${day.to}`}>
          <DayWords day={day} />
        </div>
      ))}
      {days.length > MOST_DAYS && <div className="muted">{t('move.moreDays', { n: days.length - MOST_DAYS })}</div>}
    </>
  );
}
