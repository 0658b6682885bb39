import { type Calendar, isWorkingDay } from '../calendar.ts';
import { addDays } from '../day.ts';
import type { Day } from '../process/types.ts';
import type { FrozenSpan, ObligationClock, Rung } from './types.ts';

/** Whether the obligation waited for somebody else, or was paused, on that day. */
export function isFrozen(spans: FrozenSpan[], day: Day): boolean {
  return spans.some((span) => span.from <= day && (span.to === null || day < span.to));
}

/** A day that counts for the ladder: a working day on which the obligation was with its holder. */
export function counts(clock: ObligationClock, cal: Calendar, day: Day): boolean {
  return isWorkingDay(cal, day) && !isFrozen(clock.frozen, day);
}

/** Whether a rung may be sent on the day: one that counts, or one off where the rung says so. */
export function maySend({ onDaysOff }: Rung, clock: ObligationClock, cal: Calendar, day: Day): boolean {
  return onDaysOff === true ? !isFrozen(clock.frozen, day) : counts(clock, cal, day);
}

/** The first counting day that is not before `day`; null where the obligation is frozen without an end. */
export function nextCountingDay(clock: ObligationClock, cal: Calendar, day: Day): Day | null {
  return nextDay(clock, day, (each) => counts(clock, cal, each));
}

/** The first day not before `day` on which the rung may be sent; null: never. */
export function nextSendingDay(rung: Rung, clock: ObligationClock, cal: Calendar, day: Day): Day | null {
  return nextDay(clock, day, (each) => maySend(rung, clock, cal, each));
}

function nextDay(clock: ObligationClock, day: Day, fits: (day: Day) => boolean): Day | null {
  const frozenForGoodFrom = openEnd(clock.frozen);
  let found = day;
  while (!fits(found)) {
    if (frozenForGoodFrom !== null && found >= frozenForGoodFrom) return null;
    found = addDays(found, 1);
  }
  return found;
}

/** The n-th counting day after `day` (n ≥ 1); null where the obligation is frozen without an end before that. */
export function addCountingDays(clock: ObligationClock, cal: Calendar, day: Day, n: number): Day | null {
  let found: Day | null = day;
  for (let left = n; left > 0 && found !== null; left -= 1) found = nextCountingDay(clock, cal, addDays(found, 1));
  return found;
}

/** The n-th day after `day` (n ≥ 1), working or not, on which the obligation was with its holder; null: never. */
export function addHeldDays(clock: ObligationClock, day: Day, n: number): Day | null {
  const frozenForGoodFrom = openEnd(clock.frozen);
  let found = day;
  for (let left = n; left > 0; ) {
    found = addDays(found, 1);
    if (!isFrozen(clock.frozen, found)) left -= 1;
    else if (frozenForGoodFrom !== null && found >= frozenForGoodFrom) return null;
  }
  return found;
}

/** The counting day that is `n` counting days before `day`. Frozen spans have beginnings, so there always is one. */
export function subtractCountingDays(clock: ObligationClock, cal: Calendar, day: Day, n: number): Day {
  let found = day;
  for (let left = n; left > 0; ) {
    found = addDays(found, -1);
    if (counts(clock, cal, found)) left -= 1;
  }
  return found;
}

/**
 * How many working days the obligation is overdue on `today`: those after the due day up to and including today on
 * which it did not wait for somebody else, plus those of earlier rounds.
 */
export function overdueWorkingDays(clock: ObligationClock, cal: Calendar, today: Day): number {
  let count = clock.carriedOverdueDays;
  if (clock.dueOn === null) return count;
  for (let day = addDays(clock.dueOn, 1); day <= today; day = addDays(day, 1)) {
    if (counts(clock, cal, day)) count += 1;
  }
  return count;
}

/**
 * The last day on which the obligation is not late: its due day, or, where it waited for somebody else right after it,
 * the day before the first that counts again. Null where nothing falls due or it waits without an end.
 */
export function lastDayInTime({ dueOn, ...clock }: ObligationClock, cal: Calendar): Day | null {
  if (dueOn === null) return null;
  const lateFrom = nextCountingDay({ dueOn, ...clock }, cal, addDays(dueOn, 1));
  if (lateFrom === null) return null;
  for (let day = addDays(dueOn, 1); day < lateFrom; day = addDays(day, 1)) {
    if (isFrozen(clock.frozen, day)) return addDays(lateFrom, -1);
  }
  return dueOn;
}

/** Whether what is in time until a day (from `lastDayInTime`; null: always) is late on another. */
export function isLate(inTimeUntil: Day | null, on: Day): boolean {
  return inTimeUntil !== null && on > inTimeUntil;
}

function openEnd(spans: FrozenSpan[]): Day | null {
  return spans.reduce<Day | null>(
    (first, span) => (span.to === null && (first === null || span.from < first) ? span.from : first),
    null,
  );
}
