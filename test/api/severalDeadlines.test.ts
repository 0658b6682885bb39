import { type Client, startLaunched, type TestApi } from './support.ts';

let api: TestApi;
let office: Client;
let planId: string;
let path: string;
let ids: string[];
beforeEach(async () => {
  ({ api, planId } = await startLaunched());
  path = `/api/plans/${planId}/deadlines`;
  office = await api.as('office');
  const measures = await api.db.measure.findMany({ where: { planId }, orderBy: { number: 'asc' } });
  ids = measures.map(({ id }) => id);
});
afterEach(() => api.close());

const deadlines = async () => {
  const rows = await api.db.measure.findMany({ where: { planId }, orderBy: { number: 'asc' } });
  return rows.map(({ deadlineOn }) => deadlineOn);
};
const preview = async (to: object) => (await office.post(`${path}/preview`, { measureIds: ids, to }).expect(200)).body;

it('several get one day after one preview, with one reason, and are undone together; what cannot is said and left', async () => {
  const before = await deadlines();
  await office.post(`/api/measures/${ids[1]}/pause`, { reason: '等待批复' }).expect(200);
  const shown = await preview({ date: '2020-10-31' });
  expect(await deadlines()).toEqual(before);
  const refused = shown.measures.filter((row: { refusal: object | null }) => row.refusal !== null);
  expect(shown.measures.map((row: { id: string }) => row.id)).toEqual(ids);
  expect(refused).toEqual([
    expect.objectContaining({
      id: ids[1],
      refusal: expect.objectContaining({ zh: expect.stringContaining('已暂停') }),
    }),
  ]);
  expect(shown.counts.due).toBe(1);
  const body = { measureIds: ids, to: { date: '2020-10-31' }, reason: '常务会', version: shown.version };
  const [batch] = (await office.post(path, body).expect(200)).body.items;
  expect(batch).toMatchObject({ measures: 1, reason: '常务会' });
  expect(await deadlines()).toEqual(['2020-10-31', before[1]]);
  await office.post(path, body).expect(409);
  const undo = `${path}/${batch.id}/undo`;
  const { version, measures } = (await office.post(`${undo}/preview`).expect(200)).body;
  expect(measures).toEqual([expect.objectContaining({ id: ids[0], from: '2020-10-31', to: before[0], refusal: null })]);
  expect((await office.post(undo, { reason: '撤回', version }).expect(200)).body.items).toEqual([]);
  expect(await deadlines()).toEqual(before);
  await office.post(`${undo}/preview`).expect(404);
});

it('each is put off by as many days, and a measure changed since stays out of the undo', async () => {
  const before = await deadlines();
  const to = { laterBy: 30 };
  const { version, measures } = await preview(to);
  expect(measures).toEqual(ids.map((id) => expect.objectContaining({ id, from: '2020-12-31', to: '2021-01-30' })));
  const [batch] = (await office.post(path, { measureIds: ids, to, reason: '汛期', version }).expect(200)).body.items;
  await api.db.measure.update({ where: { id: ids[0] ?? '' }, data: { deadlineOn: '2021-06-30' } });
  const undo = `${path}/${batch.id}/undo`;
  const shown = (await office.post(`${undo}/preview`).expect(200)).body;
  expect(shown.measures).toMatchObject([
    { id: ids[0], refusal: { zh: expect.stringContaining('又有变动') } },
    { id: ids[1], to: '2020-12-31', refusal: null },
  ]);
  await office.post(undo, { reason: '撤回', version: shown.version }).expect(200);
  expect(await deadlines()).toEqual(['2021-06-30', before[1]]);
});

it('only measures of the plan, and only by whoever may change them', async () => {
  const body = { measureIds: ids, to: { date: '2020-10-31' } };
  await office.post('/api/plans/another/deadlines/preview', body).expect(404);
  await office.post(`${path}/preview`, { ...body, to: { laterBy: 0 } }).expect(400);
  await (await api.as('eduHead')).post(`${path}/preview`, body).expect(403);
  // He leads the second of them and sees no other.
  const led = (await (await api.as('otherLeader')).post(`${path}/preview`, body).expect(200)).body.measures;
  expect(led).toEqual([expect.objectContaining({ id: ids[1], refusal: null })]);
});

describe('several for a later day', () => {
  const to = { date: '2020-10-31' };
  const later = { to, fromDay: '2020-01-10' };
  const planned = async (client = office) =>
    (await client.get(`/api/planned-deadlines?planId=${planId}`).expect(200)).body.items;

  async function putDown(client = office): Promise<string> {
    const { version } = (await client.post(`${path}/preview`, { measureIds: ids, ...later }).expect(200)).body;
    const body = { measureIds: ids, ...later, reason: '常务会', version };
    expect((await client.post(path, body).expect(200)).body.items).toEqual([]);
    const [row] = await planned(client);
    return row.batchId;
  }

  it('are taken back together, what was refused among them is put aside, and each measure’s trail says so', async () => {
    const batchId = await putDown();
    expect(await planned()).toMatchObject(ids.map((measureId) => ({ measureId, batchId, refusal: null })));
    const refusal = { zh: '已暂停', en: 'Paused' };
    const where = { subjectIds: { has: ids[1] ?? '' } };
    await api.db.plannedChange.updateMany({ where, data: { state: 'REFUSED', refusal } });
    await (await api.as('eduHead')).post(`${path}/${batchId}/cancel`).expect(403);
    await office.post(`/api/plans/another/deadlines/${batchId}/cancel`).expect(404);
    await office.post(`${path}/another/cancel`).expect(404);
    const before = await deadlines();
    expect((await office.post(`${path}/${batchId}/cancel`).expect(200)).body.items).toEqual([]);
    expect(await deadlines()).toEqual(before);
    const states = await api.db.plannedChange.findMany({ select: { state: true } });
    expect(states).toEqual(ids.map(() => ({ state: 'CANCELLED' })));
    const trail = await api.db.auditEvent.findMany({ where: { kind: 'MEASURE_DEADLINE' }, orderBy: { id: 'asc' } });
    expect(trail.slice(ids.length)).toMatchObject(
      ids.map((measureId) => ({ measureId, data: { takenBack: true, planned: '2020-01-10' } })),
    );
    const kept = await api.db.notice.findMany({ where: { kind: 'DEADLINE_KEPT' }, select: { workItemId: true } });
    const told = await api.db.workItem.findMany({ where: { id: { in: kept.map((row) => row.workItemId ?? '') } } });
    expect(told.map(({ measureId }) => measureId)).toEqual([ids[0]]);
    await office.post(`${path}/${batchId}/cancel`).expect(404);
  });

  it('stay in measures that are not the reader’s to change', async () => {
    const batchId = await putDown();
    const leader = await api.as('otherLeader');
    expect((await leader.post(`${path}/${batchId}/cancel`).expect(200)).body.items).toEqual([]);
    expect(await planned()).toMatchObject([{ measureId: ids[0], batchId }]);
  });
});
