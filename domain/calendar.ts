import { addDays, maxDay, minDay, weekday, yearOf } from './day.ts';
import type { Day, DueRule } from './process/types.ts';

/**
 * The working calendar of a county: public holidays 放假 and make-up working days 调休 as the State Council orders them
 * each year. Outside both sets Monday to Friday are working days.
 */
export interface Calendar {
  holidays: ReadonlySet<Day>;
  makeUpDays: ReadonlySet<Day>;
  /** Years whose order has been loaded. Days of any other year are guessed by weekday and must be warned about. */
  coveredYears: ReadonlySet<number>;
}

/** A day that is off, or worked, unlike the county's. */
export interface ExtraDay {
  day: Day;
  working: boolean;
}

/**
 * The calendar with extra days; of two that name the same day the later counts, so a unit's own come after those of the
 * plan.
 */
export function withExtraDays(cal: Calendar, extra: readonly ExtraDay[]): Calendar {
  if (extra.length === 0) return cal;
  const holidays = new Set(cal.holidays);
  const makeUpDays = new Set(cal.makeUpDays);
  for (const { day, working } of extra) {
    (working ? makeUpDays : holidays).add(day);
    (working ? holidays : makeUpDays).delete(day);
  }
  return { holidays, makeUpDays, coveredYears: cal.coveredYears };
}

export function isWorkingDay(cal: Calendar, day: Day): boolean {
  if (cal.makeUpDays.has(day)) return true;
  if (cal.holidays.has(day)) return false;
  const dayOfWeek = weekday(day);
  return dayOfWeek !== 0 && dayOfWeek !== 6;
}

/** The first working day that is not before `day`: `day` itself where it is one. */
export function nextWorkingDay(cal: Calendar, day: Day): Day {
  let found = day;
  while (!isWorkingDay(cal, found)) found = addDays(found, 1);
  return found;
}

/**
 * The n-th working day after `day`, or before it where `n` is negative; `day` itself, working or not, where `n` is 0.
 *
 * @throws RangeError where `n` is not a whole number.
 */
export function addWorkingDays(cal: Calendar, day: Day, n: number): Day {
  if (!Number.isInteger(n)) throw new RangeError(`Working days are counted whole, not ${n}`);
  const direction = n < 0 ? -1 : 1;
  let found = day;
  for (let left = Math.abs(n); left > 0; ) {
    found = addDays(found, direction);
    if (isWorkingDay(cal, found)) left -= 1;
  }
  return found;
}

/** How many working days d there are with `from` < d ≤ `to`; 0 where `to` is not after `from`. */
export function workingDaysAfter(cal: Calendar, from: Day, to: Day): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(cal, day)) count += 1;
  }
  return count;
}

/** Years that the span touches and whose holidays are not loaded, in order. The span may be given either way round. */
export function missingYears(cal: Calendar, from: Day, to: Day): number[] {
  const missing: number[] = [];
  for (let year = yearOf(minDay(from, to)); year <= yearOf(maxDay(from, to)); year += 1) {
    if (!cal.coveredYears.has(year)) missing.push(year);
  }
  return missing;
}

/** The days that a rule may count from; `date` is carried by the rule itself. */
export type DueBases = Partial<Record<DueRule['base'], Day | null>>;

/**
 * The day that a due rule or timer rule means. A deadline printed in the document (`deadline` or `date` without offset)
 * never moves; every computed day rolls to the next working day.
 *
 * @returns null where the base day is unknown: such a thing never falls due.
 */
export function resolveDue(rule: DueRule, bases: DueBases, cal: Calendar): Day | null {
  const base = (rule.base === 'date' ? rule.date : bases[rule.base]) ?? null;
  if (base === null) return null;
  const printed = rule.base === 'deadline' || rule.base === 'date';
  if (printed && rule.offset === 0) return base;
  const moved = rule.unit === 'workingDays' ? addWorkingDays(cal, base, rule.offset) : addDays(base, rule.offset);
  return nextWorkingDay(cal, moved);
}
