import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { startParts } from '../../embedded/parts.ts';
import { createDb, type Db } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { beginClockMove } from '../../prisma/repositories/clock.ts';
import { changeDeadline, previewDeadline } from '../../prisma/repositories/deadlineChanges.ts';
import { beginMove, readMove } from '../../prisma/repositories/instanceMoves.ts';
import { acceptReview, returnReview } from '../../prisma/repositories/judging.ts';
import { resendMails } from '../../prisma/repositories/mailFailures.ts';
import { pauseMeasure, resumeMeasure, withdrawMeasure } from '../../prisma/repositories/measureChanges.ts';
import { addUnits, removeUnit } from '../../prisma/repositories/measureUnits.ts';
import { previewMove } from '../../prisma/repositories/movePreview.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { createTrigger } from '../../prisma/repositories/triggers.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { eventsSignal, workflowIds } from '../../workflows/messages.ts';
import { actorOf, buildCounty, setDay, type TestCounty } from '../support/county.ts';
import { createEngine, type Engine, eventually, settled } from '../support/engine.ts';
import { historyToText } from '../support/histories.ts';
import { buildPlan, END_2020, itemsOf } from '../support/plan.ts';
import { edits, publishNext } from '../support/versions.ts';

/*
 * Records histories of every workflow type for the replay test, on parts of its own. Run it again only for a change
 * that is meant to change histories, and when no running installation has to go on across it: replaying the old ones
 * is what shows that running workflows survive a new version. With `--missing` only what is not there is recorded.
 */

const FOLDER = new URL('./', import.meta.url);

