import { addDays, daysBetween, weekday } from './day.ts';
import type { Day } from './process/types.ts';

/** How often a process is begun on schedule. */
export const rhythms = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type Rhythm = (typeof rhythms)[number];

/**
 * When in its rhythm: `on` is the day of the week (1 Monday to 7 Sunday) or of the month (a month that is shorter takes
 * its last), `month` the month of the quarter (1 to 3) or of the year (1 to 12).
 */
export interface Cadence {
  every: Rhythm;
  on: number;
  month: number | null;
}

/** What can begin a process for a measure: 退回、评分低于、升级到、方案启动、措施办结. */
export const triggerEvents = ['RETURNED', 'SCORE_BELOW', 'RUNG_REACHED', 'PLAN_LAUNCHED', 'MEASURE_CLOSED'] as const;
export type TriggerEvent = (typeof triggerEvents)[number];

/** Rungs that can begin a process: from 催办 up. */
export const triggerRungs = ['URGE', 'SUPERVISE', 'TALK', 'COPY', 'REFER'] as const;
export type TriggerRung = (typeof triggerRungs)[number];

/** A schedule that missed its day, say because nothing ran, makes good for this many days; what is older is listed. */
export const CATCH_UP_DAYS = 7;

/** Whether a cadence says something that can come: a weekday of seven, a month that its rhythm has. */
export function isCadence({ every, on, month }: Cadence): boolean {
  const within = (value: number | null, most: number) => value !== null && value >= 1 && value <= most;
  if (every === 'WEEK') return within(on, 7) && month === null;
  if (every === 'MONTH') return within(on, 31) && month === null;
  return within(on, 31) && within(month, every === 'QUARTER' ? 3 : 12);
}

/** The first day after `day` on which the cadence comes. */
export function nextOccurrence(cadence: Cadence, day: Day): Day {
  let next = addDays(day, 1);
  while (!comesOn(cadence, next)) next = addDays(next, 1);
  return next;
}

function comesOn({ every, on, month }: Cadence, day: Day): boolean {
  if (every === 'WEEK') return weekday(day) === on % 7;
  const [year = 0, monthOfYear = 0, dayOfMonth = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, monthOfYear, 0)).getUTCDate();
  if (dayOfMonth !== Math.min(on, last)) return false;
  if (every === 'QUARTER') return ((monthOfYear - 1) % 3) + 1 === month;
  return every === 'MONTH' || monthOfYear === month;
}

/** Days of a calendar: every `weekday` (0 Sunday to 6 Saturday), or the `day` of `months` in the years that are named. */
export type CalendarDays =
  | { weekday: number }
  | { months: readonly number[]; day: number; years: 'every' | 'leap' | 'common' };

const allMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
/** Months by the number of their days. */
const ofLength = [
  { days: 31, months: [1, 3, 5, 7, 8, 10, 12], years: 'every' },
  { days: 30, months: [4, 6, 9, 11], years: 'every' },
  { days: 29, months: [2], years: 'leap' },
  { days: 28, months: [2], years: 'common' },
] as const;

/** The days of a cadence in the words of a calendar, as a schedule of Temporal takes them; the same as `nextOccurrence`. */
export function calendarsOf({ every, on, month }: Cadence): CalendarDays[] {
  if (every === 'WEEK') return [{ weekday: on % 7 }];
  const comes = allMonths.filter(
    (one) => every === 'MONTH' || one === month || (every === 'QUARTER' && ((one - 1) % 3) + 1 === month),
  );
  if (on <= 28) return [{ months: comes, day: on, years: 'every' }];
  return ofLength
    .map(({ days, months, years }) => ({
      ...{ months: comes.filter((one) => months.some((long) => long === one)), day: Math.min(on, days), years },
    }))
    .filter(({ months }) => months.length > 0);
}

export type Verdict = 'PENDING' | 'MISSED' | 'PAUSED';

/**
 * What became of the occurrences from `nextOn` up to `today`: only the last one begins, and only within the catch-up
 * days, so that a long standstill does not begin the same process many times over.
 */
export function occurrencesDue(
  cadence: Cadence,
  nextOn: Day,
  today: Day,
  paused: boolean,
): { occurrences: { day: Day; verdict: Verdict }[]; nextOn: Day } {
  const days: Day[] = [];
  let next = nextOn;
  for (; next <= today; next = nextOccurrence(cadence, next)) days.push(next);
  const verdict = (day: Day, index: number): Verdict => {
    if (paused) return 'PAUSED';
    return index === days.length - 1 && daysBetween(day, today) <= CATCH_UP_DAYS ? 'PENDING' : 'MISSED';
  };
  return { occurrences: days.map((day, index) => ({ day, verdict: verdict(day, index) })), nextOn: next };
}

/** How often the importer read that a duty of a document comes (importer/types.ts, Duty). */
const readCadences: Record<string, Cadence> = {
  weekly: { every: 'WEEK', on: 1, month: null },
  monthly: { every: 'MONTH', on: 5, month: null },
  quarterly: { every: 'QUARTER', on: 5, month: 3 },
  semiannual: { every: 'YEAR', on: 5, month: 6 },
  yearly: { every: 'YEAR', on: 5, month: 12 },
};

/** The cadence that a duty of a document proposes, by `data` of its clause; null where it does not come again. */
export function proposedCadence(data: unknown): Cadence | null {
  const read = typeof data === 'object' && data !== null && 'cadence' in data ? data.cadence : null;
  return typeof read === 'string' ? (readCadences[read] ?? null) : null;
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

/** 每周一、每月5日、每季度第3个月5日、每年12月5日: as it is written into the arrangement of a clause. */
export function cadenceInWords({ every, on, month }: Cadence): string {
  switch (every) {
    case 'WEEK':
      return `每周${weekdays[on - 1] ?? ''}`;
    case 'MONTH':
      return `每月${on}日`;
    case 'QUARTER':
      return `每季度第${month ?? 1}个月${on}日`;
    case 'YEAR':
      return `每年${month ?? 1}月${on}日`;
  }
}
