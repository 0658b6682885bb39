import { addDays, weekday } from '../../domain/day.ts';
import {
  type Cadence,
  cadenceInWords,
  calendarsOf,
  isCadence,
  nextOccurrence,
  occurrencesDue,
  proposedCadence,
} from '../../domain/triggers.ts';

it.each([
  ['every Monday', { every: 'WEEK', on: 1, month: null }, '2020-03-02', '2020-03-09'],
  ['every Sunday', { every: 'WEEK', on: 7, month: null }, '2020-03-02', '2020-03-08'],
  ['the 5th of each month', { every: 'MONTH', on: 5, month: null }, '2020-03-05', '2020-04-05'],
  ['the 31st, in a month of 30 days', { every: 'MONTH', on: 31, month: null }, '2020-03-31', '2020-04-30'],
  ['the 31st, in a leap February', { every: 'MONTH', on: 31, month: null }, '2020-01-31', '2020-02-29'],
  ['the 10th of the last month of a quarter', { every: 'QUARTER', on: 10, month: 3 }, '2020-03-10', '2020-06-10'],
  ['each year on 1 December', { every: 'YEAR', on: 1, month: 12 }, '2020-12-01', '2021-12-01'],
] as const)('%s', (_, cadence, after, expected) => {
  expect(isCadence(cadence)).toBe(true);
  expect(nextOccurrence(cadence, after)).toBe(expected);
});

it('a cadence that cannot come is none', () => {
  expect(isCadence({ every: 'WEEK', on: 8, month: null })).toBe(false);
  expect(isCadence({ every: 'MONTH', on: 0, month: null })).toBe(false);
  expect(isCadence({ every: 'QUARTER', on: 5, month: 4 })).toBe(false);
  expect(isCadence({ every: 'YEAR', on: 5, month: null })).toBe(false);
});

const monthly = { every: 'MONTH', on: 5, month: null } as const;

it('after a standstill only the last occurrence begins, the others are listed as missed', () => {
  expect(occurrencesDue(monthly, '2020-01-05', '2020-03-07', false)).toEqual({
    occurrences: [
      { day: '2020-01-05', verdict: 'MISSED' },
      { day: '2020-02-05', verdict: 'MISSED' },
      { day: '2020-03-05', verdict: 'PENDING' },
    ],
    nextOn: '2020-04-05',
  });
});

it('what is older than a week does not begin, what was paused does not either, and nothing comes early', () => {
  expect(occurrencesDue(monthly, '2020-01-05', '2020-01-13', false).occurrences[0]?.verdict).toBe('MISSED');
  expect(occurrencesDue(monthly, '2020-01-05', '2020-01-06', true).occurrences[0]?.verdict).toBe('PAUSED');
  expect(occurrencesDue(monthly, '2020-01-05', '2020-01-04', false)).toEqual({ occurrences: [], nextOn: '2020-01-05' });
});

it.each([
  ['weekly', '每周一'],
  ['monthly', '每月5日'],
  ['quarterly', '每季度第3个月5日'],
  ['semiannual', '每年6月5日'],
  ['yearly', '每年12月5日'],
])('a duty that comes %s proposes %s', (cadence, words) => {
  const proposed = proposedCadence({ cadence, text: '召开例会' });
  if (proposed === null) throw new Error('nothing is proposed');
  expect(isCadence(proposed)).toBe(true);
  expect(cadenceInWords(proposed)).toBe(words);
});

it('a duty that does not come again proposes nothing', () => {
  expect([{ cadence: 'once' }, { cadence: 'asNeeded' }, {}, null, 'monthly'].map(proposedCadence)).toEqual(
    Array(5).fill(null),
  );
});

/** Whether a day is one of the calendars, as a server would read them. */
function isIn(cadence: Cadence, day: string): boolean {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  const leap = year % 4 === 0;
  return calendarsOf(cadence).some((one) =>
    'weekday' in one
      ? one.weekday === weekday(day)
      : one.day === dayOfMonth &&
        one.months.includes(month) &&
        (one.years === 'every' || (one.years === 'leap') === leap),
  );
}

it.each([
  ...[1, 7].map((on) => ({ every: 'WEEK' as const, on, month: null })),
  ...[1, 28, 29, 30, 31].map((on) => ({ every: 'MONTH' as const, on, month: null })),
  ...[5, 30, 31].flatMap((on) => [1, 2, 3].map((month) => ({ every: 'QUARTER' as const, on, month }))),
  ...[28, 29, 31].flatMap((on) => [2, 4, 12].map((month) => ({ every: 'YEAR' as const, on, month }))),
])('the calendars of $every $on $month are its days, leap years and short months included', (cadence) => {
  const read: string[] = [];
  const told: string[] = [];
  for (let day = '2027-01-01'; day < '2029-04-01'; day = addDays(day, 1)) if (isIn(cadence, day)) read.push(day);
  for (let day = nextOccurrence(cadence, '2026-12-31'); day < '2029-04-01'; day = nextOccurrence(cadence, day)) {
    told.push(day);
  }
  expect(read).toEqual(told);
});
