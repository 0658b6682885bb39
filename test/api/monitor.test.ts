import type { EngineView } from '../../api/deps.ts';
import { commitStep } from '../../prisma/repositories/instances.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { recordStepFailure } from '../../prisma/repositories/stepFailures.ts';
import { chain, diagram, endEvent, loop, startEvent } from '../domain/process/diagram.ts';
import { breaches } from '../support/invariants.ts';
import { nextStep, settle } from '../support/settle.ts';
import { COUNTY, startLaunched, type TestApi } from './support.ts';

/** A unit looks, then a score is set, then the office is told. */
const CHECK = diagram(
  startEvent(),
  `<bpmn:userTask id="look" name="自查" duban:kind="COORDINATE" duban:holder="memberUnit" duban:due="opened+10wd">${loop('answerableUnits')}</bpmn:userTask>`,
  '<bpmn:serviceTask id="mark" name="记分" duban:operation="setScore"/>',
  '<bpmn:userTask id="judge" name="结论" duban:kind="DECIDE" duban:holder="office" duban:due="opened+5wd"/>',
  endEvent(),
  chain('start', 'look', 'mark', 'judge', 'end'),
);

let api: TestApi;
let planId: string;
let versionId: string;
let view: EngineView | null = null;
const begun: string[] = [];
beforeAll(async () => {
  ({ api, planId } = await startLaunched({
    engine: {
      look: async () => view,
      schedules: async () => null,
      workers: async () => 1,
      begin: async (id) => {
        begun.push(id);
        return view !== null;
      },
    },
  }));
  await api.db.$transaction(async (tx) => {
    versionId = await publishDefinition(tx, COUNTY, { key: 'check', name: '专项检查', bpmnXml: CHECK });
  });
  const office = await api.as('office');
  await office.post('/api/processes', { planId, versionId, note: '检查' }).expect(201);
});
afterAll(() => api.close());

const faulty = async () => {
  const admin = await api.as('admin');
  return (await admin.get('/api/monitor/processes?state=STUCK').expect(200)).body;
};
const checkOf = async (unit: string) => {
  const item = await api.db.workItem.findFirstOrThrow({
    where: { elementId: 'look', unitId: (await api.db.unit.findFirstOrThrow({ where: { name: unit } })).id },
  });
  return { item, instanceId: item.instanceId };
};

it('says how the installation does, also while Temporal does not answer', async () => {
  const admin = await api.as('admin');
  const { body } = await admin.get('/api/monitor').expect(200);
  expect(body).toMatchObject({ engine: null, schedule: null, uiUrl: 'https://temporal.example' });
  expect(body.processes).toMatchObject({ stuck: 0, paused: 0, ended: 0 });
  const { versions } = (await admin.get('/api/monitor/choices').expect(200)).body;
  expect(versions.find((one: { versionId: string }) => one.versionId === versionId)).toMatchObject({
    ...{ name: '专项检查', version: 1, running: 2, completed: 0 },
  });
  const queues = [{ kind: 'workflow' as const, workers: 1, backlog: 3, oldestSeconds: 4 }];
  view = { queues, lost: [], schedule: { paused: true, next: null } };
  const again = (await admin.get('/api/monitor').expect(200)).body;
  expect(again).toMatchObject({ engine: { queues, missing: 0 }, schedule: { paused: true, next: null } });
});

