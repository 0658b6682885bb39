import type { EngineView } from '../../api/deps.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { chain, diagram, endEvent, loop, startEvent } from '../domain/process/diagram.ts';
import { breaches } from '../support/invariants.ts';
import { settle } from '../support/settle.ts';
import { COUNTY, startLaunched, type TestApi, TODAY } from './support.ts';

const look = `<bpmn:userTask id="look" name="自查" duban:kind="COORDINATE" duban:holder="memberUnit" duban:due="opened+10wd">${loop('answerableUnits')}</bpmn:userTask>`;
const judge =
  '<bpmn:userTask id="judge" name="结论" duban:kind="DECIDE" duban:holder="office" duban:due="opened+5wd"/>';
const FIRST = diagram(startEvent(), look, judge, endEvent(), chain('start', 'look', 'judge', 'end'));
/** The first measure runs by one version, the second by the next, which asks for something else first. */
const SECOND = diagram(
  startEvent(),
  look.replace('id="look" name="自查"', 'id="plan" name="先订计划"'),
  judge,
  endEvent(),
  chain('start', 'plan', 'judge', 'end'),
);

interface Listed {
  id: string;
  name: string;
  version: number;
  subject: string;
  status: string;
  paused: boolean;
  movedOn: string;
  dueOn: string | null;
  active: { elementId: string; name: string; count: number }[];
  faults: { kind: string }[];
}

let api: TestApi;
let planId: string;
let definitionId: string;
let view: EngineView | null = null;
const lost = (...ids: string[]): EngineView => ({ queues: [], lost: ids, schedule: null });

beforeAll(async () => {
  ({ api, planId } = await startLaunched({
    engine: { look: async () => view, schedules: async () => null, workers: async () => 1, begin: async () => true },
  }));
  const office = await api.as('office');
  const measures = await api.db.measure.findMany({ where: { planId }, orderBy: { number: 'asc' } });
  for (const [index, bpmnXml] of [FIRST, SECOND].entries()) {
    const versionId = await api.db.$transaction((tx) =>
      publishDefinition(tx, COUNTY, { key: 'check', name: '专项检查', bpmnXml }),
    );
    const measureIds = [measures[index]?.id];
    await office.post('/api/processes', { planId, versionId, measureIds, note: '检查' }).expect(201);
    ({ definitionId } = await api.db.definitionVersion.findUniqueOrThrow({ where: { id: versionId } }));
  }
});
afterAll(() => api.close());

const list = async (query: string) => {
  const admin = await api.as('admin');
  return (await admin.get(`/api/monitor/processes?limit=200&${query}`).expect(200)).body.items as Listed[];
};
const standing = async (query = '') => {
  const admin = await api.as('admin');
  return (await admin.get(`/api/monitor/definitions/${definitionId}${query}`).expect(200)).body;
};
const unitOf = (name: string) => api.db.unit.findFirstOrThrow({ where: { name } });
const versionOf = (version: number) => api.db.definitionVersion.findFirstOrThrow({ where: { definitionId, version } });

it('lists the processes of every definition and version, each with where it stands in words', async () => {
  const all = await list('');
  expect(all).toHaveLength(await api.db.processInstance.count());
  expect(new Set(all.map(({ name }) => name)).size).toBeGreaterThan(2);
  const checks = await list(`definitionId=${definitionId}`);
  expect(checks.map(({ version }) => version).sort()).toEqual([1, 2]);
  const second = await list(`versionId=${(await versionOf(2)).id}`);
  expect(second.map(({ active }) => active)).toEqual([[{ elementId: 'plan', name: '先订计划', count: 1 }]]);
  expect(second[0]).toMatchObject({ movedOn: TODAY, dueOn: '2019-12-16', status: 'RUNNING', faults: [] });
});

it('narrows by plan, unit, state, element and text, and by several at once', async () => {
  expect(await list(`planId=${planId}`)).toHaveLength(await api.db.processInstance.count({ where: { planId } }));
  expect(await list('planId=another')).toEqual([]);
  const education = (await unitOf('县教育局')).id;
  const ofUnit = await list(`unitId=${education}&definitionId=${definitionId}`);
  expect(ofUnit).toHaveLength(2);
  expect(await list(`unitId=none&definitionId=${definitionId}`)).toEqual([]);
  const parts = await list(`unitId=${education}&q=县教育局`);
  expect(parts.map(({ subject }) => subject)).toEqual(['县教育局']);
  expect((await list('q=稳固教育')).every(({ subject }) => subject.includes('稳固教育'))).toBe(true);
  expect(await list(`definitionId=${definitionId}&elementId=look&q=稳固教育`)).toHaveLength(1);
  expect(await list('state=ENDED')).toEqual([]);
});

