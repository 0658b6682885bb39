import { pino } from 'pino';
import { recover } from '../../activities/recovery.ts';
import { createTemporalParts } from '../../api/temporal.ts';
import { addDays } from '../../domain/day.ts';
import type { Day } from '../../domain/process/types.ts';
import { type Cadence, nextOccurrence } from '../../domain/triggers.ts';
import type { Actor } from '../../prisma/repositories/actor.ts';
import { beginClockMove } from '../../prisma/repositories/clock.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import {
  createTrigger,
  editTrigger,
  pauseTrigger,
  removeTrigger,
  resumeTrigger,
} from '../../prisma/repositories/triggers.ts';
import { workflowIds } from '../../workflows/messages.ts';
import { chain, diagram, endEvent, loop, startEvent } from '../domain/process/diagram.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { createEngine, type Engine, eventually, settled } from '../support/engine.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';
import { temporalAddress } from '../support/temporal.ts';

const CHECK = diagram(
  startEvent(),
  `<bpmn:userTask id="look" name="自查" duban:kind="COORDINATE" duban:holder="memberUnit" duban:due="opened+5wd">${loop('answerableUnits')}</bpmn:userTask>`,
  endEvent(),
  chain('start', 'look', 'end'),
);
const EVERY_THURSDAY = { every: 'WEEK', on: 4, month: null } as const;

const bed = freshCounty();
let engine: Engine;
let office: Actor;
let planId: string;
beforeEach(async () => {
  const { db, county } = bed;
  engine = await createEngine(bed.url);
  office = await actorOf(db, county.posts.office);
  const leads = [county.units.finance.name];
  ({ planId } = await buildPlan(db, county, { measures: [{ leads, deadline: '2020-11-30' }] }));
  await db.$transaction((tx) => publishDefinition(tx, county.id, { key: 'check', name: '每月自查', bpmnXml: CHECK }));
});
afterEach(() => engine.close());

async function rhythm(cadence: Cadence = EVERY_THURSDAY): Promise<{ id: string; nextOn: Day }> {
  const { id: definitionId } = await bed.db.processDefinition.findFirstOrThrow({ where: { key: 'check' } });
  const id = await createTrigger(bed.db, office, {
    ...{ definitionId, planId, note: '每周自查', matter: null },
    when: { cadence },
  });
  const { nextOn } = await bed.db.processTrigger.findUniqueOrThrow({ where: { id } });
  return { id, nextOn: nextOn ?? '' };
}

const handleOf = (id: string) => engine.client.schedule.getHandle(workflowIds.rhythm(id));
const described = (id: string) =>
  handleOf(id)
    .describe()
    .catch(() => null);
const written = async (id: string) => {
  await eventually(
    async () => !(await bed.db.processTrigger.findUniqueOrThrow({ where: { id } })).scheduleStale,
    'the schedule has been written',
  );
  return described(id);
};
/** The server tells of strays with some delay. */
const listed = async (scheduleId: string) => {
  for await (const one of engine.client.schedule.list()) if (one.scheduleId === scheduleId) return true;
  return false;
};
const recovered = async () => {
  const { client, taskQueue } = engine;
  expect(await recover({ db: bed.db, client, taskQueue, schedulesPaused: true })).toMatchObject({ faults: [] });
};

it('the clock plays the day of a schedule through Temporal: its process begins there once and runs', async () => {
  const { db, county } = bed;
  const { id: triggerId, nextOn } = await rhythm();
  await engine.start();
  await eventually(async () => (await db.plan.findFirst())?.state === 'RUNNING', 'the rollout has ended');
  await written(triggerId);
  await beginClockMove(db, office, nextOn);
  const move = await engine.client.workflow.start('moveClock', {
    workflowId: `${workflowIds.moveClock(county.id)}-${planId}`,
    taskQueue: engine.taskQueue,
    args: [{ countyId: county.id, to: nextOn }],
  });
  await move.result();
  await settled(db);

  expect(await db.triggerOccurrence.findMany()).toMatchObject([
    { triggerId, key: nextOn, state: 'BEGUN', detail: '1' },
  ]);
  const run = await db.processInstance.findFirstOrThrow({ where: { runId: { not: null } } });
  const looks = (await itemsOf(db, { state: 'OPEN' })).filter((item) => item.elementId === 'look');
  expect(looks).toMatchObject([{ instanceId: run.id, openedOn: nextOn, announcedOn: nextOn }]);
  const [asked] = (await described(triggerId))?.info.recentActions ?? [];
  expect(asked?.scheduledAt.toISOString()).toBe(`${addDays(nextOn, -1)}T16:20:00.000Z`);
  const workflow = engine.client.workflow.getHandle(asked?.action.workflow.workflowId ?? '');
  expect(await workflow.result()).toMatchObject({ day: nextOn, state: 'BEGUN', runId: run.runId });
  const stands = (workflowId: string) =>
    engine.client.workflow
      .getHandle(workflowId)
      .describe()
      .then(
        ({ status }) => status.name,
        () => null,
      );
  await eventually(async () => (await stands(run.id)) === 'RUNNING', 'its workflow runs');
  await eventually(async () => (await stands(workflowIds.rollout(planId))) !== 'RUNNING', 'no rollout is under way');
});

