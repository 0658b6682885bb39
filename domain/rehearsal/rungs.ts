import type { Calendar } from '../calendar.ts';
import { maxDay } from '../day.ts';
import {
  type FiredRung,
  type Ladder,
  nextRung,
  type ObligationClock,
  overdueWorkingDays,
  type RungGroup,
  stepClimbsUpTo,
} from '../ladder/index.ts';
import type { Day, TaskSpec } from '../process/types.ts';

/** What earlier rounds of an obligation leave to the next: rungs that fired, overdue days. */
export interface Carried {
  fired: FiredRung[];
  days: number;
}

interface Open {
  task: TaskSpec;
  openedOn: Day;
  dueOn: Day | null;
}

/** A step that names a ladder climbs it to its end where it does not say how far. */
function upTo({ ladder: named, ladderUpTo }: TaskSpec, ladder: Ladder): RungGroup | null {
  const own = ladderUpTo ?? null;
  return named === undefined ? own : stepClimbsUpTo(own, ladder);
}

/**
 * Rungs that an item reaches up to its last day, that day included, and what it leaves to the next round. Letters and
 * talks are taken to be approved on the day on which they are drafted.
 */
export function climb(
  { task, openedOn, dueOn }: Open,
  lastDay: Day,
  carried: Carried,
  ladder: Ladder,
  calendar: Calendar,
): { rungs: FiredRung[]; carried: Carried } {
  const clock: ObligationClock = {
    ...{ openedOn, dueOn, ladderUpTo: upTo(task, ladder), frozen: [] },
    ...{ carriedOverdueDays: carried.days, fired: [...carried.fired] },
  };
  const rungs: FiredRung[] = [];
  let today = openedOn;
  for (let next = nextRung(clock, ladder, calendar, today); next !== null; ) {
    const on = maxDay(next.on, today);
    if (on > lastDay) break;
    const fired = { rung: next.rung.key, on };
    rungs.push(fired);
    clock.fired.push(fired);
    today = on;
    next = nextRung(clock, ladder, calendar, today);
  }
  return { rungs, carried: { fired: clock.fired, days: overdueWorkingDays(clock, calendar, lastDay) } };
}
