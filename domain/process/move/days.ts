import { addWorkingDays, type Calendar } from '../../calendar.ts';
import type { Day } from '../types.ts';

/** A day as it is stored, as the rule of the old version makes it, and as that of the new version does. */
export interface DayBefore {
  stored: Day | null;
  byOld: Day | null;
  byNew: Day | null;
}

/**
 * The day of something open after its instance has moved. A day that somebody set, or that a return gave, stays. What
 * was not late before is not late through the move: it gets until the next working day.
 */
export function dayAfterMove({ stored, byOld, byNew }: DayBefore, today: Day, calendar: Calendar): Day | null {
  if (stored !== byOld || byNew === byOld) return stored;
  const wasLate = stored !== null && stored < today;
  return byNew !== null && byNew < today && !wasLate ? addWorkingDays(calendar, today, 1) : byNew;
}

/** The day of a timer after the move: what the move makes due has not happened before the next working day. */
export function timerAfterMove(day: Day | null, today: Day, calendar: Calendar): Day | null {
  return day !== null && day <= today ? addWorkingDays(calendar, today, 1) : day;
}
