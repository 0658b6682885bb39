import { defaultLadder, nextRung, rungDue } from '../../../domain/ladder/index.ts';
import { calendar2020 as cal } from '../support/calendar2020.ts';
import { clockOf, live } from './lived.ts';

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
