import {
  defaultLadder,
  type Ladder,
  lastDayInTime,
  nextRung,
  overdueWorkingDays,
  type Rung,
  rungDue,
} from '../../../domain/ladder/index.ts';
import { calendar2020 as cal } from '../support/calendar2020.ts';
import { clockOf, live } from './lived.ts';

describe('the ladder of a mid-year report that never comes', () => {
  it('goes through all rungs on their days of 2020', () => {
    expect(live(clockOf(), '2020-06-01', '2020-12-31')).toEqual([
      '2020-06-18 REMIND_7',
      '2020-06-29 REMIND_1',
      '2020-07-01 URGE',
      '2020-07-07 SUPERVISE',
      '2020-07-14 TALK',
      '2020-07-21 COPY',
      '2020-07-28 REFER',
    ]);
  });

  it('stops where the kind of item stops', () => {
    expect(live(clockOf({ ladderUpTo: 'SUPERVISE' }), '2020-07-01', '2020-12-31')).toEqual([
      '2020-07-01 URGE',
      '2020-07-07 SUPERVISE',
    ]);
    expect(live(clockOf({ ladderUpTo: 'REMIND' }), '2020-06-01', '2020-12-31')).toEqual([
      '2020-06-18 REMIND_7',
      '2020-06-29 REMIND_1',
    ]);
  });

  it.each([
    ['without a due day', clockOf({ dueOn: null })],
    ['without a ladder', clockOf({ ladderUpTo: null })],
  ])('never fires %s', (_name, clock) => {
    expect(nextRung(clock, defaultLadder, cal)).toBeNull();
    expect(live(clock, '2020-06-01', '2020-12-31')).toEqual([]);
  });

  it('counts days over the Spring Festival', () => {
    const clock = clockOf({ openedOn: '2020-01-02', dueOn: '2020-01-22' });
    expect(live(clock, '2020-01-02', '2020-02-10')).toEqual([
      '2020-01-14 REMIND_7',
      '2020-01-21 REMIND_1',
      '2020-01-23 URGE',
      '2020-02-06 SUPERVISE',
    ]);
  });

  it('takes a printed deadline on a Sunday as it stands', () => {
    const clock = clockOf({ openedOn: '2020-05-06', dueOn: '2020-05-31' });
    expect(live(clock, '2020-05-06', '2020-06-05')).toEqual([
      '2020-05-21 REMIND_7',
      '2020-05-29 REMIND_1',
      '2020-06-01 URGE',
      '2020-06-05 SUPERVISE',
    ]);
  });
});

describe('overdueWorkingDays', () => {
  it.each([
    ['2020-06-30', 0],
    ['2020-07-01', 1],
    ['2020-07-05', 3],
    ['2020-07-06', 4],
    ['2020-07-07', 5],
  ])('on %s: %d', (today, expected) => {
    expect(overdueWorkingDays(clockOf(), cal, today)).toBe(expected);
  });

  it('leaves out days on which it waited for somebody else', () => {
    const clock = clockOf({ frozen: [{ from: '2020-07-02', to: '2020-07-06' }] });
    expect(overdueWorkingDays(clock, cal, '2020-07-05')).toBe(1);
    expect(overdueWorkingDays(clock, cal, '2020-07-06')).toBe(2);
    expect(overdueWorkingDays(clockOf({ frozen: [{ from: '2020-07-03', to: null }] }), cal, '2020-09-01')).toBe(2);
  });

  it('carries the days of earlier rounds', () => {
    const clock = clockOf({ carriedOverdueDays: 4 });
    expect(overdueWorkingDays(clock, cal, '2020-06-30')).toBe(4);
    expect(overdueWorkingDays(clock, cal, '2020-07-02')).toBe(6);
    expect(overdueWorkingDays({ ...clock, dueOn: null }, cal, '2020-07-02')).toBe(4);
  });
});

describe('lastDayInTime', () => {
  it.each([
    ['nothing falls due', { dueOn: null }, null],
    ['it waited for nobody', {}, '2020-06-30'],
    ['it waited before the due day', { frozen: [{ from: '2020-06-20', to: '2020-06-30' }] }, '2020-06-30'],
    ['it waited over the due day', { frozen: [{ from: '2020-06-29', to: '2020-07-03' }] }, '2020-07-02'],
    ['the wait ended at a weekend', { frozen: [{ from: '2020-06-29', to: '2020-07-04' }] }, '2020-07-05'],
    ['it waited after it was late already', { frozen: [{ from: '2020-07-02', to: '2020-07-10' }] }, '2020-06-30'],
    [
      'only days off lay between the due day and the wait',
      { dueOn: '2020-07-03', frozen: [{ from: '2020-07-06', to: '2020-07-08' }] },
      '2020-07-07',
    ],
    ['it waits without an end', { frozen: [{ from: '2020-06-29', to: null }] }, null],
  ])('where %s', (_name, change, day) => {
    expect(lastDayInTime(clockOf(change), cal)).toBe(day);
  });
});