it('every change of a row reaches its schedule: made, paused with who and why, changed, resumed, removed', async () => {
  const { db } = bed;
  // In production a schedule runs by itself; no round is begun here.
  await db.county.updateMany({ data: { businessDate: null } });
  const { id } = await rhythm();
  await engine.start();
  const made = await written(id);
  expect(made).toMatchObject({
    state: { paused: false, note: '每周自查' },
    spec: { timezone: 'Asia/Shanghai', calendars: [{ dayOfWeek: [{ start: 'THURSDAY', end: 'THURSDAY' }] }] },
    policies: { overlap: 'BUFFER_ONE', catchupWindow: 7 * 24 * 3600 * 1000 },
  });
  expect(made?.info.nextActionTimes[0]?.toISOString()).toMatch(/T16:20:00.000Z$/);

  // A long standstill: of the days that passed only the last is made good, however many there are.
  const last = addDays(made?.info.nextActionTimes[0]?.toISOString().slice(0, 10) ?? '', -6);
  await db.processTrigger.update({ where: { id }, data: { nextOn: addDays(last, -14) } });
  await handleOf(id).trigger();
  await eventually(
    () => db.triggerOccurrence.findFirst({ where: { key: last, state: { not: 'PENDING' } } }),
    'it asked',
  );
  expect(await db.triggerOccurrence.findMany({ where: { state: 'MISSED' }, orderBy: { day: 'asc' } })).toMatchObject([
    { day: addDays(last, -14) },
    { day: addDays(last, -7) },
  ]);

  await pauseTrigger(db, office, { id, reason: '机构改革期间' });
  const paused = await written(id);
  expect(paused?.state).toMatchObject({ paused: true, note: expect.stringContaining(office.personName) });
  expect(paused?.state.note).toContain('机构改革期间');
  const address = { temporalAddress: temporalAddress(), temporalNamespace: 'default' };
  const settings = { ...address, temporalTaskQueue: engine.taskQueue };
  const parts = createTemporalParts(settings, db, pino({ level: 'silent' }));
  const views = await parts.engine.schedules([id, 'none']).finally(() => parts.close());
  const next = paused?.info.nextActionTimes.slice(0, 3).map((at) => at.toISOString());
  expect(views?.get(id)).toMatchObject({ paused: true, note: paused?.state.note, next, recent: [{}] });
  expect(views?.get('none')).toBeNull();

  const monthly = { every: 'MONTH', on: 31, month: null } as const;
  await editTrigger(db, office, { id, note: '每月自查', when: { cadence: monthly }, matter: null, reason: '改为按月' });
  await resumeTrigger(db, office, { id, reason: '恢复' });
  const changed = await written(id);
  expect(changed?.state).toMatchObject({ paused: false, note: '每月自查' });
  const days = changed?.info.nextActionTimes.map((at) =>
    new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 10),
  );
  let day = addDays(days?.[0] ?? '', -1);
  for (const next of days ?? []) {
    day = nextOccurrence(monthly, day);
    expect(next).toBe(day);
  }

  await removeTrigger(db, office, { id, reason: '不再需要' });
  expect(await written(id)).toBeNull();
});

