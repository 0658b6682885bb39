import { memberKey } from '../../domain/itemOpening.ts';
import { calendarOf, countyOf } from '../../domain/ownDays.ts';
import { timerAfterMove } from '../../domain/process/move/days.ts';
import type { MoveEffect } from '../../domain/process/move/types.ts';
import type { ActivityKey, Day, DueRule } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { Timer } from '../generated/client.ts';
import type { CountyDay } from './clock.ts';
import { resolveRule } from './openItems.ts';
import { type InstanceRef, measureOf, type Subjects } from './subjects.ts';

type Reset = Extract<MoveEffect, { type: 'resetTimer' }>;

/**
 * Gives the timers of an instance the rules of its new version: a running one counts from the day on which it was set,
 * a new one from the opening of what it is attached to. Timers that watch an item whose due day has moved follow it.
 */
export async function resetTimers(
  tx: Tx,
  county: CountyDay,
  subjects: Subjects,
  instance: InstanceRef,
  { resets, movedKeys }: { resets: Reset[]; movedKeys: ActivityKey[] },
): Promise<void> {
  const running = await tx.timer.findMany({
    where: { instanceId: instance.id, firedOn: null },
    orderBy: { key: 'asc' },
  });
  const rows = [
    ...(await Promise.all(resets.map((reset) => rowOf(tx, county, instance, reset, running)))),
    ...running.filter(
      ({ key, watchedKey }) => follows(watchedKey, movedKeys) && !resets.some((one) => one.key === key),
    ),
  ];
  const due = await dueDays(tx, instance.id, rows);
  const plan = instance.planId === null ? undefined : subjects.plans.get(instance.planId);
  const measure = measureOf(subjects, instance);
  for (const row of rows) {
    const { instanceId, key, periodKey, yearKey, setOn, watchedKey } = row;
    const rule = row.rule as unknown as DueRule;
    const from = { ...countyOf(county, instance), today: setOn ?? county.today };
    const watched = watchedKey === null ? null : (due.get(watchedKey) ?? null);
    const day = timerAfterMove(
      resolveRule(rule, from, plan, measure, periodKey, yearKey, watched),
      county.today,
      calendarOf(county, instance),
    );
    const data = { rule: { ...rule }, day, setOn, watchedKey, periodKey, yearKey };
    await tx.timer.upsert({
      where: { instanceId_key: { instanceId, key } },
      create: { instanceId, key, ...data },
      update: data,
    });
  }
}

function follows(watchedKey: string | null, movedKeys: ActivityKey[]): boolean {
  return watchedKey !== null && movedKeys.includes(watchedKey);
}

async function rowOf(
  tx: Tx,
  county: CountyDay,
  instance: InstanceRef,
  { key, rule, members, of, host }: Reset,
  running: Timer[],
): Promise<Timer> {
  const known = running.find((timer) => timer.key === key);
  const opened = host === undefined ? null : await openingOf(tx, instance.id, host);
  return {
    ...{ instanceId: instance.id, key, rule: { ...rule }, day: null, firedOn: null },
    setOn: known?.setOn ?? opened ?? county.today,
    watchedKey: of ?? null,
    periodKey: memberKey(members, 'reportingPeriods'),
    yearKey: memberKey(members, 'assessmentYears'),
  };
}

/** The day on which an element became active, as its items tell: its own, or the first inside it. */
async function openingOf(tx: Tx, instanceId: string, host: ActivityKey): Promise<Day | null> {
  const own = await tx.workItem.findUnique({
    where: { instanceId_key: { instanceId, key: host } },
    select: { openedOn: true },
  });
  if (own) return own.openedOn;
  const [elementId = '', rest = ''] = host.split('@');
  const [scope = '', round = '1'] = rest.split('!');
  const inside = await tx.workItem.findMany({
    where: { instanceId, key: { contains: `@${scope}/${elementId}` } },
    select: { key: true, openedOn: true },
    orderBy: { openedOn: 'asc' },
  });
  return inside.find(({ key }) => isInside(key, `@${scope}/${elementId}`, round))?.openedOn ?? null;
}

/** Of a later round of an element its items say so, by the scope (`~2`) or, for a multi-instance task, by `!2`. */
function isInside(key: ActivityKey, path: string, round: string): boolean {
  const after = key.slice(key.indexOf(path) + path.length);
  if (!/^[#~^/!]/.test(after)) return false;
  return round === '1' ? !after.includes('~') : after.includes(`~${round}`) || after.endsWith(`!${round}`);
}

async function dueDays(tx: Tx, instanceId: string, rows: Timer[]): Promise<Map<string, Day | null>> {
  const keys = rows.flatMap(({ watchedKey }) => watchedKey ?? []);
  if (keys.length === 0) return new Map();
  const items = await tx.workItem.findMany({
    where: { instanceId, key: { in: keys } },
    select: { key: true, dueOn: true },
  });
  return new Map(items.map((item) => [item.key, item.dueOn]));
}
