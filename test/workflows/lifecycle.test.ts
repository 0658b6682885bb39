import { ApplicationFailure } from '@temporalio/common';
import type { Day } from '../../domain/process/types.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { beginClockMove, clockState } from '../../prisma/repositories/clock.ts';
import { acceptReview } from '../../prisma/repositories/judging.ts';
import { appendEvents } from '../../prisma/repositories/outbox.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { HISTORY_BOUND } from '../../workflows/measureLifecycle.ts';
import { eventsSignal, workflowIds } from '../../workflows/messages.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { createEngine, type Engine, eventually, settled, silentMailer } from '../support/engine.ts';
import { buildPlan, itemOf, itemsOf } from '../support/plan.ts';
import { settle } from '../support/settle.ts';

const bed = freshCounty();
let engine: Engine;

beforeEach(async () => {
  engine = await createEngine(bed.url);
});

afterEach(() => engine.close());

async function launch(leads = [bed.county.units.finance.name, bed.county.units.water.name]) {
  const plan = await buildPlan(bed.db, bed.county, { measures: [{ leads, deadline: '2020-11-30' }] });
  const measureId = plan.measureIds[0] ?? '';
  const instance = await bed.db.processInstance.findFirstOrThrow({ where: { measureId } });
  return { ...plan, measureId, instanceId: instance.id };
}

/** Less than the three minutes after which a round no longer waits for an instance that is behind. */
const WITHIN_PATIENCE_S = 150;

async function moveTo(to: Day): Promise<void> {
  await beginClockMove(bed.db, await actorOf(bed.db, bed.county.posts.office), to);
  const workflowId = workflowIds.moveClock(bed.county.id) + bed.county.units.finance.id;
  const run = await engine.client.workflow.start('moveClock', {
    workflowId,
    taskQueue: engine.taskQueue,
    args: [{ countyId: bed.county.id, to }],
    workflowRunTimeout: `${WITHIN_PATIENCE_S} seconds`,
  });
  await run.result();
}

async function handIn(where: Parameters<typeof itemsOf>[1]): Promise<void> {
  const units = Object.values(bed.county.units);
  for (const item of await itemsOf(bed.db, { state: 'OPEN', ...where })) {
    const head = units.find((unit) => unit.id === item.unitId)?.head ?? '';
    await submitWorkItem(bed.db, await actorOf(bed.db, head), { id: item.id, text: '已办理' });
  }
}

const rowOf = (id: string) => bed.db.processInstance.findUniqueOrThrow({ where: { id } });
const isRunning = async (id: string) =>
  (await engine.client.workflow.getHandle(id).describe()).status.name === 'RUNNING';

const rolledOut = () =>
  eventually(async () => (await bed.db.plan.findFirst())?.state === 'RUNNING', 'the rollout has ended');

/** One event to an instance, through its outbox. */
const tell = (instanceId: string, n: number) =>
  bed.db.$transaction((tx) =>
    appendEvents(tx, [{ instanceId, events: [{ type: 'factsChanged', facts: { n }, day: '2020-03-02' }], wake: true }]),
  );

async function expectNothingTwice(): Promise<void> {
  const items = await bed.db.workItem.findMany();
  expect(new Set(items.map((item) => `${item.instanceId} ${item.key}`)).size).toBe(items.length);
  const opened = await bed.db.auditEvent.findMany({ where: { kind: 'WORK_ITEM_OPENED' } });
  expect(opened.length).toBe(items.length);
  expect(new Set(opened.map((event) => event.workItemId)).size).toBe(items.length);
}