describe('reminders', () => {
  it('send only the latest of several, and never the ones passed over', () => {
    const late = (day: string) => day >= '2020-06-29';
    expect(live(clockOf(), '2020-06-01', '2020-07-01', late)).toEqual(['2020-06-29 REMIND_1', '2020-07-01 URGE']);
  });

  it('are still sent on the due day, not after it', () => {
    expect(rungDue(clockOf(), defaultLadder, cal, '2020-06-30')?.key).toBe('REMIND_1');
    const friday = clockOf({ dueOn: '2020-06-19', openedOn: '2020-06-01' });
    expect(rungDue(friday, defaultLadder, cal, '2020-06-20')).toBeNull();
    expect(nextRung(friday, defaultLadder, cal, '2020-06-20')?.rung.key).toBe('URGE');
  });

  it.each([
    ['twelve working days', '2020-06-11', ['2020-06-18 REMIND_7', '2020-06-29 REMIND_1']],
    ['nine: the first is moved to the fifth day', '2020-06-16', ['2020-06-23 REMIND_7', '2020-06-29 REMIND_1']],
    ['six: both meet, the latest is sent', '2020-06-19', ['2020-06-29 REMIND_1']],
    ['five: it comes on the due day', '2020-06-22', ['2020-06-30 REMIND_1']],
    ['four: none', '2020-06-23', []],
  ])('of an item opened with a time of %s', (_name, openedOn, expected) => {
    expect(live(clockOf({ openedOn }), openedOn, '2020-06-30')).toEqual(expected);
  });

  it('wait while the item waits for somebody else, and are dropped where that lasts past the due day', () => {
    const frozen = [{ from: '2020-06-15', to: '2020-06-23' }];
    expect(live(clockOf({ frozen }), '2020-06-01', '2020-06-30')).toEqual([
      '2020-06-23 REMIND_7',
      '2020-06-29 REMIND_1',
    ]);
    const long = [{ from: '2020-06-15', to: '2020-07-06' }];
    expect(live(clockOf({ frozen: long }), '2020-06-01', '2020-07-10')).toEqual([
      '2020-07-06 URGE',
      '2020-07-10 SUPERVISE',
    ]);
  });
});

describe('a rung that is sent on days off, too', () => {
  const withRung = (change: Partial<Rung>): Ladder => ({
    ...defaultLadder,
    rungs: defaultLadder.rungs.map((rung) =>
      rung.key === 'URGE' ? { ...rung, unit: 'calendarDays', ...change } : rung,
    ),
  });
  const friday = clockOf({ dueOn: '2020-06-19', fired: [{ rung: 'REMIND_1', on: '2020-06-18' }] });

  it('goes out on the Saturday that its time ends on; any other waits for Monday', () => {
    expect(nextRung(friday, withRung({ onDaysOff: true }), cal)).toMatchObject({ on: '2020-06-20' });
    expect(rungDue(friday, withRung({ onDaysOff: true }), cal, '2020-06-20')?.key).toBe('URGE');
    expect(nextRung(friday, withRung({}), cal)).toMatchObject({ on: '2020-06-22' });
    expect(rungDue(friday, withRung({}), cal, '2020-06-20')).toBeNull();
  });

  it('not while the item waits for somebody else', () => {
    const waiting = { ...friday, frozen: [{ from: '2020-06-20', to: '2020-06-21' }] };
    expect(rungDue(waiting, withRung({ onDaysOff: true }), cal, '2020-06-20')).toBeNull();
    expect(nextRung(waiting, withRung({ onDaysOff: true }), cal)).toMatchObject({ on: '2020-06-21' });
  });

  it('reminds on a printed deadline that is a Sunday', () => {
    const sunday = clockOf({
      openedOn: '2020-05-06',
      dueOn: '2020-05-31',
      fired: [{ rung: 'REMIND_7', on: '2020-05-21' }],
    });
    const onTheDay = (onDaysOff: boolean): Ladder => ({
      ...defaultLadder,
      rungs: defaultLadder.rungs.map((rung) => (rung.key === 'REMIND_1' ? { ...rung, offset: 0, onDaysOff } : rung)),
    });
    expect(rungDue(sunday, onTheDay(true), cal, '2020-05-31')?.key).toBe('REMIND_1');
    expect(rungDue(sunday, onTheDay(false), cal, '2020-05-31')).toBeNull();
  });

  it('leaves the others to the working days', () => {
    const ladder = withRung({ onDaysOff: true });
    const urged = { ...friday, fired: [...friday.fired, { rung: 'URGE' as const, on: '2020-06-20' }] };
    expect(nextRung(urged, ladder, cal)?.on).toBe('2020-06-29');
    expect(rungDue(urged, ladder, cal, '2020-06-28')).toBeNull();
  });
});
