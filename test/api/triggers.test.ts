import type { ScheduleView } from '../../api/deps.ts';
import { addDays } from '../../domain/day.ts';
import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import { claimRungs } from '../../prisma/repositories/rungs.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { raiseCauses } from '../../prisma/repositories/triggerCauses.ts';
import { beginNoted, noteSchedules } from '../../prisma/repositories/triggerRuns.ts';
import { chain, diagram, endEvent, loop, startEvent } from '../domain/process/diagram.ts';
import { breaches } from '../support/invariants.ts';
import { playDay, settle } from '../support/settle.ts';
import { COUNTY, launchPlan, startApi, type TestApi } from './support.ts';

/** Each answerable unit looks. */
const CHECK = diagram(
  startEvent(),
  `<bpmn:userTask id="look" name="自查" duban:kind="COORDINATE" duban:holder="memberUnit" duban:due="opened+5wd">${loop('answerableUnits')}</bpmn:userTask>`,
  endEvent(),
  chain('start', 'look', 'end'),
);

let api: TestApi;
let planId: string;
let definitionId: string;
/** What Temporal answers for every schedule; null: it does not answer. */
let view: ScheduleView | 'missing' | null = null;
beforeAll(async () => {
  api = await startApi({
    engine: {
      look: async () => null,
      workers: async () => 1,
      begin: async () => true,
      schedules: async (ids) => view && new Map(ids.map((id) => [id, view === 'missing' ? null : view])),
    },
  });
  planId = await launchPlan(api);
  await api.db.$transaction(async (tx) => {
    await publishDefinition(tx, COUNTY, { key: 'monthlyCheck', name: '每月自查', bpmnXml: CHECK });
  });
  definitionId = (await api.db.processDefinition.findFirstOrThrow({ where: { key: 'monthlyCheck' } })).id;
});
afterAll(() => api.close());

const list = async () => (await (await api.as('admin')).get('/api/triggers').expect(200)).body;
const one = async (id: string) => (await list()).items.find((trigger: { id: string }) => trigger.id === id);
const create = async (when: object, plan: string | null = planId) => {
  const admin = await api.as('admin');
  const body = { definitionId, planId: plan, note: '按月自查', when };
  return (await admin.post('/api/triggers', body).expect(201)).body.id as string;
};
const act = async (id: string, what: string) =>
  (await api.as('admin')).post(`/api/triggers/${id}/${what}`, { reason: '试运行' });
const lookItems = () => api.db.workItem.findMany({ where: { elementId: 'look', state: 'OPEN' } });
const finishLooks = async () => {
  for (const item of await lookItems()) {
    const unit = await api.db.unit.findUniqueOrThrow({ where: { id: item.unitId ?? '' } });
    const head = await api.as(unit.name === '县教育局' ? 'eduHead' : 'finHead');
    await head.post(`/api/work-items/${item.id}/submit`, { text: '已自查' }).expect(200);
  }
  await settle(api.db);
};

it('refuses what cannot come, by name', async () => {
  const admin = await api.as('admin');
  const post = (when: object, plan: string | null = planId) =>
    admin.post('/api/triggers', { definitionId, planId: plan, note: '按月自查', when });
  const cadence = { every: 'WEEK', on: 1, month: null };
  await post({ cadence: { ...cadence, on: 9 } }).expect(400);
  await post({ cadence }, null).expect(400);
  await post({ event: 'RETURNED', threshold: null, rung: null }).expect(400);
  await post({ event: 'RUNG_REACHED', threshold: null, rung: null }, null).expect(400);
  const lifecycle = await api.db.processDefinition.findFirstOrThrow({ where: { key: 'measureLifecycle' } });
  await admin
    .post('/api/triggers', { definitionId: lifecycle.id, planId, note: '按月自查', when: { cadence } })
    .expect(404);
  expect((await list()).items).toEqual([]);
});

