import {
  addDays,
  businessDayOf,
  compareDays,
  daysBetween,
  endOfYear,
  isDay,
  maxDay,
  minDay,
  timeOfDay,
  weekday,
  yearOf,
} from '../../domain/day.ts';

describe('isDay', () => {
  it.each(['2020-02-29', '1900-01-01', '2019-12-31', '2400-02-29'])('takes %s', (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each([
    '2019-02-29',
    '2020-2-9',
    '2020-13-01',
    '2020-00-10',
    '2020-04-31',
    '0099-01-01',
    '20200101',
    '',
    null,
    20200101,
  ])('refuses %p', (day) => {
    expect(isDay(day)).toBe(false);
  });
});

describe('arithmetic of days', () => {
  it.each([
    ['2020-02-28', 1, '2020-02-29'],
    ['2020-02-28', 2, '2020-03-01'],
    ['2019-02-28', 1, '2019-03-01'],
    ['2020-01-01', -1, '2019-12-31'],
    ['2020-12-31', 365, '2021-12-31'],
    ['1969-12-31', 1, '1970-01-01'],
    ['2020-06-30', 0, '2020-06-30'],
  ])('%s %+d days is %s', (from, count, to) => {
    expect(addDays(from, count)).toBe(to);
    expect(daysBetween(from, to)).toBe(count);
  });

  it.each([
    ['2020-01-19', 0],
    ['2020-06-30', 2],
    ['1969-12-27', 6],
    ['2020-02-29', 6],
  ])('%s is weekday %d', (day, expected) => {
    expect(weekday(day)).toBe(expected);
  });

  it('goes through every day of fifty years once', () => {
    let day = '1990-01-01';
    let count = 0;
    while (day < '2040-01-01') {
      const next = addDays(day, 1);
      expect(next > day && isDay(next)).toBe(true);
      day = next;
      count += 1;
    }
    expect(count).toBe(50 * 365 + 12);
  });

  it('orders days', () => {
    expect(['2020-10-01', '2019-12-31', '2020-09-30'].sort(compareDays)).toEqual([
      '2019-12-31',
      '2020-09-30',
      '2020-10-01',
    ]);
    expect(compareDays('2020-01-01', '2020-01-01')).toBe(0);
    expect(minDay('2020-10-01', '2019-12-31', '2020-01-01')).toBe('2019-12-31');
    expect(maxDay('2019-12-31', '2020-10-01', '2020-01-01')).toBe('2020-10-01');
  });

  it('knows the year and its end', () => {
    expect(yearOf('2020-01-01')).toBe(2020);
    expect(endOfYear(2020)).toBe('2020-12-31');
  });
});

describe('businessDayOf', () => {
  it.each([
    ['2020-06-30T15:59:59Z', 'Asia/Shanghai', '2020-06-30'],
    ['2020-06-30T16:00:00Z', 'Asia/Shanghai', '2020-07-01'],
    ['2020-01-01T00:30:00Z', 'America/New_York', '2019-12-31'],
    ['2020-01-01T00:30:00Z', 'UTC', '2020-01-01'],
  ])('%s in %s is %s', (instant, zone, day) => {
    expect(businessDayOf(new Date(instant), zone)).toBe(day);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => businessDayOf(new Date(0), 'Asia/Nowhere')).toThrow(RangeError);
  });
});

it.each([
  ['2020-06-30T00:30:00Z', 'Asia/Shanghai', '08:30'],
  ['2020-06-30T16:00:00Z', 'Asia/Shanghai', '00:00'],
  ['2020-06-30T15:59:59Z', 'UTC', '15:59'],
])('%s in %s is at %s', (instant, zone, time) => {
  expect(timeOfDay(new Date(instant), zone)).toBe(time);
});
