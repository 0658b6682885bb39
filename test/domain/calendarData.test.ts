import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isWorkingDay } from '../../domain/calendar.ts';
import { parseChineseDays, toCalendar } from '../../domain/calendarData.ts';
import { addDays } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import { calendar2020 } from './support/calendar2020.ts';

const shipped = (): unknown =>
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json'), 'utf8'));

describe('parseChineseDays', () => {
  it('agrees with the calendar of 2020 on every day', () => {
    const cal = toCalendar(parseChineseDays(shipped()));
    for (let day = '2019-10-01'; day <= '2021-01-31'; day = addDays(day, 1)) {
      expect(`${day} ${isWorkingDay(cal, day)}`).toBe(`${day} ${isWorkingDay(calendar2020, day)}`);
    }
  });

  it('says which years it covers', () => {
    const { years } = parseChineseDays(shipped());
    expect(years).toEqual(expect.arrayContaining([2019, 2020, 2021, 2026]));
    expect(years).not.toContain(2003);
  });

  it('leaves out a year that is only half there', () => {
    const parsed = parseChineseDays({
      holidays: { '2026-01-01': 'a', '2026-10-01': 'b', '2027-01-01': 'c' },
      workdays: { '2026-10-10': 'd', '2027-01-03': 'e' },
    });
    expect(parsed).toEqual({ holidays: ['2026-01-01', '2026-10-01'], makeUpDays: ['2026-10-10'], years: [2026] });
  });

  it.each([
    ['nothing', null],
    ['a list', []],
    ['no make-up days', { holidays: {} }],
    ['a table as a list', { holidays: [], workdays: {} }],
    ['a day that is none', { holidays: { '2026-02-30': 'x' }, workdays: {} }],
  ])('refuses %s', (_name, json) => {
    expect(() => parseChineseDays(json)).toThrow(DubanError);
  });
});
