import type { Calendar } from './calendar.ts';
import { isDay, yearOf } from './day.ts';
import { DubanError } from './errors.ts';
import type { Day } from './process/types.ts';

/** Holidays and make-up working days of whole years, sorted. */
export interface CalendarYears {
  holidays: Day[];
  makeUpDays: Day[];
  years: number[];
}

/** A year of the calendar, ready to be stored: its special days with their names, in order. */
export interface CalendarYearDays {
  year: number;
  days: { day: Day; working: boolean; name: string }[];
}

/** One complete year of the packaged data with the Chinese names of its holidays; null where it has not got it. */
export function packagedYear(json: unknown, year: number): CalendarYearDays | null {
  const { holidays, makeUpDays, years } = parseChineseDays(json);
  if (!years.includes(year)) return null;
  const days = [
    ...holidays.map((day) => ({ day, working: false, name: nameIn(json, 'holidays', day) })),
    ...makeUpDays.map((day) => ({ day, working: true, name: nameIn(json, 'workdays', day) })),
  ];
  return { year, days: days.filter(({ day }) => yearOf(day) === year).sort((a, b) => (a.day < b.day ? -1 : 1)) };
}

/** The data name a day `Spring Festival,春节,3`. */
function nameIn(json: unknown, field: string, day: Day): string {
  const table = isRecord(json) ? json[field] : undefined;
  const entry = isRecord(table) ? table[day] : undefined;
  return (typeof entry === 'string' && entry.split(',')[1]) || `${yearOf(day)}年`;
}

/**
 * Reads the parsed JSON of the package chinese-days (`dist/chinese-days.json`): an object whose `holidays` and
 * `workdays` are objects keyed by day. Only years whose first of January and first of October are holidays count as
 * complete; days of other years are left out, so a half-published year never passes for a covered one.
 *
 * @throws DubanError VALIDATION where the shape or a day is wrong.
 */
export function parseChineseDays(json: unknown): CalendarYears {
  const holidays = daysIn(json, 'holidays');
  const makeUpDays = daysIn(json, 'workdays');
  const known = new Set(holidays);
  const years = [...new Set(holidays.map(yearOf))]
    .filter((year) => known.has(`${year}-01-01`) && known.has(`${year}-10-01`))
    .sort((a, b) => a - b);
  const complete = new Set(years);
  const ofCompleteYears = (days: Day[]) => days.filter((day) => complete.has(yearOf(day))).sort();
  return { holidays: ofCompleteYears(holidays), makeUpDays: ofCompleteYears(makeUpDays), years };
}

/** The calendar that rules work with, from stored or parsed years. */
export function toCalendar(data: CalendarYears): Calendar {
  return {
    holidays: new Set(data.holidays),
    makeUpDays: new Set(data.makeUpDays),
    coveredYears: new Set(data.years),
  };
}

function daysIn(json: unknown, field: string): Day[] {
  const table = isRecord(json) ? json[field] : undefined;
  if (!isRecord(table)) throw unreadable(`/${field}`, 'is not an object keyed by day');
  return Object.keys(table).map((day) => {
    if (!isDay(day)) throw unreadable(`/${field}/${day}`, 'is not a day');
    return day;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(pointer: string, fault: string): DubanError {
  const message = { zh: '节假日数据格式不正确', en: 'The holiday data cannot be read' };
  return new DubanError('VALIDATION', message, {
    message: `Holiday data: ${pointer} ${fault}`,
    problems: [{ pointer, message }],
  });
}
