import { addDays, maxDay, minDay } from '../../domain/day.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Behaviour } from '../../domain/rehearsal/types.ts';
import type { WorkItem } from '../../prisma/generated/client.ts';
import { beginClockMove, loadCountyDay, nextBusyDay } from '../../prisma/repositories/clock.ts';
import { workflowIds } from '../../workflows/messages.ts';
import { chain, endEvent, graphOf, startEvent } from '../domain/process/diagram.ts';
import { everything, Generator, type Vocabulary } from '../domain/process/generate.ts';
import { Random } from '../domain/process/random.ts';
import { caseCount, seed } from '../domain/support/random.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { createEngine, type Engine, settled } from '../support/engine.ts';
import { buildPlan, END_2020, MID_2020, YEAR_2020 } from '../support/plan.ts';
import { act, actsOn, foretold, lived, openInOrder } from '../support/rehearsed.ts';
import { publishGraph } from '../support/versions.ts';

const FROM = '2020-05-25';
const UNTIL = '2020-07-17';
const bed = freshCounty({ businessDate: FROM });
let engine: Engine;

beforeEach(async () => {
  engine = await createEngine(bed.url);
  await engine.start();
});

afterEach(() => engine.close());

const CASES = caseCount(10, 200);
/** How many act at the same moment: no more than there are connections, or a busy machine refuses some. */
const AT_ONCE = 8;
const WORDS: Vocabulary = { ...everything, calls: false };
/** Units of the plans of one sweep behave alike, those of the next plan in the next way. */
const behaviours: Behaviour[] = [
  { kind: 'onTime' },
  { kind: 'late', days: 3 },
  { kind: 'never' },
  { kind: 'returnedTwice' },
];

/** A plan with one measure that runs by a definition made at random, and units that have nothing else to do. */
async function launchAtRandom(at: number, unitVersionId: string): Promise<string> {
  const { county, db } = bed;
  const { finance, water, town } = county.units;
  const graph = await graphOf(...new Generator(new Random(seed + at), WORDS).definition(2));
  const { planId } = await buildPlan(db, county, {
    measures: [{ responsible: [finance.name, water.name], supporting: [town.name], deadline: '2020-06-24' }],
    periods: [MID_2020, END_2020],
    years: [YEAR_2020],
    settings: { unitVersionId, measureVersionId: await publishGraph(db, county.measureVersionId, at + 2, graph) },
  });
  return planId;
}

async function moveTo(to: Day): Promise<void> {
  await beginClockMove(bed.db, await actorOf(bed.db, bed.county.posts.office), to);
  await engine.client.workflow.execute('moveClock', {
    workflowId: workflowIds.moveClock(engine.taskQueue),
    taskQueue: engine.taskQueue,
    args: [{ countyId: bed.county.id, to }],
  });
}

/** What is ready on a day: of each plan the item that was opened first. */
function readyOf(items: WorkItem[], daysOf: (item: WorkItem) => Day | null, day: Day): WorkItem[] {
  const first = new Map<string | null, WorkItem>();
  for (const item of items) {
    const on = daysOf(item);
    if (on !== null && on <= day && !first.has(item.planId)) first.set(item.planId, item);
  }
  return [...first.values()];
}

/** Lives through the time on the engine: the clock goes from day to day on which somebody acts, and they act. */
async function live(behaviourOf: (item: WorkItem) => Behaviour): Promise<void> {
  const { db, county } = bed;
  const today = await loadCountyDay(db, county.id);
  const daysOf = (item: WorkItem) => actsOn(item, behaviourOf(item), today);
  for (let day: Day = FROM; ; ) {
    await settled(db);
    let open = await openInOrder(db);
    for (let ready = readyOf(open, daysOf, day); ready.length > 0; ready = readyOf(open, daysOf, day)) {
      for (let at = 0; at < ready.length; at += AT_ONCE) {
        await Promise.all(ready.slice(at, at + AT_ONCE).map((item) => act(db, county, item, behaviourOf(item))));
      }
      await settled(db);
      open = await openInOrder(db);
    }
    if (day >= UNTIL) return;
    const busy = await nextBusyDay(db, county.id, day, UNTIL);
    const acting = open.flatMap((item) => daysOf(item) ?? []);
    const next = [...acting, ...(busy === null ? [] : [busy])].map((on) => maxDay(on, addDays(day, 1)));
    // What a timer opens may be for the same day: the clock stops on each day on which something falls due.
    day = minDay(UNTIL, ...next);
    await moveTo(day);
  }
}

it(
  `what a rehearsal foretells of ${CASES} definitions made at random is what the engine does`,
  async () => {
    const { db, county } = bed;
    const nothing = await graphOf(startEvent(), endEvent(), chain('start', 'end'));
    const unitVersionId = await publishGraph(db, county.unitVersionId, 2, nothing);
    const planIds: string[] = [];
    for (let at = 0; at < CASES; at += 1) planIds.push(await launchAtRandom(at, unitVersionId));
    const behaviourAt = (at: number) => behaviours[at % behaviours.length] as Behaviour;
    const told = await Promise.all(
      planIds.map((planId, at) =>
        foretold(db, county, { planIds: [planId], from: FROM, until: UNTIL, behaviour: behaviourAt(at) }),
      ),
    );
    await live((item) => behaviourAt(planIds.indexOf(item.planId ?? '')));
    const bySeed = (lines: string[][]) => Object.fromEntries(lines.map((items, at) => [seed + at, items]));
    const done = await Promise.all(planIds.map((planId) => lived(db, { planIds: [planId] })));
    expect(bySeed(done)).toEqual(bySeed(told));
    expect(told.flat().length).toBeGreaterThan(CASES);
  },
  CASES * 15_000 + 120_000,
);
