import { addDays, weekday } from '../day.ts';
import type { Day } from '../process/types.ts';
import type { RehearsalResult, RehearsedItem } from './types.ts';

export interface DayLoad {
  day: Day;
  opened: number;
  due: number;
  /** Reminders, urgings and letters that go out. */
  rungs: number;
}

export interface WeekLoad {
  /** null: everything held by the office, leaders and the discipline commission. */
  unitId: string | null;
  /** Monday of the week. */
  week: Day;
  due: number;
  rungs: number;
}

export interface RehearsalSummary {
  items: number;
  overdue: number;
  rungs: number;
  days: DayLoad[];
  weeks: WeekLoad[];
  /** Days on which one unit has more items due than it has on any usual day: the most first. */
  collisions: { day: Day; unitId: string; due: number }[];
}

/** So many items of one unit due on one day stand in each other's way. */
const manyAtOnce = 3;
const mostCollisions = 20;

/** Load by day, by unit and week, and what collides. */
export function summarize({ items }: RehearsalResult): RehearsalSummary {
  const days = new Map<Day, DayLoad>();
  const weeks = new Map<string, WeekLoad>();
  const dueAt = new Map<string, { day: Day; unitId: string; due: number }>();
  const dayOf = (day: Day) => getOr(days, day, () => ({ day, opened: 0, due: 0, rungs: 0 }));
  const weekOf = (item: RehearsedItem, day: Day) => {
    const week = mondayOf(day);
    return getOr(weeks, `${item.unitId}|${week}`, () => ({ unitId: item.unitId, week, due: 0, rungs: 0 }));
  };
  for (const item of items) {
    dayOf(item.openedOn).opened += 1;
    for (const { on } of item.rungs) {
      dayOf(on).rungs += 1;
      weekOf(item, on).rungs += 1;
    }
    const { dueOn: day, unitId } = item;
    if (day === null) continue;
    dayOf(day).due += 1;
    weekOf(item, day).due += 1;
    if (item.holder !== 'unit' || unitId === null) continue;
    getOr(dueAt, `${unitId}|${day}`, () => ({ day, unitId, due: 0 })).due += 1;
  }
  return {
    items: items.length,
    overdue: items.filter(isOverdue).length,
    rungs: items.reduce((sum, item) => sum + item.rungs.length, 0),
    days: [...days.values()].sort((a, b) => a.day.localeCompare(b.day)),
    weeks: [...weeks.values()].sort((a, b) => a.week.localeCompare(b.week)),
    collisions: [...dueAt.values()]
      .filter(({ due }) => due >= manyAtOnce)
      .sort((a, b) => b.due - a.due || a.day.localeCompare(b.day))
      .slice(0, mostCollisions),
  };
}

function isOverdue({ dueOn, closedOn }: RehearsedItem): boolean {
  return dueOn !== null && closedOn !== null && closedOn > dueOn;
}

function mondayOf(day: Day): Day {
  return addDays(day, -((weekday(day) + 6) % 7));
}

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
