import { itemOf } from '../support/plan.ts';
import { startLaunched, type TestApi } from './support.ts';

let api: TestApi;
let itemId: string;
beforeEach(async () => {
  ({ api } = await startLaunched());
  const unit = await api.db.unit.findFirstOrThrow({ where: { name: '县教育局' } });
  itemId = (await itemOf(api.db, { kind: 'SIGN', unitId: unit.id })).id;
});
afterEach(() => api.close());

const body = (dueOn = '2019-12-20') => ({ workItemId: itemId, dueOn, reason: '主要负责人外出学习' });
const lines = (history: { text: { zh: string } }[]) => history.map((line) => line.text.zh);

it('the head of a unit asks, the office grants another day, and everybody concerned reads both', async () => {
  const head = await api.as('eduHead');
  await (await api.as('eduLiaison')).post('/api/extensions', body()).expect(403);
  await (await api.as('finHead')).post('/api/extensions', body()).expect(404);
  const { body: weekend } = await head.post('/api/extensions', body('2019-12-21')).expect(400);
  expect(weekend.errors[0]).toEqual({ pointer: '/dueOn', detail: '2019-12-21 不是工作日' });
  const { body: before } = await head.get(`/api/work-items/${itemId}`).expect(200);
  expect(before).toMatchObject({ originalDueOn: null, can: { extend: true } });
  const { body: asked } = await head.post('/api/extensions', body()).expect(201);
  await head.post('/api/extensions', body()).expect(409);

  const office = await api.as('office');
  const { body: board } = await office.get('/api/board').expect(200);
  expect(board.tiles.find((tile: { key: string }) => tile.key === 'extensions')).toMatchObject({ count: 1 });
  const { body: list } = await office.get('/api/extensions?state=OPEN').expect(200);
  expect(list.items).toMatchObject([
    { id: asked.id, workItemId: itemId, unit: { name: '县教育局' }, stopsClock: true },
  ]);
  const decision = list.items[0].itemId;
  const { body: shown } = await office.get(`/api/work-items/${decision}`).expect(200);
  expect(shown).toMatchObject({
    ...{ kind: 'EXTEND', asked: '主要负责人外出学习', outcomes: ['granted', 'refused'], can: { submit: true } },
    extension: { id: asked.id, workItemId: itemId, fromDueOn: before.dueOn, askedDueOn: '2019-12-20' },
  });
  await head.get(`/api/work-items/${decision}`).expect(404);
  const fields = { dueOn: '2019-12-18' };
  await office.post(`/api/work-items/${decision}/submit`, { text: '同意', outcome: 'granted', fields }).expect(200);

  const { body: after } = await head.get(`/api/work-items/${itemId}`).expect(200);
  expect(after).toMatchObject({ dueOn: '2019-12-18', originalDueOn: before.dueOn, can: { extend: true } });
  expect(lines(after.history)).toEqual(
    expect.arrayContaining([
      '申请延期至 2019-12-20（主要负责人外出学习）',
      `同意延期至 2019-12-18（原 ${before.dueOn}）（同意）`,
    ]),
  );
  const { body: answer } = await head.get(`/api/extensions?workItemId=${itemId}`).expect(200);
  expect(answer.items).toMatchObject([{ state: 'GRANTED', grantedDueOn: '2019-12-18', ground: '同意' }]);
  const { body: strangers } = await (await api.as('finHead')).get('/api/extensions').expect(200);
  expect(strangers.items).toEqual([]);
});

it('a refusal reaches the unit with its ground and leaves the day as it was', async () => {
  const head = await api.as('eduHead');
  const { body: before } = await head.get(`/api/work-items/${itemId}`).expect(200);
  await head.post('/api/extensions', body()).expect(201);
  const office = await api.as('office');
  const { body: list } = await office.get('/api/extensions').expect(200);
  const path = `/api/work-items/${list.items[0].itemId}/submit`;
  await office.post(path, { text: '工作量不大，请按期签收', outcome: 'refused' }).expect(200);
  const { body: after } = await head.get(`/api/work-items/${itemId}`).expect(200);
  expect(after).toMatchObject({ dueOn: before.dueOn, originalDueOn: null });
  expect(lines(after.history)).toContain('不同意延期（工作量不大，请按期签收）');
  const notices = await api.db.notice.findMany({ where: { workItemId: itemId, kind: 'EXTENSION_REFUSED' } });
  expect(notices.length).toBe(2);
});