it('lives through a plan, with the worker stopped and started in between', async () => {
  const { measureId, instanceId } = await launch();
  await engine.start();
  await rolledOut();
  await handIn({ kind: 'SIGN' });
  await eventually(
    async () => (await itemsOf(bed.db, { measureId, kind: 'PLAN' })).length === 1,
    'a plan is asked for',
  );
  await engine.stop();

  await handIn({ kind: 'PLAN' });
  await handIn({ kind: 'COMPLETE' });
  expect(await itemsOf(bed.db, { kind: 'VERIFY' })).toHaveLength(0);
  await engine.start();
  await settled(bed.db);
  const office = await actorOf(bed.db, bed.county.posts.office);
  for (const { id } of await itemsOf(bed.db, { kind: 'VERIFY' })) await acceptReview(bed.db, office, { id });
  await moveTo('2020-06-01');
  await handIn({ kind: 'REPORT' });
  await settled(bed.db);
  for (const { id } of await itemsOf(bed.db, { kind: 'REVIEW' })) await acceptReview(bed.db, office, { id });
  await moveTo('2021-01-18');
  await handIn({ kind: 'RECTIFY' });
  await settled(bed.db);
  for (const { id } of await itemsOf(bed.db, { kind: 'VERIFY', state: 'OPEN' })) {
    await acceptReview(bed.db, office, { id });
  }
  await settled(bed.db);
  await submitWorkItem(bed.db, office, { id: (await itemOf(bed.db, { kind: 'CLOSE' })).id, text: '办结' });
  await settled(bed.db);
  const approval = await itemOf(bed.db, { kind: 'APPROVE' });
  await acceptReview(bed.db, await actorOf(bed.db, bed.county.posts.leader), { id: approval.id });
  await eventually(async () => (await rowOf(instanceId)).status === 'TERMINATED', 'the measure is closed out');
  await eventually(async () => !(await isRunning(instanceId)), 'its workflow has ended');
  expect(await clockState(bed.db, bed.county.id)).toMatchObject({ businessDate: '2021-01-18', settled: true });
  await expectNothingTwice();
});

it('goes on from rows when the server has lost everything, even what it had been told', async () => {
  const { measureId, instanceId } = await launch();
  await engine.start();
  await rolledOut();
  await moveTo('2020-03-03');
  await engine.stop();
  await handIn({ kind: 'SIGN' });
  await engine.loseStore();
  await bed.db.outbox.updateMany({ data: { deliveredAt: new Date() } });

  await engine.start();
  await moveTo('2020-03-04');
  expect(await itemsOf(bed.db, { measureId, kind: 'PLAN' })).toHaveLength(1);
  expect(await isRunning(instanceId)).toBe(true);
  await expectNothingTwice();
});

it('goes on from the rows of a restored database, though the server knows of later steps', async () => {
  const { measureId, instanceId } = await launch();
  await engine.start();
  await rolledOut();
  await settled(bed.db);
  const { state, step, consumedUpTo, outboxSeq, wakeSeq } = await rowOf(instanceId);
  for (const n of [1, 2, 3]) await tell(instanceId, n);
  await settled(bed.db);
  await bed.db.processInstance.update({
    where: { id: instanceId },
    data: { state: state as object, lastAnswer: Prisma.DbNull, step, consumedUpTo, outboxSeq, wakeSeq },
  });
  await handIn({ kind: 'SIGN' });
  await eventually(async () => (await bed.db.outbox.count({ where: { deliveredAt: null } })) === 0, 'all is told');
  await bed.db.outbox.updateMany({ data: { deliveredAt: new Date('2020-01-01T00:00:00Z') } });

  await moveTo('2020-03-03');
  expect(await itemsOf(bed.db, { measureId, kind: 'PLAN' })).toHaveLength(1);
  await expectNothingTwice();
});

it('starts lost instances again however many others the server runs', async () => {
  const { instanceId } = await launch();
  const strangers = [1, 2, 3, 4].map((n) => `${engine.taskQueue}-stranger-${n}`);
  for (const workflowId of strangers) {
    await engine.client.workflow.start('measureLifecycle', { workflowId, taskQueue: 'nobody', args: [{}] });
  }
  await engine.start();
  await eventually(() => isRunning(instanceId).catch(() => false), 'the workflow runs');
  await engine.stop();
  await engine.loseStore();
  await engine.start();
  await eventually(async () => {
    await moveTo((await clockState(bed.db, bed.county.id)).businessDate);
    return isRunning(instanceId);
  }, 'the workflow runs again');
  for (const workflowId of strangers) await engine.client.workflow.getHandle(workflowId).terminate();
});

