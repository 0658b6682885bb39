import { shippedLimits } from '../../../domain/countyLimits.ts';
import { defaultLadder } from '../../../domain/ladder/index.ts';
import { rehearse } from '../../../domain/rehearsal/rehearse.ts';
import { samplePosts } from '../../../domain/rehearsal/sample.ts';
import type { Behaviour, RehearsalInput, RehearsedMeasure, RehearsedPlan } from '../../../domain/rehearsal/types.ts';
import { graphOf } from '../process/diagram.ts';
import { everything, Generator } from '../process/generate.ts';
import { Random as ProcessRandom } from '../process/random.ts';
import { calendar2020 } from '../support/calendar2020.ts';
import { caseCount, type Random, randomFrom, seed } from '../support/random.ts';

const FROM = '2020-03-02';
const CASES = caseCount(20, 500);
const behaviours: Behaviour[] = [
  { kind: 'onTime' },
  { kind: 'never' },
  { kind: 'returnedTwice' },
  { kind: 'late', days: 4 },
];
/** `office` is the plan's own office and `discipline` the unit of a post: rules know both by name. */
const unitIds = ['u1', 'u2', 'u3', 'u4', 'office', 'discipline'];
const leaders = ['l1', 'l2', 'head', 'chief'];

const pick = <T>(random: Random, values: readonly T[]): T => values[random.int(0, values.length - 1)] as T;

function measureAtRandom(random: Random, at: number): RehearsedMeasure {
  const roles = ['LEAD', 'RESPONSIBLE', 'SUPPORTING'] as const;
  const chosen = unitIds.filter(() => random.chance(0.4));
  return {
    ...{ id: `m${at}`, title: `措施${at}`, urgent: random.chance(0.2), deadlineKind: 'date' },
    deadline: pick(random, [null, '2020-05-29', '2020-08-31']),
    leaderPostIds: leaders.filter(() => random.chance(0.3)),
    units: chosen.map((unitId, n) => ({ key: `a${at}-${n}`, unitId, name: unitId, role: pick(random, roles) })),
  };
}

async function inputAtRandom(caseSeed: number): Promise<RehearsalInput> {
  const random = randomFrom(caseSeed);
  const ownDays = ['2020-03-09', '2020-06-30'].map((day) => ({ planId: null, unitId: 'u2', day, working: false }));
  const generator = new Generator(new ProcessRandom(caseSeed), { ...everything, calls: false });
  const graph = await graphOf(...generator.definition(2));
  const plan: RehearsedPlan = {
    ...{ id: 'p', title: '方案', launchedOn: FROM, measureGraph: graph, unitGraph: null, ladder: defaultLadder },
    ...{ officeUnitId: 'office', approverPostId: 'head' },
    measures: Array.from({ length: 24 }, (_, at) => measureAtRandom(random, at)),
    periods: [{ key: '2020-MID', opensOn: '2020-06-01', dueOn: '2020-06-30', cutOffOn: '2020-07-15' }],
    years: [{ key: '2020', opensOn: '2020-09-16' }],
  };
  return {
    ...{
      plans: [plan],
      called: {},
      // Of unit u3 as well, whose work l1 does not judge.
      posts: [
        ...samplePosts,
        { id: 'l1', kind: 'LEADER', unitId: null, heldBy: [{ unitIds: ['u3'], postIds: ['l1'] }] },
      ],
      from: FROM,
      until: '2020-12-31',
      calendar: calendar2020,
      ownDays,
      limits: shippedLimits,
    },
    ...{ ladderUses: [], stepLadders: {}, officeDays: 2, behaviour: pick(random, behaviours) },
    behaviours: { u1: pick(random, behaviours), u2: pick(random, behaviours) },
  };
}

it.each(Array.from({ length: CASES }, (_, at) => seed + at))(
  'measures that are played as one come out as if each were played alone (seed %i)',
  async (caseSeed) => {
    const input = await inputAtRandom(caseSeed);
    const alone = input.plans.flatMap((plan) =>
      plan.measures.map((measure) => rehearse({ ...input, plans: [{ ...plan, measures: [measure] }] })),
    );
    const together = rehearse(input);
    expect(together.items).toEqual(alone.flatMap(({ items }) => items));
    expect(together.ended).toEqual(alone.flatMap(({ ended }) => ended));
    expect(together.stuck).toEqual(alone.flatMap(({ stuck }) => stuck));
  },
);
