import { addWorkingDays, type Calendar } from './calendar.ts';
import type { Day } from './process/types.ts';

/** Working days within which a unit objects 异议 to a letter or a rung, from the day on which it reached the unit. */
export const OBJECTED_WITHIN = 10;
/** Working days within which an objection is decided 复核. */
export const OBJECTION_DECIDED_WITHIN = 10;

/** The last day to object to what reached the unit on a day; null: it has not reached it yet. */
export function objectUntil(reachedOn: Day | null, cal: Calendar): Day | null {
  return reachedOn === null ? null : addWorkingDays(cal, reachedOn, OBJECTED_WITHIN);
}
