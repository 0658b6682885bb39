import { addDays } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import type { WorkItem } from '../../prisma/generated/client.ts';
import type { Actor } from '../../prisma/repositories/actor.ts';
import { beginClockMove, clockState } from '../../prisma/repositories/clock.ts';
import { acceptReview, returnReview } from '../../prisma/repositories/judging.ts';
import { prepareWorkItem, recallWorkItem, submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { workflowIds } from '../../workflows/messages.ts';
import { type Random, randomFrom } from '../domain/support/random.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { createEngine, type Engine, settled } from '../support/engine.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, END_2020, MID_2020, YEAR_2020 } from '../support/plan.ts';

const bed = freshCounty();
let engine: Engine;

/** A case here takes seconds on real parts; of the number for pure cases one in 500 is played. */
const CASES = Math.ceil(Number(process.env.DUBAN_RANDOM_CASES ?? 500) / 500);
const HOPS = 5;
const ACTIONS = 24;
const AT_ONCE = 3;

beforeEach(async () => {
  engine = await createEngine(bed.url);
  await engine.start();
});

afterEach(() => engine.close());

function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[random.int(0, values.length - 1)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

async function launch(random: Random): Promise<void> {
  const { finance, water, school, town, office } = bed.county.units;
  const names = [finance, water, school, town, office].map((unit) => unit.name);
  const some = () => names.filter(() => random.chance(0.4));
  const deadline = () => (random.chance(0.5) ? pick(random, ['2020-04-30', '2020-09-30', '2020-11-30']) : null);
  await buildPlan(bed.db, bed.county, {
    measures: [1, 2, 3].map(() => ({
      leads: some(),
      responsible: some(),
      supporting: some(),
      deadline: deadline(),
      ...(random.chance(0.3) ? { leaders: [] } : {}),
    })),
    periods: [MID_2020, END_2020],
    years: [YEAR_2020],
  });
}

/** One thing that somebody tries with an item. Most of the time it is somebody who may. */
async function act(random: Random, actors: Actor[], item: WorkItem): Promise<void> {
  const { db } = bed;
  const fitting = actors.filter((actor) =>
    actor.posts.some((post) => (item.postId ? post.id === item.postId : post.unitId === item.unitId)),
  );
  const actor = pick(random, fitting.length > 0 && random.chance(0.9) ? fitting : actors);
  const input = { id: item.id, text: '办理情况', ...(random.chance(0.2) ? { version: item.version } : {}) };
  if (item.reviewsId !== null && random.chance(0.9)) {
    return random.chance(0.4)
      ? returnReview(db, actor, { ...input, reason: '内容不实' })
      : acceptReview(db, actor, input);
  }
  const roll = random.int(1, 100);
  if (roll <= 15) return prepareWorkItem(db, actor, input);
  if (roll <= 20) return recallWorkItem(db, actor, input);
  if (item.kind !== 'SHEET') return submitWorkItem(db, actor, input);
  const reports = await db.workItem.findMany({
    where: { kind: 'REPORT', state: 'OPEN', unitId: item.unitId, planId: item.planId },
  });
  const rows = reports.filter(() => random.chance(0.7)).map(({ id }) => ({ workItemId: id, text: '进展' }));
  return submitWorkItem(db, actor, { ...input, fields: { rows } });
}

async function actAtOnce(random: Random, actors: Actor[]): Promise<number> {
  const items = await bed.db.workItem.findMany({ orderBy: { key: 'asc' } });
  const open = items.filter((item) => item.state === 'OPEN' || item.state === 'PREPARED');
  const chosen = Array.from({ length: AT_ONCE }, () =>
    pick(random, open.length > 0 && random.chance(0.9) ? open : items),
  );
  const outcomes = await Promise.allSettled(chosen.map((item) => act(random, actors, item)));
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected' && !(outcome.reason instanceof DubanError)) throw outcome.reason;
  }
  return outcomes.filter((outcome) => outcome.status === 'fulfilled').length;
}

async function hop(days: number): Promise<void> {
  const to = addDays((await clockState(bed.db, bed.county.id)).businessDate, days);
  await beginClockMove(bed.db, await actorOf(bed.db, bed.county.posts.office), to);
  await engine.client.workflow.execute('moveClock', {
    workflowId: workflowIds.moveClock(engine.taskQueue),
    taskQueue: engine.taskQueue,
    args: [{ countyId: bed.county.id, to }],
  });
}

it.each(Array.from({ length: CASES }, (_, index) => index + 1))(
  'whatever units do, rows and processes agree (seed %i)',
  async (seed) => {
    const random = randomFrom(seed);
    await launch(random);
    const posts = [
      ...Object.values(bed.county.posts),
      ...Object.values(bed.county.units).flatMap((unit) => [unit.head, unit.liaison]),
    ];
    let done = 0;
    for (let turn = 0; turn < HOPS; turn += 1) {
      const actors = await Promise.all(posts.map((post) => actorOf(bed.db, post)));
      for (let n = 0; n < ACTIONS / AT_ONCE; n += 1) done += await actAtOnce(random, actors);
      await hop(random.int(1, 45));
    }
    await settled(bed.db);
    expect(await breaches(bed.db)).toEqual([]);
    expect(done).toBeGreaterThan(10);
  },
);