it('an operation that fails is named with its cause; passed over with a reason, the process goes on', async () => {
  const { item, instanceId } = await checkOf('县教育局');
  const head = await api.as('eduHead');
  await head.post(`/api/work-items/${item.id}/submit`, { text: '已自查' }).expect(200);
  const step = await nextStep(api.db, instanceId);
  if (!step) throw new Error('no step');
  const failing = step.effects.map((effect) =>
    effect.type === 'runOperation' ? { ...effect, operation: 'score', members: null as never } : effect,
  );
  const unwritten = await api.db.measure
    .update({ where: { id: 'none' }, data: { title: '' } })
    .catch((e: unknown) => e);
  await recordStepFailure(api.db, step, unwritten);
  expect((await faulty()).items[0].faults).toMatchObject([
    { kind: 'STEP_FAILED', detail: expect.stringMatching(/^[^\n]*No record was found for an update\.$/) },
  ]);
  await api.db.stepFailure.deleteMany();
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    await commitStep(api.db, { ...step, effects: failing }).then(
      () => Promise.reject(new Error('it was committed')),
      (error: unknown) => recordStepFailure(api.db, step, error),
    );
  }
  const { items } = await faulty();
  expect(items).toMatchObject([
    {
      id: instanceId,
      faults: [{ kind: 'OPERATION_FAILED', elementId: 'mark', attempts: 2, repairs: ['retry', 'skip'] }],
    },
  ]);
  const admin = await api.as('admin');
  const path = `/api/monitor/processes/${instanceId}/skip-operation`;
  await admin.post(path, { reason: ' ' }).expect(400);
  const done = await admin.post(path, { reason: '评分另行补记' }).expect(200);
  expect(done.body).toEqual({ told: true });
  expect(begun).toContain(instanceId);
  await admin.post(path, { reason: '再跳过' }).expect(409);
  const tried = await admin.get(`/api/monitor/processes/${instanceId}`).expect(200);
  expect(tried.body).toMatchObject({ faults: [], behind: true });
  await commitStep(api.db, { ...step, effects: failing });
  await settle(api.db);
  const stands = (await admin.get(`/api/monitor/processes/${instanceId}`).expect(200)).body;
  expect(stands).toMatchObject({
    active: [{ elementId: 'judge', count: 1 }],
    faults: [],
    behind: false,
    can: { cancel: true },
  });
  expect(stands.uiUrl).toBe(`https://temporal.example/namespaces/default/workflows/${instanceId}`);
  const trail = await api.db.auditEvent.findFirstOrThrow({ where: { kind: 'OPERATION_SKIPPED' } });
  expect(trail).toMatchObject({
    instanceId,
    personName: '管理员',
    data: { reason: '评分另行补记', operation: 'score' },
  });
});

it('an item that nobody holds is given to somebody else or passed over; a judgement never is', async () => {
  const { item, instanceId } = await checkOf('县财政局');
  await api.db.postHolding.updateMany({ where: { postId: 'post-finHead' }, data: { toDay: '2019-12-01' } });
  const admin = await api.as('admin');
  const found = (await faulty()).items.find((one: { id: string }) => one.id === instanceId);
  expect(found.faults).toMatchObject([
    { kind: 'NO_HOLDER', itemId: item.id, detail: '县财政局', repairs: ['reassign', 'skip'] },
  ]);

  const reassign = (id: string, postId: string) =>
    admin.post(`/api/monitor/items/${id}/reassign`, { reason: '局长空缺', postId });
  await reassign(item.id, 'post-finHead').expect(409);
  await reassign(item.id, 'post-office').expect(409);
  await reassign(item.id, 'none').expect(404);
  await reassign(item.id, 'post-eduHead').expect(204);
  const mine = (await (await api.as('eduHead')).get('/api/work-items?mine=true&limit=200').expect(200)).body.items;
  expect(mine.map((one: { id: string }) => one.id)).toContain(item.id);

  // Whoever opened the page before finds that somebody was faster.
  const late = await admin.post(`/api/monitor/items/${item.id}/skip`, { reason: '不再需要' }).expect(409);
  expect(late.body.detail).toMatch('已有人承办');
  await reassign(item.id, 'post-eduHead').expect(409);
  await api.db.postHolding.updateMany({ where: { postId: 'post-eduHead' }, data: { toDay: '2019-12-01' } });
  await api.db.postHolding.updateMany({ where: { postId: 'post-eduLiaison' }, data: { toDay: '2019-12-01' } });
  await admin.post(`/api/monitor/items/${item.id}/skip`, { reason: '不再需要' }).expect(204);
  await api.db.postHolding.updateMany({ data: { toDay: null } });
  await admin.post(`/api/monitor/items/${item.id}/skip`, { reason: '不再需要' }).expect(409);
  await settle(api.db);
  const judging = await api.db.workItem.findFirstOrThrow({ where: { instanceId, elementId: 'judge' } });
  expect(judging.state).toBe('OPEN');
  await admin.post(`/api/monitor/items/${judging.id}/skip`, { reason: '不再需要' }).expect(409);
  const { repairs } = (await admin.get(`/api/monitor/processes/${instanceId}`).expect(200)).body;
  expect(repairs.map(({ text, person }: { text: { zh: string }; person: string }) => [text.zh, person])).toEqual([
    [expect.stringMatching('不再需要'), '管理员'],
    [expect.stringMatching('改派给.*局长空缺'), '管理员'],
  ]);
  expect(await breaches(api.db)).toEqual([]);
});