it('a schedule begins on its day, once however often the round is repeated, and not where it still runs', async () => {
  const id = await create({ cadence: { every: 'WEEK', on: 4, month: null } });
  expect(await one(id)).toMatchObject({ nextOn: '2019-12-05', paused: null, occurrences: [] });
  await playDay(api.db, COUNTY, '2019-12-05');
  await noteSchedules(api.db, COUNTY, '2019-12-05');
  await Promise.all([beginNoted(api.db), beginNoted(api.db)]);
  const first = await one(id);
  expect(first).toMatchObject({
    nextOn: '2019-12-12',
    occurrences: [{ day: '2019-12-05', state: 'BEGUN', measures: 2 }],
  });
  expect(await lookItems()).toHaveLength(2);
  expect(await api.db.processRun.count()).toBe(1);
  const office = await api.as('office');
  const { body: run } = await office.get(`/api/processes/${first.occurrences[0].runId}`).expect(200);
  expect(run).toMatchObject({ note: '按月自查', startedBy: '管理员', instances: 2 });

  await playDay(api.db, COUNTY, '2019-12-12');
  expect((await one(id)).occurrences[0]).toMatchObject({ day: '2019-12-12', state: 'NOTHING', runId: null });
  expect((await one(id)).occurrences[0].why).toEqual({
    zh: expect.stringMatching(/^没有可以启动的措施：[^（]+、[^（]+（同一流程正在办理）$/),
    en: expect.stringMatching(/\(the same process runs for it\)$/),
  });
  const many = Array.from({ length: 12 }, (_, n) => ({ key: `NOW ${n}`, triggerId: id, day: `2019-12-${13 + n}` }));
  await api.db.triggerOccurrence.createMany({ data: many.map((row) => ({ ...row, state: 'NOTHING' as const })) });
  const { occurrences: shown, more } = await one(id);
  expect([shown.length, more, first.more]).toEqual([11, true, false]);
  expect(shown.at(-1)).toMatchObject({ day: '2019-12-05', state: 'BEGUN', runId: first.occurrences[0].runId });
  // All that there is, with the one that began something.
  await api.db.triggerOccurrence.deleteMany({ where: { key: { in: many.slice(0, 2).map(({ key }) => key) } } });
  await api.db.triggerOccurrence.deleteMany({ where: { triggerId: id, day: '2019-12-12' } });
  const whole = await one(id);
  expect([whole.occurrences.length, whole.more]).toEqual([11, false]);
  await api.db.triggerOccurrence.deleteMany({ where: { key: { in: many.map(({ key }) => key) } } });
  await finishLooks();
  expect((await act(id, 'run')).status).toBe(204);
  expect((await act(id, 'run')).status).toBe(409);
  await beginNoted(api.db);
  expect(await lookItems()).toHaveLength(2);
  await finishLooks();
});

it('tells what Temporal says of its schedule beside what is set, also while Temporal does not answer', async () => {
  const [{ id }] = (await list()).items;
  const schedules = async () => (await (await api.as('admin')).get('/api/triggers/schedules').expect(200)).body;
  const state = async () => (await schedules()).items[0].state;
  expect(await schedules()).toEqual({ rehearsal: true, items: null });
  view = 'missing';
  expect(await state()).toBe('MISSING');
  const asked = { scheduledAt: '2019-12-04T16:20:00.000Z', takenAt: '2019-12-04T16:20:01.000Z', workflowId: 'w-1' };
  view = { paused: true, note: '演练', next: ['2026-12-02T16:20:00.000Z'], recent: [asked] };
  expect((await schedules()).items).toEqual([
    {
      ...{ triggerId: id, state: 'PAUSED', note: '演练', next: view.next },
      recent: [
        {
          ...{ day: '2019-12-05', takenAt: asked.takenAt },
          uiUrl: 'https://temporal.example/namespaces/default/workflows/w-1',
        },
      ],
    },
  ]);
  view = { ...view, paused: false };
  expect(await state()).toBe('CHANGED');
  await api.db.processTrigger.update({ where: { id }, data: { pausedOn: '2019-12-12', pausedBy: '甲' } });
  expect((await list()).items[0].paused).toMatchObject({ on: '2019-12-12', by: '甲' });
  expect(await state()).toBe('CHANGED');
  await api.db.processTrigger.update({ where: { id }, data: { pausedOn: null, pausedBy: null } });
  await (await api.as('eduHead')).get('/api/triggers/schedules').expect(403);
});