it('begins anew from the row when the server’s history is older than it', async () => {
  const { instanceId } = await launch();
  await engine.start();
  await eventually(() => isRunning(instanceId).catch(() => false), 'the workflow runs');
  await tell(instanceId, 1);
  await settled(bed.db);
  await engine.stop();
  for (const n of [2, 3, 4]) {
    await tell(instanceId, n);
    await settle(bed.db);
  }
  const ahead = await rowOf(instanceId);
  await engine.start();
  await tell(instanceId, 5);
  await settled(bed.db);
  const row = await rowOf(instanceId);
  expect(row.step).toBe(ahead.step + 1);
  expect(row.state).toMatchObject({ context: { facts: { n: 5 } } });
  await tell(instanceId, 6);
  await settled(bed.db);
});

it('drops what it is told twice, and waits at a gap', async () => {
  const { instanceId } = await launch();
  await engine.start();
  await eventually(() => isRunning(instanceId).catch(() => false), 'the workflow runs');
  await tell(instanceId, 1);
  await settled(bed.db);
  await engine.stop();
  await engine.start({ relay: false });
  const handle = engine.client.workflow.getHandle(instanceId);
  const from = (await rowOf(instanceId)).consumedUpTo;
  await tell(instanceId, 2);
  await tell(instanceId, 3);
  const [first, second] = await bed.db.outbox.findMany({ where: { instanceId }, orderBy: { seq: 'asc' } });
  const events = (row: typeof first) => ({ events: [{ seq: row?.seq ?? 0, event: row?.event as never }] });
  await handle.signal(eventsSignal, events(second));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await rowOf(instanceId)).consumedUpTo).toBe(from);
  await handle.signal(eventsSignal, events(first));
  await settled(bed.db);
  const { step, consumedUpTo } = await rowOf(instanceId);
  expect(consumedUpTo).toBe(from + 2);
  for (const row of [first, second]) await handle.signal(eventsSignal, events(row));
  await tell(instanceId, 4);
  const [third] = await bed.db.outbox.findMany({ where: { instanceId } });
  await handle.signal(eventsSignal, events(third));
  await settled(bed.db);
  expect(await rowOf(instanceId)).toMatchObject({ step: step + 1, state: { context: { facts: { n: 4 } } } });
});

it('keeps every history short, whatever the measure goes through', async () => {
  const { instanceId } = await launch();
  await engine.start();
  await eventually(() => isRunning(instanceId).catch(() => false), 'the workflow runs');
  for (let n = 1; n <= 130; n += 1) {
    await tell(instanceId, n);
    await settled(bed.db, 220);
  }
  expect(await rowOf(instanceId)).toMatchObject({ step: 131, state: { context: { facts: { n: 130 } } } });
  const lengths = await eventually(async () => {
    const runs: number[] = [];
    for await (const run of engine.client.workflow.list({ query: `WorkflowId = "${instanceId}"` })) {
      runs.push(run.historyLength ?? 0);
    }
    return runs.length > 1 && runs;
  }, 'a second run');
  process.stdout.write(`longest history of measureLifecycle: ${Math.max(...lengths)} events\n`);
  expect(Math.max(...lengths)).toBeGreaterThanOrEqual(HISTORY_BOUND);
  expect(Math.max(...lengths)).toBeLessThan(HISTORY_BOUND + 20);
});

it('goes on when mail fails in a way that nobody foresaw, and mails it with the next round', async () => {
  let broken = true;
  const mailed: string[] = [];
  await engine.close();
  engine = await createEngine(bed.url, {
    ...silentMailer,
    sendDigest(content, mail, options) {
      if (broken) throw ApplicationFailure.nonRetryable('no foreseen answer');
      mailed.push(content.day);
      return silentMailer.sendDigest(content, mail, options);
    },
  });
  await launch();
  await engine.start();
  await moveTo('2020-03-03');
  expect(await bed.db.digest.count({ where: { state: 'CLAIMED' } })).toBe(2);
  broken = false;
  await moveTo('2020-03-09');
  // The one that was tried goes out again as it was, the other with the news of that day.
  expect(mailed.filter((day) => day === '2020-03-03')).toHaveLength(1);
  expect(mailed.length).toBeGreaterThan(1);
  expect(await bed.db.digest.count({ where: { state: { not: 'SENT' } } })).toBe(0);
});
