import { addDays } from '../../../domain/day.ts';
import {
  defaultLadder,
  nextRung,
  nextRungOn,
  type ObligationClock,
  overdueWorkingDays,
  rungDue,
  rungToList,
} from '../../../domain/ladder/index.ts';
import { calendar2020 as cal } from '../support/calendar2020.ts';

const clockOf = (change: Partial<ObligationClock> = {}): ObligationClock => ({
  openedOn: '2020-06-01',
  dueOn: '2020-06-30',
  ladderUpTo: 'REFER',
  frozen: [],
  carriedOverdueDays: 0,
  fired: [],
  ...change,
});

/** Runs a round on every day that `runs` allows and answers what was claimed, `day rung`. */
function live(clock: ObligationClock, from: string, to: string, runs: (day: string) => boolean = () => true): string[] {
  const running = { ...clock, fired: [...clock.fired] };
  const log: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const rung = runs(day) ? rungDue(running, defaultLadder, cal, day) : null;
    if (rung) {
      log.push(`${day} ${rung.key}`);
      running.fired.push({ rung: rung.key, on: day });
    }
  }
  return log;
}

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

describe('from urging up', () => {
  it('nothing comes earlier than five working days after the opening', () => {
    const clock = clockOf({ openedOn: '2020-07-01', dueOn: '2020-07-06' });
    expect(live(clock, '2020-07-01', '2020-07-20')).toEqual(['2020-07-08 URGE', '2020-07-14 SUPERVISE']);
  });

  it('keeps its spacing from a rung that came late', () => {
    const late = (day: string) => day >= '2020-07-03';
    expect(live(clockOf(), '2020-06-30', '2020-07-31', late)).toEqual([
      '2020-07-03 URGE',
      '2020-07-09 SUPERVISE',
      '2020-07-16 TALK',
      '2020-07-23 COPY',
      '2020-07-30 REFER',
    ]);
  });

  it('claims one rung per round, however much was missed', () => {
    const clock = clockOf();
    expect(rungDue(clock, defaultLadder, cal, '2020-09-01')?.key).toBe('URGE');
    const urged = clockOf({ fired: [{ rung: 'URGE', on: '2020-09-01' }] });
    expect(rungDue(urged, defaultLadder, cal, '2020-09-01')).toBeNull();
    expect(nextRung(urged, defaultLadder, cal)).toMatchObject({ on: '2020-09-07', rung: { key: 'SUPERVISE' } });
  });

  it('counts the spacing from the delivery, where that came after the claim', () => {
    const fired = [
      { rung: 'URGE' as const, on: '2020-07-01' },
      { rung: 'SUPERVISE' as const, on: '2020-07-07', deliveredOn: '2020-07-09' },
    ];
    expect(nextRung(clockOf({ fired }), defaultLadder, cal)).toMatchObject({ on: '2020-07-16', rung: { key: 'TALK' } });
    const unsigned = fired.map((entry) => ({ ...entry, deliveredOn: null }));
    expect(nextRung(clockOf({ fired: unsigned }), defaultLadder, cal)?.on).toBe('2020-07-14');
  });

  it('waits while the obligation is frozen and goes on afterwards', () => {
    const clock = clockOf({ frozen: [{ from: '2020-07-03', to: '2020-07-13' }] });
    expect(live(clock, '2020-07-01', '2020-07-31')).toEqual([
      '2020-07-01 URGE',
      '2020-07-15 SUPERVISE',
      '2020-07-22 TALK',
      '2020-07-29 COPY',
    ]);
    const open = clockOf({ frozen: [{ from: '2020-07-03', to: null }], fired: [{ rung: 'URGE', on: '2020-07-01' }] });
    expect(nextRung(open, defaultLadder, cal)).toBeNull();
  });

  it('does not fire what was reached before a pause while the pause lasts', () => {
    const clock = clockOf({ frozen: [{ from: '2020-07-02', to: '2020-07-08' }] });
    const missed = (day: string) => day !== '2020-07-01';
    expect(live(clock, '2020-07-01', '2020-07-10', missed)).toEqual(['2020-07-08 URGE']);
  });

  it('waits for a working day where a round was missed before the weekend', () => {
    const missed = (day: string) => day !== '2020-07-03';
    const clock = clockOf({ dueOn: '2020-07-02' });
    expect(live(clock, '2020-07-03', '2020-07-06', missed)).toEqual(['2020-07-06 URGE']);
  });

  it('takes up a returned round where the earlier one stopped', () => {
    const clock = clockOf({
      openedOn: '2020-07-10',
      dueOn: '2020-07-15',
      carriedOverdueDays: 4,
      fired: [{ rung: 'URGE', on: '2020-07-01' }],
      frozen: [{ from: '2020-07-06', to: '2020-07-10' }],
    });
    expect(live(clock, '2020-07-10', '2020-07-31')).toEqual([
      '2020-07-17 SUPERVISE',
      '2020-07-24 TALK',
      '2020-07-31 COPY',
    ]);
  });

  it('never goes back to a milder rung', () => {
    const clock = clockOf({ fired: [{ rung: 'SUPERVISE', on: '2020-07-07' }] });
    expect(live(clock, '2020-06-01', '2020-07-14')).toEqual(['2020-07-14 TALK']);
  });
});

describe('the copy to the discipline commission', () => {
  const talked = (change: Partial<ObligationClock> = {}) =>
    clockOf({ fired: [{ rung: 'TALK', on: '2020-07-14' }], ...change });

  it('is listed to the office on day 14 and goes out on day 15', () => {
    expect(rungToList(talked(), defaultLadder, cal, '2020-07-17')).toBeNull();
    expect(rungToList(talked(), defaultLadder, cal, '2020-07-20')).toMatchObject({
      rung: { key: 'COPY' },
      on: '2020-07-21',
    });
    expect(nextRungOn(talked(), defaultLadder, cal)).toBe('2020-07-20');
    const listed = talked({ listed: [{ rung: 'COPY', on: '2020-07-20' }] });
    expect(nextRungOn(listed, defaultLadder, cal)).toBe('2020-07-21');
    expect(rungToList(listed, defaultLadder, cal, '2020-07-20')).toBeNull();
    expect(rungDue(listed, defaultLadder, cal, '2020-07-20')).toBeNull();
    expect(rungDue(listed, defaultLadder, cal, '2020-07-21')?.key).toBe('COPY');
  });

  it('does not go out unlisted where listings are kept, and leaves the office its day', () => {
    const unlisted = talked({ listed: [] });
    expect(rungDue(unlisted, defaultLadder, cal, '2020-07-24')).toBeNull();
    expect(rungToList(unlisted, defaultLadder, cal, '2020-07-24')?.rung.key).toBe('COPY');
    const listed = talked({ listed: [{ rung: 'COPY', on: '2020-07-24' }] });
    expect(rungDue(listed, defaultLadder, cal, '2020-07-24')).toBeNull();
    expect(nextRung(listed, defaultLadder, cal)?.on).toBe('2020-07-27');
    expect(rungDue(listed, defaultLadder, cal, '2020-07-27')?.key).toBe('COPY');
  });

  it('is the only rung that is listed', () => {
    const urged = clockOf({ fired: [{ rung: 'URGE', on: '2020-07-01' }] });
    expect(nextRung(urged, defaultLadder, cal)?.listOn).toBeNull();
    expect(rungToList(urged, defaultLadder, cal, '2020-07-07')).toBeNull();
  });
});
