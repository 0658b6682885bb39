import type { Day } from '../process/types.ts';
import { type Crowding, crowdings, type Doubling, doublings } from './collisions.ts';
import { type DeadTime, deadTimes } from './deadTime.ts';
import type { RehearsalResult, RehearsedItem, RehearsedRung } from './types.ts';
import { getOr, mondayOf } from './weeks.ts';

export interface Load {
  opened: number;
  due: number;
  /** Notices that go out: reminders, urgings. */
  reminders: number;
  /** What is drawn up as a paper: letters, talks, copies, referrals. */
  letters: number;
}

export interface DayLoad extends Load {
  day: Day;
}

export interface WeekLoad extends Load {
  /** null: everything held by the office, leaders and the discipline commission. */
  unitId: string | null;
  /** Monday of the week. */
  week: Day;
}

export interface RehearsalSummary {
  items: number;
  /** Closed after their due day. */
  overdue: number;
  /** Due, and still open on the last day. */
  unfinished: number;
  reminders: number;
  letters: number;
  days: DayLoad[];
  weeks: WeekLoad[];
  crowdings: Crowding[];
  doublings: Doubling[];
  deadTimes: DeadTime[];
}

/** Load by day, by unit and week, what collides, and where nothing happens. */
export function summarize(
  { items }: RehearsalResult,
  { crowdedFrom, until }: { crowdedFrom: number; until: Day },
): RehearsalSummary {
  const days = new Map<Day, DayLoad>();
  const weeks = new Map<string, WeekLoad>();
  const loadsOn = (item: RehearsedItem, day: Day): Load[] => {
    const week = mondayOf(day);
    return [
      getOr(days, day, () => ({ day, ...noLoad() })),
      getOr(weeks, `${item.unitId}|${week}`, () => ({ unitId: item.unitId, week, ...noLoad() })),
    ];
  };
  for (const item of items) {
    for (const load of loadsOn(item, item.openedOn)) load.opened += 1;
    if (item.dueOn !== null) for (const load of loadsOn(item, item.dueOn)) load.due += 1;
    for (const rung of item.rungs) for (const load of loadsOn(item, rung.on)) load[sortOf(rung)] += 1;
  }
  const rungs = items.flatMap((item) => item.rungs.map(sortOf));
  const reminders = rungs.filter((sort) => sort === 'reminders').length;
  return {
    items: items.length,
    overdue: items.filter(isOverdue).length,
    unfinished: items.filter(({ dueOn, closedOn }) => closedOn === null && dueOn !== null && dueOn < until).length,
    ...{ reminders, letters: rungs.length - reminders },
    days: [...days.values()].sort((a, b) => a.day.localeCompare(b.day)),
    weeks: [...weeks.values()].sort(
      (a, b) => a.week.localeCompare(b.week) || (a.unitId ?? '').localeCompare(b.unitId ?? ''),
    ),
    crowdings: crowdings(items, crowdedFrom),
    doublings: doublings(items),
    deadTimes: deadTimes(items),
  };
}

const noLoad = (): Load => ({ opened: 0, due: 0, reminders: 0, letters: 0 });

/** Whether a rung is one more message, or a paper that somebody signs, holds or seals. */
export function sortOf({ action }: RehearsedRung): 'reminders' | 'letters' {
  return action === 'notify' ? 'reminders' : 'letters';
}

function isOverdue({ dueOn, closedOn }: RehearsedItem): boolean {
  return dueOn !== null && closedOn !== null && closedOn > dueOn;
}