it('an administrator does not decide about what the own unit answers for', async () => {
  const { item } = await checkOf('县教育局');
  const { instanceId } = item;
  const education = await api.db.unit.findFirstOrThrow({ where: { name: '县教育局' } });
  await api.db.post.update({ where: { id: 'post-admin' }, data: { unitId: education.id } });
  const admin = await api.as('admin');
  await admin.post(`/api/monitor/processes/${instanceId}/cancel`, { reason: '不办了' }).expect(403);
  await admin.post(`/api/monitor/processes/${instanceId}/skip-operation`, { reason: '不办了' }).expect(403);
  await api.db.post.update({ where: { id: 'post-admin' }, data: { unitId: null } });
});

it('what waits too long is tried again: events, timers whose day has passed, workflows that are missing', async () => {
  const { instanceId } = await checkOf('县教育局');
  const lifecycle = await api.db.processInstance.findFirstOrThrow({
    where: { status: 'RUNNING', runId: null, subjectKind: 'MEASURE' },
  });
  const timer = { instanceId: lifecycle.id, key: 'late@!1', rule: {}, day: '2019-11-01' };
  await api.db.timer.create({ data: timer });
  await api.db.dailyRound.create({ data: { countyId: COUNTY, day: '2019-12-01', finishedAt: new Date() } });
  view = { queues: [], lost: [instanceId], schedule: null };
  const { items } = await faulty();
  const of = (id: string) =>
    items.find((one: { id: string }) => one.id === id).faults.map((f: { kind: string }) => f.kind);
  expect(of(instanceId)).toEqual(['WORKFLOW_MISSING']);
  expect(of(lifecycle.id)).toEqual(['TIMER_PAST_DUE']);
  const admin = await api.as('admin');
  await admin.post(`/api/monitor/processes/${lifecycle.id}/retry`, { reason: '定时未触发' }).expect(200);
  // Somebody was faster: it is said, and nothing is written down.
  const again = await admin.post(`/api/monitor/processes/${lifecycle.id}/retry`, { reason: '再试' }).expect(409);
  expect(again.body.detail).toMatch('没有停滞');
  view = null;
  const told = await admin.post(`/api/monitor/processes/${instanceId}/retry`, { reason: '流程丢失' }).expect(200);
  expect(told.body).toEqual({ told: false });
  await settle(api.db);
  expect((await faulty()).items).toEqual([]);
});

it('a process beside the lifecycle is ended; a lifecycle ends with its measure only', async () => {
  const { instanceId } = await checkOf('县教育局');
  const admin = await api.as('admin');
  await admin.post(`/api/monitor/processes/${instanceId}/cancel`, { reason: '重复启动' }).expect(204);
  await settle(api.db);
  await admin.post(`/api/monitor/processes/${instanceId}/cancel`, { reason: '重复启动' }).expect(409);
  const lifecycle = await api.db.processInstance.findFirstOrThrow({
    where: { status: 'RUNNING', runId: null, subjectKind: 'MEASURE' },
  });
  await admin.post(`/api/monitor/processes/${lifecycle.id}/cancel`, { reason: '不办了' }).expect(409);
  expect(await breaches(api.db)).toEqual([]);
});