it('paused it begins nothing and lists what it left out; removed it is gone, its trail stays', async () => {
  const [{ id }] = (await list()).items;
  expect((await act(id, 'pause')).status).toBe(204);
  expect((await act(id, 'pause')).status).toBe(409);
  await playDay(api.db, COUNTY, '2019-12-19');
  expect(await one(id)).toMatchObject({
    paused: { on: '2019-12-12', by: '管理员', reason: '试运行' },
    nextOn: '2019-12-26',
  });
  expect((await one(id)).occurrences[0]).toMatchObject({ day: '2019-12-19', state: 'PAUSED' });
  expect((await act(id, 'resume')).status).toBe(204);
  await noteSchedules(api.db, COUNTY, '2020-01-09');
  await beginNoted(api.db);
  expect((await one(id)).occurrences.slice(0, 3)).toMatchObject([
    { day: '2020-01-09', state: 'BEGUN' },
    { day: '2020-01-02', state: 'MISSED' },
    { day: '2019-12-26', state: 'MISSED' },
  ]);
  await finishLooks();
  expect((await act(id, 'remove')).status).toBe(204);
  expect((await list()).items).toEqual([]);
  expect((await act(id, 'resume')).status).toBe(404);
  const trail = await api.db.auditEvent.findMany({ where: { kind: 'TRIGGER_CHANGED' }, orderBy: { id: 'asc' } });
  expect(trail.map((event) => (event.data as { act: string }).act)).toEqual([
    'created',
    'run',
    'paused',
    'resumed',
    'removed',
  ]);
});

it('a launch, a second return and a rung begin a process for the measures concerned, once', async () => {
  const launched = await create({ event: 'PLAN_LAUNCHED', threshold: null, rung: null }, null);
  const returned = await create({ event: 'RETURNED', threshold: 2, rung: null }, null);
  const urged = await create({ event: 'RUNG_REACHED', threshold: null, rung: 'URGE' }, null);
  const second = await launchPlan(api);
  await beginNoted(api.db);
  expect((await one(launched)).occurrences).toMatchObject([{ state: 'BEGUN', measures: 2 }]);
  await finishLooks();

  const office = await api.as('office');
  const head = await api.as('eduHead');
  const { id: unitId } = await api.db.unit.findFirstOrThrow({ where: { name: '县教育局' } });
  for (let round = 1; round <= 2; round += 1) {
    expect((await one(returned)).occurrences).toEqual([]);
    const complete = await api.db.workItem.findFirstOrThrow({
      where: { planId: second, kind: 'COMPLETE', round, unitId },
    });
    await head.post(`/api/work-items/${complete.id}/submit`, { text: '已办结' }).expect(200);
    await settle(api.db);
    const verify = await api.db.workItem.findFirstOrThrow({ where: { reviewsId: complete.id, state: 'OPEN' } });
    await office.post(`/api/work-items/${verify.id}/return`, { reason: '材料不全' }).expect(200);
    await settle(api.db);
    await beginNoted(api.db);
  }
  const [again] = (await one(returned)).occurrences;
  expect(again).toMatchObject({ state: 'BEGUN', measures: 1 });
  await finishLooks();

  let day = '2019-12-19';
  while ((await one(urged)).occurrences.length === 0 && day < '2020-01-20') {
    day = addDays(day, 1);
    await playDay(api.db, COUNTY, day);
  }
  const causes = (await one(urged)).occurrences;
  expect(causes.length).toBeGreaterThan(0);
  await claimRungs(api.db, COUNTY, day);
  await beginNoted(api.db);
  expect((await one(urged)).occurrences).toHaveLength(causes.length);
  const begun = causes.filter((cause: { state: string }) => cause.state === 'BEGUN');
  const about = new Set(causes.map((cause: { measure: { id: string } }) => cause.measure.id));
  expect(begun).toHaveLength(about.size);
  const run = await api.db.processRun.findUniqueOrThrow({ where: { id: begun[0].runId } });
  expect(run.triggerIds).toContain(urged);
  expect(await breaches(api.db)).toEqual([]);
});

