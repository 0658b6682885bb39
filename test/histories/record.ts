import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { startParts } from '../../embedded/parts.ts';
import { createDb, type Db } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { beginClockMove } from '../../prisma/repositories/clock.ts';
import { acceptReview, returnReview } from '../../prisma/repositories/judging.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { workflowIds } from '../../workflows/messages.ts';
import { actorOf, buildCounty, setDay, type TestCounty } from '../support/county.ts';
import { createEngine, type Engine, eventually, settled } from '../support/engine.ts';
import { historyToText } from '../support/histories.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';

/*
 * Records histories of every workflow type for the replay test, on parts of its own. Run it again only for a change
 * that is meant to change histories, and when no running installation has to go on across it: replaying the old ones
 * is what shows that running workflows survive a new version.
 */

const FOLDER = new URL('./', import.meta.url);

async function record(engine: Engine, name: string, workflowId: string): Promise<void> {
  const history = await engine.client.workflow.getHandle(workflowId).fetchHistory();
  const text = historyToText(history);
  writeFileSync(new URL(`${name}.json`, FOLDER), text);
  process.stdout.write(`${name}: ${history.events?.length ?? 0} events, ${Math.ceil(text.length / 1024)} KB\n`);
}

async function handIn(db: Db, county: TestCounty, where: Parameters<typeof itemsOf>[1]): Promise<void> {
  for (const item of await itemsOf(db, { state: 'OPEN', ...where })) {
    const unit = Object.values(county.units).find((candidate) => candidate.id === item.unitId);
    if (!unit) continue;
    await submitWorkItem(db, await actorOf(db, unit.head), { id: item.id, text: '已办理' });
  }
  await settled(db);
}

async function moveTo(engine: Engine, db: Db, county: TestCounty, to: string): Promise<void> {
  await beginClockMove(db, await actorOf(db, county.posts.office), to);
  const workflowId = workflowIds.moveClock(county.id);
  const args: [{ countyId: string; to: string }] = [{ countyId: county.id, to }];
  await engine.client.workflow.execute('moveClock', { workflowId, taskQueue: engine.taskQueue, args });
}

/** A measure of two units: signed, reported, one report returned and put right, completed. */
async function live(engine: Engine, db: Db, county: TestCounty): Promise<void> {
  const { finance, water, school } = county.units;
  const { planId, measureIds } = await buildPlan(db, county, {
    measures: [{ leads: [finance.name, water.name], supporting: [school.name], deadline: '2020-11-30' }, {}],
  });
  const measureId = measureIds[0] ?? '';
  const instances = await db.processInstance.findMany({ where: { planId } });
  const instanceOf = (fits: (row: (typeof instances)[number]) => boolean) => instances.find(fits)?.id ?? '';
  await eventually(async () => (await db.plan.findFirst())?.state === 'RUNNING', 'the rollout has ended');
  await record(engine, 'planRollout', workflowIds.rollout(planId));

  await handIn(db, county, { kind: 'SIGN' });
  await handIn(db, county, { kind: 'CONFIRM' });
  await handIn(db, county, { kind: 'PLAN' });
  await moveTo(engine, db, county, '2020-03-10');
  await record(engine, 'moveClock', workflowIds.moveClock(county.id));
  await moveTo(engine, db, county, '2020-06-01');
  await handIn(db, county, { kind: 'REPORT' });
  const office = await actorOf(db, county.posts.office);
  const [first, ...others] = await itemsOf(db, { kind: 'REVIEW', state: 'OPEN' });
  await returnReview(db, office, { id: first?.id ?? '', reason: '缺少数据', dueOn: '2020-06-12' });
  for (const { id } of others) await acceptReview(db, office, { id });
  await settled(db);
  await handIn(db, county, { kind: 'REPORT' });
  await handIn(db, county, { kind: 'SHEET', unitId: finance.id });
  await handIn(db, county, { kind: 'COMPLETE' });
  for (const { id } of await itemsOf(db, { measureId, state: 'OPEN', unitId: county.units.office.id })) {
    await acceptReview(db, office, { id });
  }
  await settled(db);
  await moveTo(engine, db, county, '2020-07-15');
  await record(engine, 'measureLifecycle', instanceOf((row) => row.measureId === measureId));
  await record(engine, 'measureWithoutUnits', instanceOf((row) => row.measureId === measureIds[1]));
  await record(engine, 'unitInPlan', instanceOf((row) => row.unitId === finance.id));
  await setDay(db, county.id, '2020-07-16');
  await engine.client.workflow.execute('dailyRound', {
    workflowId: workflowIds.dailyRound(county.id),
    taskQueue: engine.taskQueue,
    args: [{ countyId: county.id }],
  });
  await record(engine, 'dailyRound', workflowIds.dailyRound(county.id));
}

async function main(): Promise<void> {
  for (const name of readdirSync(FOLDER).filter((entry) => entry.endsWith('.json'))) rmSync(new URL(name, FOLDER));
  const parts = await startParts({ temporal: 'memory', safe: false });
  process.env.DUBAN_TEST_TEMPORAL_ADDRESS = parts.temporalAddress;
  await migrate(parts.databaseUrl);
  const db = createDb(parts.databaseUrl);
  const engine = await createEngine(parts.databaseUrl);
  try {
    const county = await buildCounty(db);
    await engine.start();
    await live(engine, db, county);
  } finally {
    await engine.close();
    await db.$disconnect();
    await parts.stop();
  }
}

await main();
