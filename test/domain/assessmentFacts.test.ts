import { assess } from '../../domain/assessment.ts';
import { type AssessedEscalation, type AssessedItem, assessmentFacts } from '../../domain/assessmentFacts.ts';

const item: AssessedItem = {
  ...{ id: 'w1', kind: 'COMPLETE', state: 'ACCEPTED', obligationKey: 'complete', periodKey: null },
  ...{ dueOn: '2020-06-30', submittedOn: '2020-07-08' },
};
const rung: AssessedEscalation = {
  ...{ id: 'e1', obligationKey: 'complete', rung: 'SUPERVISE', reachedOn: '2020-07-07', state: 'SENT' },
};

const rulesOf = (items: AssessedItem[], rungs: AssessedEscalation[]): string[] =>
  assess(assessmentFacts(items, rungs, new Map(), '2020'), '2021-01-16', 60).points.map((point) => point.rule);

describe('what was lifted or tolerated counts no more', () => {
  it('while what stands counts', () => {
    expect(rulesOf([item], [rung])).toEqual(['COMPLETION_LATE', 'RUNG_SUPERVISE']);
  });

  it.each([
    ['lifted', { liftedOn: '2020-07-10' }],
    ['tolerated', { state: 'TOLERATED' }],
  ])('a rung that was %s', (_name, change) => {
    expect(rulesOf([item], [{ ...rung, ...change }])).toEqual(['COMPLETION_LATE', 'RUNG_LIFTED']);
  });

  it('lateness up to the day on which it was lifted, not after it', () => {
    expect(rulesOf([{ ...item, lightLiftedOn: '2020-07-08' }], [])).toEqual(['COMPLETION_ON_TIME']);
    expect(rulesOf([{ ...item, lightLiftedOn: '2020-07-07' }], [])).toEqual(['COMPLETION_LATE']);
  });
});

describe('what waited for somebody else when its day came', () => {
  it('is in time up to the day before it counts again, and late from then', () => {
    expect(rulesOf([{ ...item, inTimeUntil: '2020-07-08' }], [])).toEqual(['COMPLETION_ON_TIME']);
    expect(rulesOf([{ ...item, inTimeUntil: '2020-07-07' }], [])).toEqual(['COMPLETION_LATE']);
  });

  it('is not missing while it waits', () => {
    expect(rulesOf([{ ...item, state: 'OPEN', submittedOn: null }], [])).toEqual(['COMPLETION_MISSING']);
    expect(rulesOf([{ ...item, state: 'OPEN', submittedOn: null, inTimeUntil: null }], [])).toEqual([]);
  });
});

it('a report that was given time past the cut-off of its period is on time until then', () => {
  const periods = new Map([['2020-MID', { name: '2020年年中', cutOffOn: '2020-07-15' }]]);
  const report = { ...item, kind: 'REPORT', periodKey: '2020-MID', submittedOn: '2020-07-24' };
  const rules = (dueOn: string) =>
    assess(assessmentFacts([{ ...report, dueOn }], [], periods, '2020'), '2021-01-16', 60).points.map(
      ({ rule }) => rule,
    );
  expect(rules('2020-06-30')).toEqual(['REPORT_AFTER_CUT_OFF']);
  expect(rules('2020-07-24')).toEqual(['REPORT_ON_TIME']);
});
