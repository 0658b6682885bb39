import { summarize } from '../../../domain/rehearsal/summary.ts';
import type { RehearsedItem } from '../../../domain/rehearsal/types.ts';

const item = (more: Partial<RehearsedItem>): RehearsedItem => ({
  ...{
    planId: 'p',
    measureId: 'm',
    elementId: 'x',
    name: '签收',
    kind: 'SIGN',
    holder: 'unit',
    unitId: 'u1',
    round: 1,
  },
  ...{ openedOn: '2020-03-02', dueOn: '2020-03-09', closedOn: '2020-03-09', outcome: 'ACCEPTED', rungs: [], ...more },
});
const summarized = (items: RehearsedItem[], crowdedFrom = 3) =>
  summarize({ items, ended: [], stuck: [] }, { crowdedFrom, until: '2020-12-31' });

describe('load', () => {
  it('is counted by day, and by unit and week, reminders apart from letters', () => {
    const rungs: RehearsedItem['rungs'] = [
      { rung: 'URGE', on: '2020-03-10', action: 'notify' },
      { rung: 'SUPERVISE', on: '2020-03-16', action: 'letter' },
    ];
    const summary = summarized([item({ closedOn: '2020-03-17', rungs }), item({ holder: 'office', unitId: null })]);
    expect(summary).toMatchObject({ items: 2, overdue: 1, reminders: 1, letters: 1 });
    expect(summary.days.find(({ day }) => day === '2020-03-09')).toEqual({
      ...{ day: '2020-03-09', opened: 0, due: 2, reminders: 0, letters: 0 },
    });
    expect(summary.weeks).toEqual([
      { unitId: null, week: '2020-03-02', opened: 1, due: 0, reminders: 0, letters: 0 },
      { unitId: 'u1', week: '2020-03-02', opened: 1, due: 0, reminders: 0, letters: 0 },
      { unitId: null, week: '2020-03-09', opened: 0, due: 1, reminders: 0, letters: 0 },
      { unitId: 'u1', week: '2020-03-09', opened: 0, due: 1, reminders: 1, letters: 0 },
      { unitId: 'u1', week: '2020-03-16', opened: 0, due: 0, reminders: 0, letters: 1 },
    ]);
  });
});

it('what nobody ever closes is told apart from what is closed late, once it is overdue on the last day', () => {
  const open = (dueOn: string | null) => item({ dueOn, closedOn: null, outcome: null });
  const summary = summarized([item({ closedOn: '2020-03-17' }), open('2020-12-30'), open('2020-12-31'), open(null)]);
  expect(summary).toMatchObject({ items: 4, overdue: 1, unfinished: 1 });
});

describe('collisions', () => {
  it('a unit with as many items due in a week as are too many, by plan; what others hold does not count', () => {
    const inWeek = ['2020-03-09', '2020-03-11', '2020-03-15'].map((dueOn) => item({ dueOn }));
    const other = item({ planId: 'q', dueOn: '2020-03-13' });
    const office = item({ holder: 'office', unitId: null });
    expect(summarized([...inWeek, other, office, item({ dueOn: '2020-03-16' })], 4).crowdings).toEqual([
      {
        ...{ week: '2020-03-09', unitId: 'u1', due: 4 },
        plans: [
          { planId: 'p', due: 3 },
          { planId: 'q', due: 1 },
        ],
      },
    ]);
    expect(summarized([...inWeek, other], 5).crowdings).toEqual([]);
  });

  it('two plans that ask a unit for the same kind of report less than a week apart', () => {
    const report = (planId: string, unitId: string, dueOn: string, more: Partial<RehearsedItem> = {}) =>
      item({ kind: 'REPORT', planId, unitId, dueOn, ...more });
    const { doublings } = summarized([
      ...['u1', 'u2'].flatMap((unit) => [report('p', unit, '2020-06-30'), report('p', unit, '2020-06-30')]),
      ...[report('q', 'u1', '2020-06-24'), report('q', 'u2', '2020-06-24'), report('q', 'u3', '2020-06-24')],
      // A week apart, another kind, a returned round: no collision.
      ...[report('r', 'u1', '2020-07-07'), report('r', 'u2', '2020-06-30', { kind: 'SHEET' })],
      report('r', 'u2', '2020-06-30', { round: 2 }),
    ]);
    expect(doublings).toEqual([
      {
        ...{ kind: 'REPORT', unitIds: ['u1', 'u2'] },
        plans: [
          { planId: 'p', dueOn: '2020-06-30' },
          { planId: 'q', dueOn: '2020-06-24' },
        ],
      },
    ]);
  });
});

describe('dead time', () => {
  const first = item({ closedOn: '2020-03-09' });

  it('a span of thirty days or more between two items of a unit', () => {
    const again = (openedOn: string) => item({ openedOn, closedOn: '2020-06-30' });
    expect(summarized([again('2020-04-09'), first]).deadTimes).toEqual([
      { unitIds: null, from: '2020-03-10', until: '2020-04-08', days: 30 },
      { unitIds: ['u1'], from: '2020-03-10', until: '2020-04-08', days: 30 },
    ]);
    expect(summarized([again('2020-04-08'), first]).deadTimes).toEqual([]);
  });

  it('of units that have it in common while others are busy, and none while something of its own stays open', () => {
    const later = item({ openedOn: '2020-06-01', closedOn: '2020-06-30' });
    const other = item({ unitId: 'u2', openedOn: '2020-03-05', closedOn: null });
    const alike = [first, later].map((one) => ({ ...one, unitId: 'u3' }));
    expect(summarized([first, later, other, ...alike]).deadTimes).toEqual([
      { unitIds: ['u1', 'u3'], from: '2020-03-10', until: '2020-05-31', days: 83 },
    ]);
    expect(summarized([item({ closedOn: null }), later]).deadTimes).toEqual([]);
  });
});
