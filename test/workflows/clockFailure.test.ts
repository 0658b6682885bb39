import { pino } from 'pino';
import { createTemporalParts } from '../../api/temporal.ts';
import { clockState } from '../../prisma/repositories/clock.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { createEngine, type Engine, eventually } from '../support/engine.ts';
import { buildPlan } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { temporalAddress } from '../support/temporal.ts';

const bed = freshCounty();
let engine: Engine;
beforeEach(async () => {
  engine = await createEngine(bed.url);
});
afterEach(() => engine.close());

it('a move that no worker takes up says so, and goes on once there is one', async () => {
  const { db, county } = bed;
  const temporal = temporalParts();
  const office = await actorOf(db, county.posts.office);
  const to = '2020-03-05';
  const moved = temporal.clockMover.moveClock(county.id, to, office);
  expect(await temporal.engine.workers()).toBe(0);
  await engine.start();
  await moved;
  expect(await temporal.engine.workers()).toBeGreaterThan(0);
  expect(await clockState(db, county.id)).toMatchObject({ businessDate: to, movingTo: null });
  await temporal.close();
});

function temporalParts() {
  return createTemporalParts(
    { temporalAddress: temporalAddress(), temporalNamespace: 'default', temporalTaskQueue: engine.taskQueue },
    bed.db,
    pino({ level: 'silent' }),
  );
}

it('a move whose step fails again and again says so in words, is still tried, and ends once the trouble is over', async () => {
  const { db, county } = bed;
  await buildPlan(db, county, { measures: [{ leads: [county.units.finance.name] }] });
  await db.$executeRaw`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$`;
  await db.$executeRaw`CREATE TRIGGER refuse BEFORE INSERT ON "Notice" EXECUTE FUNCTION refuse()`;
  await engine.start();
  const temporal = temporalParts();
  const office = await actorOf(db, county.posts.office);
  const to = '2020-03-05';

  const refused = await refusal(temporal.clockMover.moveClock(county.id, to, office), 'UNAVAILABLE');
  expect(refused.userMessage.zh).toMatch(/次未成功，系统仍在自动重试/);
  expect(await clockState(db, county.id)).toMatchObject({
    ...{ movingTo: to, settled: false },
    failure: { step: 'claimDay', tries: 3, reason: expect.stringContaining('disk full') },
  });
  await refusal(temporal.clockMover.moveClock(county.id, to, office), 'CLOCK_BUSY');

  await db.$executeRaw`DROP TRIGGER refuse ON "Notice"`;
  const ended = await eventually(async () => {
    const state = await clockState(db, county.id);
    return state.settled && state;
  }, 'the move has ended');
  expect(ended).toEqual({ businessDate: to, settled: true, movingTo: null, failure: null });
  expect(await db.notice.count()).toBeGreaterThan(0);
  await temporal.close();
});
