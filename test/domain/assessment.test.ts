import { type AssessmentFact, assess, assessmentRules } from '../../domain/assessment.ts';

const AS_OF = '2021-01-16';
const MID = { zh: '2020年年中', en: 'Mid-year 2020' };

type Of<T extends AssessmentFact['type']> = Extract<AssessmentFact, { type: T }>;

const signing = (change: Partial<Of<'signing'>> = {}): AssessmentFact => ({
  type: 'signing',
  ref: 'sign',
  dueOn: '2019-12-09',
  receivedOn: '2019-12-05',
  deemed: false,
  ...change,
});
const plan = (change: Partial<Of<'plan'>> = {}): AssessmentFact => ({
  type: 'plan',
  ref: 'plan',
  dueOn: '2019-12-31',
  receivedOn: '2019-12-31',
  ...change,
});
const report = (change: Partial<Of<'report'>> = {}): AssessmentFact => ({
  type: 'report',
  ref: 'mid',
  period: MID,
  dueOn: '2020-06-30',
  cutOffOn: '2020-07-15',
  receivedOn: '2020-06-30',
  returnedRounds: 0,
  returnOpen: false,
  ...change,
});
const completion = (change: Partial<Of<'completion'>> = {}): AssessmentFact => ({
  type: 'completion',
  ref: 'completion',
  dueOn: '2020-12-31',
  receivedOn: '2020-12-20',
  returnedRounds: 0,
  returnOpen: false,
  ...change,
});
const rung = (step: Of<'escalation'>['rung'], change: Partial<Of<'escalation'>> = {}): AssessmentFact => ({
  type: 'escalation',
  ref: `rung-${step}`,
  obligation: 'mid',
  rung: step,
  on: '2020-07-28',
  ...change,
});

const rules = (...facts: AssessmentFact[]) => assess(facts, AS_OF, 60).points.map((point) => point.rule);

describe('one rule for each thing that happened', () => {
  it.each([
    ['signed in time', signing(), ['SIGN_ON_TIME']],
    ['signed late', signing({ receivedOn: '2019-12-10' }), ['SIGN_LATE']],
    ['deemed', signing({ receivedOn: null, deemed: true }), ['SIGN_DEEMED']],
    ['never signed', signing({ receivedOn: null }), ['SIGN_MISSING']],
    ['plan in time', plan(), ['PLAN_ON_TIME']],
    ['plan late', plan({ receivedOn: '2020-01-02' }), ['PLAN_LATE']],
    ['no plan', plan({ receivedOn: null }), ['PLAN_MISSING']],
    ['report on its due day', report(), ['REPORT_ON_TIME']],
    ['report a day late', report({ receivedOn: '2020-07-01' }), ['REPORT_LATE']],
    ['report on the day of the cut-off', report({ receivedOn: '2020-07-15' }), ['REPORT_LATE']],
    ['report after the cut-off', report({ receivedOn: '2020-07-16' }), ['REPORT_AFTER_CUT_OFF']],
    ['no report', report({ receivedOn: null }), ['REPORT_MISSING']],
    ['returned twice', report({ returnedRounds: 2 }), ['REPORT_ON_TIME', 'RETURNED', 'RETURNED']],
    [
      'returned five times',
      report({ returnedRounds: 5 }),
      ['REPORT_ON_TIME', 'RETURNED', 'RETURNED', 'RETURNED', 'RETURNED_AGAIN', 'RETURNED_AGAIN'],
    ],
    [
      'returned and left',
      report({ returnedRounds: 1, returnOpen: true }),
      ['REPORT_ON_TIME', 'RETURNED', 'RETURN_UNANSWERED'],
    ],
    ['completed', completion(), ['COMPLETION_ON_TIME']],
    ['completed late', completion({ receivedOn: '2021-01-04' }), ['COMPLETION_LATE']],
    ['not completed', completion({ receivedOn: null }), ['COMPLETION_MISSING']],
    ['nothing was to be completed', completion({ dueOn: null, receivedOn: null }), []],
    ['due after the assessment', completion({ dueOn: '2021-06-30', receivedOn: null }), []],
    ['period not cut off yet', report({ cutOffOn: '2021-01-17', dueOn: '2020-12-31', receivedOn: null }), []],
    ['a report that came after the assessment', report({ receivedOn: '2021-01-20' }), ['REPORT_MISSING']],
    ['a reminder', rung('REMIND'), []],
    ['a talk', rung('TALK'), ['RUNG_TALK']],
    ['a rung after the assessment', rung('COPY', { on: '2021-01-18' }), []],
  ])('%s', (_name, fact, expected) => {
    expect(rules(fact)).toEqual(expected);
  });

  it('charges only the highest rung of an obligation, and each obligation for itself', () => {
    expect(rules(rung('URGE'), rung('TALK'), rung('SUPERVISE'))).toEqual(['RUNG_TALK']);
    expect(rules(rung('URGE'), rung('SUPERVISE', { obligation: 'end' }))).toEqual(['RUNG_URGE', 'RUNG_SUPERVISE']);
  });

  it('shows a lifted rung without charging it', () => {
    const score = assess([rung('SUPERVISE'), rung('TALK', { lifted: true })], AS_OF, 60);
    expect(score.points.map((point) => point.rule)).toEqual(['RUNG_SUPERVISE', 'RUNG_LIFTED']);
    expect(score.score).toBe(97);
  });
});

describe('the score', () => {
  it('is full for a unit that did everything in time, with every point shown', () => {
    const score = assess([signing(), plan(), report(), report({ ref: 'end' }), completion()], AS_OF, 60);
    expect(score).toMatchObject({ score: 100, passed: true });
    expect(score.points).toHaveLength(5);
  });

  it('traces each point to its event and says what for', () => {
    const [point] = assess([report({ receivedOn: '2020-07-03', ref: 'audit-7' })], AS_OF, 60).points;
    expect(point).toEqual({
      rule: 'REPORT_LATE',
      text: { zh: '2020年年中：逾期报送', en: 'Mid-year 2020: Reported late' },
      delta: -5,
      eventRef: 'audit-7',
    });
  });

  it('fails a unit that never answered and stops at nought', () => {
    const silent = [
      signing({ receivedOn: null, deemed: true }),
      plan({ receivedOn: null }),
      report({ receivedOn: null }),
      report({ receivedOn: null, ref: 'end' }),
      rung('REFER'),
      rung('REFER', { obligation: 'end' }),
      completion({ receivedOn: null }),
    ];
    expect(assess(silent, AS_OF, 60)).toMatchObject({ score: 0, passed: false });
  });

  it('passes at sixty and fails below', () => {
    const both = [report({ receivedOn: null }), report({ receivedOn: null, ref: 'end' })];
    expect(assess(both, AS_OF, 60)).toMatchObject({ score: 60, passed: true });
    expect(assess([...both, rung('URGE')], AS_OF, 60)).toMatchObject({ score: 59, passed: false });
    expect(assess([...both, rung('URGE')], AS_OF, 59)).toMatchObject({ score: 59, passed: true });
  });

  it('always makes it pay to hand in late', () => {
    const cost = (key: keyof typeof assessmentRules) => assessmentRules[key].delta;
    expect(cost('REPORT_LATE')).toBeGreaterThan(cost('REPORT_AFTER_CUT_OFF'));
    expect(cost('REPORT_AFTER_CUT_OFF')).toBeGreaterThan(cost('REPORT_MISSING'));
    expect(cost('PLAN_LATE')).toBeGreaterThan(cost('PLAN_MISSING'));
    expect(cost('COMPLETION_LATE')).toBeGreaterThan(cost('COMPLETION_MISSING'));
  });
});