it('one that fails keeps no other back, and is tried again', async () => {
  const [first, second] = [
    await create({ cadence: { every: 'YEAR', on: 1, month: 1 } }),
    await create({ cadence: { every: 'YEAR', on: 2, month: 1 } }),
  ];
  for (const id of [first, second]) expect((await act(id, 'run')).status).toBe(204);
  // Both are for the same measures: it is the earlier one that fails.
  await api.db.triggerOccurrence.updateMany({ where: { triggerId: first }, data: { day: '2019-01-01' } });
  await finishLooks();
  const { count } = await api.db.processTrigger.updateMany({ where: { id: first }, data: { note: 'x'.repeat(9) } });
  expect(count).toBe(1);
  await api.db.$executeRaw`ALTER TABLE "ProcessRun" ADD CONSTRAINT refused CHECK (note <> 'xxxxxxxxx')`;
  expect((await beginNoted(api.db)).faults).toHaveLength(1);
  expect((await one(first)).occurrences[0].state).toBe('PENDING');
  expect((await one(second)).occurrences[0].state).toBe('BEGUN');
  await api.db.$executeRaw`ALTER TABLE "ProcessRun" DROP CONSTRAINT refused`;
  await finishLooks();
  expect((await beginNoted(api.db)).faults).toEqual([]);
  expect((await one(first)).occurrences[0].state).toBe('BEGUN');
});

it('what a rule began does not set off the same rule again', async () => {
  const rule = await create({ event: 'RETURNED', threshold: 1, rung: null }, null);
  const other = await create({ event: 'RETURNED', threshold: 1, rung: null }, null);
  const instance = await api.db.processInstance.findFirstOrThrow({ where: { runId: { not: null } } });
  await api.db.processRun.update({ where: { id: instance.runId ?? '' }, data: { triggerIds: [rule] } });
  const { id: instanceId, measureId } = instance;
  const cause = { event: 'RETURNED', key: 'once', planId: instance.planId, measureId, instanceId, value: 1 } as const;
  await api.db.$transaction(async (tx) => raiseCauses(tx, await loadCountyDay(tx, COUNTY), [cause, cause]));
  expect((await one(rule)).occurrences).toEqual([]);
  expect((await one(other)).occurrences).toHaveLength(1);
});

it('a score below the limit begins a process for its measure, one at the limit does not', async () => {
  const rule = await create({ event: 'SCORE_BELOW', threshold: 60, rung: null }, null);
  await beginNoted(api.db);
  await finishLooks();
  const measures = await api.db.measure.findMany({ where: { planId }, orderBy: { id: 'asc' } });
  const causes = measures.map(({ id }, n) => ({
    ...{ event: 'SCORE_BELOW' as const, key: `${id} 2019`, planId, measureId: id, instanceId: null },
    value: n === 0 ? 59.5 : 60,
  }));
  expect(causes).toHaveLength(2);
  await api.db.$transaction(async (tx) => raiseCauses(tx, await loadCountyDay(tx, COUNTY), causes));
  await beginNoted(api.db);
  expect((await one(rule)).occurrences).toMatchObject([
    { measure: { id: measures[0]?.id, title: measures[0]?.title }, state: 'BEGUN', measures: 1 },
  ]);
});
