import {
  addWorkingDays,
  isWorkingDay,
  missingYears,
  nextWorkingDay,
  resolveDue,
  workingDaysAfter,
} from '../../domain/calendar.ts';
import type { DueRule } from '../../domain/process/types.ts';
import { calendar2020 as cal } from './support/calendar2020.ts';

describe('working days of 2020', () => {
  it.each([
    ['2020-01-17', true, 'an ordinary Friday'],
    ['2020-01-18', false, 'a Saturday'],
    ['2020-01-19', true, 'a Sunday worked for the Spring Festival'],
    ['2020-01-24', false, 'the eve of the Spring Festival'],
    ['2020-01-31', false, 'a Friday of the extension'],
    ['2020-02-01', false, 'a Saturday that was to be worked before the extension'],
    ['2020-02-02', false, 'the last day of the extension'],
    ['2020-02-03', true, 'the Monday after it'],
    ['2020-04-06', false, 'the Monday of Qingming'],
    ['2020-04-26', true, 'a Sunday worked for Labour Day'],
    ['2020-06-28', true, 'a Sunday worked for the Dragon Boat Festival'],
    ['2020-10-10', true, 'a Saturday worked for the National Day'],
  ])('%s: %p, %s', (day, working) => {
    expect(isWorkingDay(cal, day)).toBe(working);
  });

  it.each([
    ['2020-01-23', '2020-01-23'],
    ['2020-01-24', '2020-02-03'],
    ['2020-10-01', '2020-10-09'],
    ['2020-06-27', '2020-06-28'],
  ])('the next working day from %s is %s', (day, expected) => {
    expect(nextWorkingDay(cal, day)).toBe(expected);
  });

  it.each([
    ['2019-12-02', 5, '2019-12-09'],
    ['2019-12-27', 3, '2020-01-02'],
    ['2020-01-17', 1, '2020-01-19'],
    ['2020-01-23', 1, '2020-02-03'],
    ['2020-06-30', -1, '2020-06-29'],
    ['2020-06-30', -2, '2020-06-28'],
    ['2020-06-30', -3, '2020-06-24'],
    ['2020-06-30', -7, '2020-06-18'],
    ['2020-12-31', 5, '2021-01-08'],
    ['2020-02-01', 0, '2020-02-01'],
    ['2020-02-01', -1, '2020-01-23'],
  ])('%s %+d working days is %s', (from, n, expected) => {
    expect(addWorkingDays(cal, from, n)).toBe(expected);
  });

  it('refuses half a working day', () => {
    expect(() => addWorkingDays(cal, '2020-06-30', 1.5)).toThrow(RangeError);
  });

  it.each([
    ['2020-06-24', '2020-06-30', 3],
    ['2020-01-23', '2020-02-02', 0],
    ['2020-01-23', '2020-02-03', 1],
    ['2020-06-30', '2020-06-30', 0],
    ['2020-07-01', '2020-06-30', 0],
    ['2019-12-31', '2020-01-31', 17],
  ])('working days after %s to %s: %d', (from, to, expected) => {
    expect(workingDaysAfter(cal, from, to)).toBe(expected);
  });

  it('counts what it adds, over the whole year', () => {
    for (let n = 1; n <= 250; n += 1) {
      const day = addWorkingDays(cal, '2020-01-01', n);
      expect(workingDaysAfter(cal, '2020-01-01', day)).toBe(n);
      expect(addWorkingDays(cal, day, -n)).toBe('2019-12-31');
    }
  });
});

describe('missingYears', () => {
  it('names the years whose holidays are not loaded', () => {
    expect(missingYears(cal, '2020-01-01', '2020-12-31')).toEqual([]);
    expect(missingYears(cal, '2019-12-02', '2022-01-31')).toEqual([2019, 2021, 2022]);
    expect(missingYears(cal, '2021-01-15', '2020-12-31')).toEqual([2021]);
  });
});

describe('resolveDue', () => {
  const rule = (base: DueRule['base'], offset = 0, unit: DueRule['unit'] = 'days', date?: string): DueRule => ({
    base,
    offset,
    unit,
    ...(date ? { date } : {}),
  });

  it.each([
    ['a printed deadline on a Sunday stays', rule('deadline'), { deadline: '2020-05-31' }, '2020-05-31'],
    ['a printed date in the holidays stays', rule('date', 0, 'days', '2020-10-01'), {}, '2020-10-01'],
    [
      'offset 0 in working days stays as well',
      rule('deadline', 0, 'workingDays'),
      { deadline: '2020-05-31' },
      '2020-05-31',
    ],
    ['a month before the deadline rolls on', rule('deadline', -30), { deadline: '2020-12-31' }, '2020-12-01'],
    ['ten days before it, a holiday, roll on', rule('deadline', -10), { deadline: '2020-10-13' }, '2020-10-09'],
    ['five working days after opening', rule('opened', 5, 'workingDays'), { opened: '2019-12-02' }, '2019-12-09'],
    ['the day of opening itself, a Saturday, rolls on', rule('opened'), { opened: '2020-08-01' }, '2020-08-03'],
    ['a period due on a Saturday rolls on', rule('period.dueOn'), { 'period.dueOn': '2020-10-31' }, '2020-11-02'],
    [
      'a period that opens on a working day does not move',
      rule('period.opensOn'),
      { 'period.opensOn': '2020-06-01' },
      '2020-06-01',
    ],
    ['the assessment opens on the Monday', rule('year.opensOn'), { 'year.opensOn': '2021-01-16' }, '2021-01-18'],
    ['deemed five working days after due', rule('due', 5, 'workingDays'), { due: '2019-12-09' }, '2019-12-16'],
  ] as const)('%s', (_name, dueRule, bases, expected) => {
    expect(resolveDue(dueRule, bases, cal)).toBe(expected);
  });

  it('never falls due without its base', () => {
    expect(resolveDue(rule('deadline', 5), { deadline: null }, cal)).toBeNull();
    expect(resolveDue(rule('period.dueOn'), { deadline: '2020-12-31' }, cal)).toBeNull();
    expect(resolveDue(rule('date'), {}, cal)).toBeNull();
  });
});
