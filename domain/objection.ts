import { addWorkingDays, type Calendar } from './calendar.ts';
import type { Day } from './process/types.ts';

/**
 * The last day to object to what reached the unit on a day; null: it has not reached it yet.
 *
 * @param within Working days that the county gives for it.
 */
export function objectUntil(reachedOn: Day | null, cal: Calendar, within: number): Day | null {
  return reachedOn === null ? null : addWorkingDays(cal, reachedOn, within);
}
