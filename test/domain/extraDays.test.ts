import {
  addWorkingDays,
  type Calendar,
  type ExtraDay,
  isWorkingDay,
  resolveDue,
  withExtraDays,
  workingDaysAfter,
} from '../../domain/calendar.ts';
import { addDays, weekday } from '../../domain/day.ts';
import { calendar2020 as cal } from './support/calendar2020.ts';
import { caseCount, type Random, randomFrom, seed } from './support/random.ts';

/** Slow and obvious: the last word on the day among unit, plan and county. */
function worked(county: Calendar, plan: ExtraDay[], unit: ExtraDay[], day: string): boolean {
  for (const list of [unit, plan]) {
    const own = list.filter((one) => one.day === day).at(-1);
    if (own) return own.working;
  }
  if (county.makeUpDays.has(day)) return true;
  if (county.holidays.has(day)) return false;
  return weekday(day) >= 1 && weekday(day) <= 5;
}

function someDays(random: Random): ExtraDay[] {
  return Array.from({ length: random.int(0, 11) }, () => ({
    day: addDays('2020-01-10', random.int(0, 149)),
    working: random.chance(0.5),
  }));
}

it(`due and overdue days with extra days are those that counting day by day finds (seed ${seed})`, () => {
  const random = randomFrom(seed);
  for (let n = 0; n < caseCount(300, 5000); n += 1) {
    const [plan, unit] = [someDays(random), someDays(random)];
    const own = withExtraDays(cal, [...plan, ...unit]);
    const is = (day: string) => worked(cal, plan, unit, day);
    const opened = addDays('2020-01-10', random.int(0, 119));
    const within = 1 + random.int(0, 14);
    let due = opened;
    for (let left = within; left > 0; ) {
      due = addDays(due, 1);
      if (is(due)) left -= 1;
    }
    expect(addWorkingDays(own, opened, within)).toBe(due);
    const rule = { base: 'opened', offset: within, unit: 'workingDays' } as const;
    expect(resolveDue(rule, { opened }, own)).toBe(due);
    const today = addDays(due, random.int(0, 29));
    let overdue = 0;
    for (let day = addDays(due, 1); day <= today; day = addDays(day, 1)) if (is(day)) overdue += 1;
    expect(workingDaysAfter(own, due, today)).toBe(overdue);
  }
});

it('a unit’s own day counts over the plan’s, the plan’s over the county’s', () => {
  const day = '2020-03-04';
  const off = { day, working: false };
  const on = { day, working: true };
  expect(isWorkingDay(withExtraDays(cal, [off]), day)).toBe(false);
  expect(isWorkingDay(withExtraDays(cal, [off, on]), day)).toBe(true);
  expect(isWorkingDay(withExtraDays(cal, [{ day: '2020-10-01', working: true }]), '2020-10-01')).toBe(true);
});

it('the county’s calendar stays as it is', () => {
  const holidays = [...cal.holidays];
  withExtraDays(cal, [{ day: '2020-03-04', working: false }]);
  expect([...cal.holidays]).toEqual(holidays);
  expect(withExtraDays(cal, [])).toBe(cal);
});