it('begins by its schedule’s own time, once, although the schedule comes again and again and the worker starts late', async () => {
  const { db, county } = bed;
  const { id, nextOn } = await rhythm();
  await recovered();
  await setDay(db, county.id, nextOn);
  // As in production, and so that its time comes within the test: every second.
  await handleOf(id).update(({ action, policies, state }) => ({
    ...{ spec: { intervals: [{ every: '1 second' }] }, action, policies, state: { ...state, paused: false } },
  }));
  const asked = async (times: number) => {
    const { info } = await handleOf(id).describe();
    return info.numActionsTaken >= times && info;
  };
  await eventually(() => asked(1), 'its time has come');
  expect(await db.triggerOccurrence.count()).toBe(0);
  await engine.start({ relay: false });
  const { recentActions } = await eventually(() => asked(3), 'its time has come three times');
  for (const { action, scheduledAt, takenAt } of recentActions.slice(0, 2)) {
    expect(takenAt.getTime()).toBeGreaterThanOrEqual(scheduledAt.getTime());
    expect(await engine.client.workflow.getHandle(action.workflow.workflowId).result()).toMatchObject({
      ...{ day: nextOn, state: 'BEGUN' },
    });
  }
  await handleOf(id).delete();
  expect(await db.triggerOccurrence.findMany()).toMatchObject([{ triggerId: id, key: nextOn, state: 'BEGUN' }]);
  expect(await db.processRun.count()).toBe(1);
});

it('however often its schedule asks, and with the round at the same time, a day begins once', async () => {
  const { db, county } = bed;
  const { id, nextOn } = await rhythm();
  await engine.start();
  await eventually(async () => (await db.plan.findFirst())?.state === 'RUNNING', 'the rollout has ended');
  await written(id);
  const ask = async (times: number) => {
    const before = (await described(id))?.info.numActionsTaken ?? 0;
    for (let n = 0; n < times; n += 1) await handleOf(id).trigger();
    const info = await eventually(async () => {
      const { info } = (await described(id)) ?? {};
      return info && info.numActionsTaken >= before + 1 && info.runningActions.length === 0 && info;
    }, 'the schedule has asked');
    for (const { action } of info.recentActions) {
      await engine.client.workflow.getHandle(action.workflow.workflowId).result();
    }
  };
  await ask(1);
  expect(await db.triggerOccurrence.count()).toBe(0);

  await setDay(db, county.id, nextOn);
  const args: [{ countyId: string }] = [{ countyId: county.id }];
  const workflowId = `${workflowIds.dailyRound(county.id)}-${planId}`;
  await Promise.all([
    ask(3),
    engine.client.workflow.execute('dailyRound', { workflowId, taskQueue: engine.taskQueue, args }),
  ]);
  expect(await db.triggerOccurrence.findMany()).toMatchObject([{ triggerId: id, key: nextOn, state: 'BEGUN' }]);
  expect(await db.processRun.count()).toBe(1);
});

it('what was lost, made by somebody or changed on the server is mended, and a round begins what nobody asked for', async () => {
  const { db, county } = bed;
  const lost = await rhythm();
  const changed = await rhythm({ every: 'YEAR', on: 29, month: 2 });
  await recovered();
  const before = await handleOf(changed.id).describe();
  const { memo, spec, action, state, policies } = before;
  await handleOf(lost.id).delete();
  await handleOf(changed.id).update(() => ({
    ...{ spec: { calendars: [{ hour: 3 }] }, action, state: { ...state, paused: false } },
  }));
  const stray = workflowIds.rhythm(`${changed.id}-stray`);
  await engine.client.schedule.create({ scheduleId: stray, memo, spec, action, state: { paused: true } });
  await eventually(() => listed(stray), 'the server lists the stray');
  await eventually(async () => (await described(changed.id))?.state.paused === false, 'it was changed');
  await recovered();
  expect(await described(lost.id)).toMatchObject({ state: { paused: true } });
  expect(await described(changed.id)).toMatchObject({ spec, state, policies });
  await expect(engine.client.schedule.getHandle(stray).describe()).rejects.toThrow();
  const updated = (await described(changed.id))?.info.lastUpdatedAt;
  await recovered();
  expect((await described(changed.id))?.info.lastUpdatedAt).toEqual(updated);

  await handleOf(lost.id).delete();
  await setDay(db, county.id, lost.nextOn);
  await engine.start({ relay: false });
  await engine.client.workflow.execute('dailyRound', {
    workflowId: `${workflowIds.dailyRound(county.id)}-${planId}`,
    taskQueue: engine.taskQueue,
    args: [{ countyId: county.id }],
  });
  expect(await db.triggerOccurrence.findMany()).toMatchObject([{ triggerId: lost.id, state: 'BEGUN' }]);
});
