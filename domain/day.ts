import type { Day } from './process/types.ts';

export type { Day };

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const MS_PER_DAY = 86_400_000;

/** Whether `value` is a real day of the Gregorian calendar, written `YYYY-MM-DD`, from the year 1900 on. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string' || !PATTERN.test(value) || value < '1900') return false;
  return fromOrdinal(toOrdinal(value)) === value;
}

/** Days by ordinal, and ordinals by day; remembering them changes nothing but the time. */
const remembered = new Map<number, Day>();
const ordinals = new Map<Day, number>();
const rememberAtMost = 20_000;

/** Days since 1970-01-01; counted in UTC, so no process time zone can shift it. */
export function toOrdinal(day: Day): number {
  const known = ordinals.get(day);
  if (known !== undefined) return known;
  if (ordinals.size >= rememberAtMost) ordinals.clear();
  const ordinal = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MS_PER_DAY;
  ordinals.set(day, ordinal);
  return ordinal;
}

/** The day that is `ordinal` days after 1970-01-01. */
export function fromOrdinal(ordinal: number): Day {
  const known = remembered.get(ordinal);
  if (known !== undefined) return known;
  if (remembered.size >= rememberAtMost) remembered.clear();
  const day = writtenOut(ordinal);
  remembered.set(ordinal, day);
  return day;
}

function writtenOut(ordinal: number): Day {
  const date = new Date(ordinal * MS_PER_DAY);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

/** `count` calendar days later; earlier where it is negative. */
export function addDays(day: Day, count: number): Day {
  return fromOrdinal(toOrdinal(day) + count);
}

/** Calendar days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toOrdinal(to) - toOrdinal(from);
}

/** Order for sorting: negative where `a` is earlier. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function minDay(first: Day, ...others: Day[]): Day {
  return others.reduce((least, day) => (compareDays(day, least) < 0 ? day : least), first);
}

export function maxDay(first: Day, ...others: Day[]): Day {
  return others.reduce((greatest, day) => (compareDays(day, greatest) > 0 ? day : greatest), first);
}

/** 0 = Sunday to 6 = Saturday. */
export function weekday(day: Day): number {
  // 1970-01-01 was a Thursday.
  return (((toOrdinal(day) + 4) % 7) + 7) % 7;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

export function endOfYear(year: number): Day {
  return `${String(year).padStart(4, '0')}-12-31`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day on which `instant` falls in a county.
 *
 * @param zone IANA name such as `Asia/Shanghai`; an unknown one throws a RangeError.
 */
export function businessDayOf(instant: Date, zone: string): Day {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  const parts = new Map(formatter.formatToParts(instant).map((part) => [part.type, part.value]));
  return `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

/** The time of an instant in a zone, `HH:MM`. */
export function timeOfDay(instant: Date, zone: string): string {
  return instant.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
}