async function record(engine: Engine, name: string, workflowId: string, runId?: string): Promise<void> {
  const history = await engine.client.workflow.getHandle(workflowId, runId).fetchHistory();
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

/**
 * A measure that is moved to another version while it is signed for: the run that finds its step out of turn, and the
 * one that goes on by the new version.
 */
async function liveMoved(engine: Engine, db: Db, county: TestCounty): Promise<void> {
  const leads = [county.units.finance.name];
  const { planId, measureIds } = await buildPlan(db, county, { measures: [{ leads }], periods: [END_2020] });
  const { id } = await db.processInstance.findFirstOrThrow({ where: { measureId: measureIds[0] ?? '' } });
  const rolledOut = async () => (await db.plan.findUnique({ where: { id: planId } }))?.state === 'RUNNING';
  await eventually(rolledOut, 'the rollout has ended');
  const handle = engine.client.workflow.getHandle(id);
  const { runId } = await handle.describe();
  const { definitionId, version } = await publishNext(db, county, edits.shortSigning, edits.leaderReview);
  const admin = await actorOf(db, county.posts.admin);
  const { instances } = await previewMove(db, admin, definitionId, { toVersion: version, planId });
  const moveId = await beginMove(db, admin, definitionId, {
    ...{ toVersion: version, reason: '增加领导审核' },
    instances: instances.map((one) => ({ id: one.id, expected: one.expected ?? '' })),
  });
  const moved = async () => (await readMove(db, admin, definitionId, moveId)).moved === instances.length;
  await eventually(moved, 'the measure has been moved');
  await handIn(db, county, { kind: 'SIGN' });
  await handIn(db, county, { kind: 'PLAN' });
  await record(engine, 'movedBefore', id, runId);
  await record(engine, 'movedAfter', id);
}

/** A measure whose workflow hears late of closings that its row had taken in. */
async function liveFolded(engine: Engine, db: Db, county: TestCounty): Promise<void> {
  const leads = [county.units.finance.name, county.units.water.name];
  const { measureIds } = await buildPlan(db, county, { measures: [{ leads }], periods: [END_2020] });
  const measureId = measureIds[0] ?? '';
  await moveTo(engine, db, county, '2020-12-01');
  for (const kind of ['SIGN', 'PLAN', 'REPORT']) await handIn(db, county, { measureId, kind });
  const office = await actorOf(db, county.posts.office);
  for (const { id } of await itemsOf(db, { measureId, kind: 'REVIEW' })) await acceptReview(db, office, { id });
  await moveTo(engine, db, county, '2021-01-18');
  const { id } = await db.processInstance.findFirstOrThrow({ where: { measureId } });
  await record(engine, 'measureFolded', id);
}

/** A measure that is paused and resumed, has units added and removed and its deadline moved, and is withdrawn. */
async function liveChanged(engine: Engine, db: Db, county: TestCounty): Promise<void> {
  const { finance, water, school } = county.units;
  const deadline = '2021-11-30';
  const { planId, measureIds } = await buildPlan(db, county, { measures: [{ leads: [finance.name, water.name], deadline }] });
  const id = measureIds[0] ?? '';
  await eventually(async () => (await db.plan.findUnique({ where: { id: planId } }))?.state === 'RUNNING', 'it runs');
  const office = await actorOf(db, county.posts.office);
  const changes = [
    () => pauseMeasure(db, office, { id, reason: '暂缓' }),
    () => resumeMeasure(db, office, { id, reason: '继续' }),
    () => addUnits(db, office, { id, unitIds: [school.id], role: 'LEAD', reason: '增加' }),
    () => removeUnit(db, office, { id, unitId: water.id, reason: '移除' }),
    () => handIn(db, county, { measureId: id, kind: 'SIGN' }),
    async () => {
      const wanted = { id, date: '2021-06-30' };
      const { version } = await previewDeadline(db, office, wanted);
      await changeDeadline(db, office, { ...wanted, version, reason: '会议决定' });
    },
    () => withdrawMeasure(db, office, { id, reason: '上级取消' }),
  ];
  for (const change of changes) {
    await change();
    await settled(db);
  }
  const instance = await db.processInstance.findFirstOrThrow({ where: { measureId: id } });
  await record(engine, 'measureChanged', instance.id);
}

/** A measure that is told of what comes after what it was never told: it waits, and a new run begins from the row. */
async function liveGap(engine: Engine, db: Db, county: TestCounty): Promise<void> {
  const leads = [county.units.finance.name];
  const { planId, measureIds } = await buildPlan(db, county, { measures: [{ leads }], periods: [END_2020] });
  await eventually(async () => (await db.plan.findUnique({ where: { id: planId } }))?.state === 'RUNNING', 'it runs');
  const { id, outboxSeq } = await db.processInstance.findFirstOrThrow({ where: { measureId: measureIds[0] ?? '' } });
  const handle = engine.client.workflow.getHandle(id);
  const { runId } = await handle.describe();
  await handle.signal(eventsSignal, { events: [{ seq: outboxSeq + 2, event: { type: 'resumed', day: '2020-03-02' } }] });
  await eventually(async () => (await handle.describe()).runId !== runId, 'a new run has begun');
  await record(engine, 'measureGap', id, runId);
}

/** What the schedule of a rhythm starts. */
async function liveRhythm(engine: Engine, db: Db, county: TestCounty): Promise<void> {
  const { finance } = county.units;
  const { planId } = await buildPlan(db, county, { measures: [{ leads: [finance.name] }], periods: [END_2020] });
  const { bpmnXml } = await db.definitionVersion.findFirstOrThrow({ where: { definition: { key: 'measureLifecycle' } } });
  await db.$transaction((tx) => publishDefinition(tx, county.id, { key: 'beside', name: '专项检查', bpmnXml }));
  const { id: definitionId } = await db.processDefinition.findFirstOrThrow({ where: { key: 'beside' } });
  const cadence = { every: 'WEEK', on: 4, month: null } as const;
  const office = await actorOf(db, county.posts.office);
  const rhythm = { definitionId, planId, note: '每周检查', when: { cadence }, matter: null };
  const triggerId = await createTrigger(db, office, rhythm);
  const handle = engine.client.schedule.getHandle(workflowIds.rhythm(triggerId));
  const made = () =>
    handle.describe().then(
      () => true,
      () => false,
    );
  await eventually(made, 'the schedule is there');
  const { nextOn } = await db.processTrigger.findUniqueOrThrow({ where: { id: triggerId } });
  await moveTo(engine, db, county, nextOn ?? '');
  const [asked] = (await handle.describe()).info.recentActions;
  const { workflowId } = asked?.action.workflow ?? { workflowId: '' };
  await engine.client.workflow.getHandle(workflowId).result();
  await record(engine, 'beginRhythm', workflowId);
}

/** A mail that somebody asked to be sent again. */
async function liveResent(engine: Engine, db: Db, county: TestCounty): Promise<void> {
  const { personId } = await db.postHolding.findFirstOrThrow({ where: { postId: county.units.finance.head } });
  const failed = { countyId: county.id, personId, day: '2020-03-02', state: 'REFUSED', attempts: 1 } as const;
  await db.digest.create({ data: { ...failed, id: 'refused', messageId: '<refused>', failureCause: 'SERVER_AWAY' } });
  await resendMails(db, await actorOf(db, county.posts.admin), { ids: ['refused'] });
  const decided = async () => (await db.digest.findUnique({ where: { id: 'refused' } }))?.state !== 'CLAIMED';
  await eventually(decided, 'the mail has gone out');
  const workflowId = workflowIds.resendMail(county.id);
  await engine.client.workflow.getHandle(workflowId).result();
  await record(engine, 'resendMail', workflowId);
}

/** What is recorded together, with one of its histories. */
const parts = [
  { live, first: 'measureLifecycle' },
  { live: liveMoved, first: 'movedAfter' },
  { live: liveFolded, first: 'measureFolded' },
  { live: liveRhythm, first: 'beginRhythm' },
  { live: liveChanged, first: 'measureChanged' },
  { live: liveGap, first: 'measureGap' },
  { live: liveResent, first: 'resendMail' },
];

async function main(): Promise<void> {
  const missing = process.argv.includes('--missing');
  const old = missing ? [] : readdirSync(FOLDER).filter((entry) => entry.endsWith('.json'));
  for (const name of old) rmSync(new URL(name, FOLDER));
  const wanted = parts.filter(({ first }) => !existsSync(new URL(`${first}.json`, FOLDER)));
  const running = await startParts({ temporal: 'memory', safe: false });
  process.env.DUBAN_TEST_TEMPORAL_ADDRESS = running.temporalAddress;
  await migrate(running.databaseUrl);
  const db = createDb(running.databaseUrl);
  const engine = await createEngine(running.databaseUrl);
  try {
    const county = await buildCounty(db);
    await engine.start();
    for (const part of wanted) await part.live(engine, db, county);
  } finally {
    await engine.close();
    await db.$disconnect();
    await running.stop();
  }
}

await main();
