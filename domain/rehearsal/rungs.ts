import type { Calendar } from '../calendar.ts';
import { addDays, maxDay, minDay } from '../day.ts';
import { type FiredRung, type Ladder, type ObligationClock, overdueWorkingDays, rungsUntil } from '../ladder/index.ts';
import type { RungGroup } from '../ladder/types.ts';
import type { Day } from '../process/types.ts';
import type { RehearsedRung } from './types.ts';

/** What earlier rounds of an obligation leave to the next: rungs that fired, overdue days. */
export interface Carried {
  fired: FiredRung[];
  days: number;
}

/** The ladder that counts from a day on; without one nothing is climbed. */
export interface LadderSpan {
  from: Day;
  ladder: Ladder | undefined;
  ladderUpTo: RungGroup | null;
}

export interface Climbing {
  openedOn: Day;
  /** The first day whose round sees it: what opens by day is seen on the next. */
  seenFrom: Day;
  dueOn: Day | null;
  /** In the order of their days; the first counts from the opening. */
  ladders: LadderSpan[];
  /** The last day whose round sees it: what is closed at night is not seen by that day's. */
  seenUntil: Day;
  /** The day on which it is closed, or that it has come to. */
  leftOn: Day;
}

export interface Climbed {
  rungs: RehearsedRung[];
  carried: Carried;
}

/** Rungs that an item reaches, and what it leaves to the next round. */
export function climb(item: Climbing, carried: Carried, calendar: Calendar): Climbed {
  const { openedOn, seenFrom, seenUntil, dueOn, ladders, leftOn } = item;
  let clock: ObligationClock = {
    ...{ openedOn, dueOn, ladderUpTo: null, frozen: [] },
    ...{ carriedOverdueDays: carried.days, fired: carried.fired },
  };
  const rungs: RehearsedRung[] = [];
  for (const [at, { from, ladder, ladderUpTo }] of ladders.entries()) {
    const next = ladders[at + 1];
    const days = {
      today: maxDay(seenFrom, from),
      last: next === undefined ? seenUntil : minDay(seenUntil, addDays(next.from, -1)),
    };
    if (ladder === undefined || days.today > days.last) continue;
    const climbed = rungsUntil({ ...clock, ladderUpTo }, ladder, calendar, days);
    for (const { rung, on } of climbed.reached) rungs.push({ rung: rung.key, on, action: rung.action });
    clock = climbed.clock;
  }
  return { rungs, carried: { fired: clock.fired, days: overdueWorkingDays(clock, calendar, leftOn) } };
}

/** `climb` that remembers what it was asked: items of a plan climb alike by the hundred. */
export function rememberingClimb(): typeof climb {
  const numbers = new Map<Ladder | Calendar | undefined, number>();
  const known = new Map<string, Climbed>();
  const numberOf = (part: Ladder | Calendar | undefined) => {
    if (!numbers.has(part)) numbers.set(part, numbers.size);
    return numbers.get(part);
  };
  return (item, carried, calendar) => {
    const { openedOn, seenFrom, seenUntil, dueOn, ladders, leftOn } = item;
    const spans = ladders.map(({ from, ladder, ladderUpTo }) => `${from} ${numberOf(ladder)} ${ladderUpTo}`);
    const fired = carried.fired.map(({ rung, on }) => `${rung} ${on}`);
    const days = [openedOn, seenFrom, dueOn, seenUntil, leftOn, carried.days];
    const key = [numberOf(calendar), ...days, ...spans, '', ...fired].join('|');
    const before = known.get(key);
    if (before !== undefined) return before;
    const climbed = climb(item, carried, calendar);
    known.set(key, climbed);
    return climbed;
  };
}