it('what is stuck comes first, then what has stood longest; pages follow one another without gap or repetition', async () => {
  const rows = await api.db.processInstance.findMany({ where: { status: 'RUNNING' }, orderBy: { id: 'asc' } });
  const [oldest, older] = rows;
  const missing = rows.at(-1);
  if (!oldest || !older || !missing) throw new Error('too few processes');
  await api.db.processInstance.update({ where: { id: oldest.id }, data: { movedOn: '2019-11-04' } });
  await api.db.processInstance.update({ where: { id: older.id }, data: { movedOn: '2019-11-05' } });
  view = lost(missing.id);
  const all = await list('');
  expect(all.slice(0, 3).map(({ id }) => id)).toEqual([missing.id, oldest.id, older.id]);
  expect(all[0]?.faults.map(({ kind }) => kind)).toEqual(['WORKFLOW_MISSING']);
  expect((await list('state=STUCK')).map(({ id }) => id)).toEqual([missing.id]);
  const admin = await api.as('admin');
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path: string = `/api/monitor/processes?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { body } = await admin.get(path).expect(200);
    ids.push(...body.items.map((one: Listed) => one.id));
    cursor = body.nextCursor;
  }
  expect(ids).toEqual(all.map(({ id }) => id));
  view = null;
  await api.db.processInstance.updateMany({ data: { movedOn: TODAY } });
});

it('counts where all versions stand together, or one; each number is that of its list', async () => {
  const together = await standing();
  expect(together).toMatchObject({
    version: 2,
    active: [{ elementId: 'plan', name: '先订计划', count: 1 }],
    elsewhere: [{ elementId: 'look', name: '自查', count: 1 }],
  });
  const first = await standing(`?versionId=${(await versionOf(1)).id}`);
  expect(first).toMatchObject({ version: 1, active: [{ elementId: 'look', count: 1 }], elsewhere: [] });
  for (const { elementId, count } of [...together.active, ...together.elsewhere]) {
    expect(await list(`definitionId=${definitionId}&elementId=${elementId}&state=RUNNING`)).toHaveLength(count);
  }
  const admin = await api.as('admin');
  await admin.get('/api/monitor/definitions/none').expect(404);
  const lifecycle = await api.db.processInstance.findFirstOrThrow({ where: { runId: null, subjectKind: 'MEASURE' } });
  await admin.get(`/api/monitor/definitions/${definitionId}?versionId=${lifecycle.definitionVersionId}`).expect(404);
});

it('a closing moves on what it moves, a pause is a state of its own, and every number of states is that of its list', async () => {
  const education = (await unitOf('县教育局')).id;
  const item = await api.db.workItem.findFirstOrThrow({ where: { elementId: 'look', unitId: education } });
  await api.db.processInstance.updateMany({ data: { movedOn: '2019-11-04' } });
  const head = await api.as('eduHead');
  await head.post(`/api/work-items/${item.id}/submit`, { text: '已自查' }).expect(200);
  await settle(api.db);
  const [moved] = await list(`definitionId=${definitionId}&elementId=judge`);
  expect(moved).toMatchObject({ id: item.instanceId, movedOn: TODAY, active: [{ name: '结论', count: 1 }] });
  expect((await list('')).at(-1)?.id).toBe(item.instanceId);

  const office = await api.as('office');
  const { measureId } = await api.db.processInstance.findUniqueOrThrow({ where: { id: item.instanceId } });
  await office.post(`/api/measures/${measureId}/pause`, { reason: '情况变化' }).expect(200);
  await settle(api.db);
  const paused = await list('state=PAUSED');
  expect(paused.map(({ id }) => id)).toContain(item.instanceId);
  expect(paused.every((one) => one.paused && one.status === 'RUNNING')).toBe(true);

  const admin = await api.as('admin');
  const [other] = await list(`definitionId=${definitionId}&elementId=plan&q=加强资金`);
  await admin.post(`/api/monitor/processes/${other?.id}/cancel`, { reason: '重复启动' }).expect(204);
  await settle(api.db);
  expect((await list('state=WITHDRAWN')).map(({ id, active }) => ({ id, active }))).toEqual([
    { id: other?.id, active: [] },
  ]);
  view = lost(item.instanceId);
  const { processes } = (await admin.get('/api/monitor').expect(200)).body;
  for (const [state, count] of Object.entries(processes)) {
    expect({ state, n: (await list(`state=${state.toUpperCase()}`)).length }).toEqual({ state, n: count });
  }
  expect(processes).toMatchObject({ stuck: 1, ended: 1 });
  view = null;
  expect(await breaches(api.db)).toEqual([]);
});
