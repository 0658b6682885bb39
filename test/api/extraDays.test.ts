import { type Client, startLaunched, type TestApi } from './support.ts';

let api: TestApi;
let admin: Client;
let planId: string;
let unitId: string;
beforeAll(async () => {
  ({ api, planId } = await startLaunched());
  admin = await api.as('admin');
  unitId = (await api.db.unit.findFirstOrThrow({ where: { name: '县教育局' } })).id;
});
afterAll(() => api.close());

const days = [{ day: '2019-12-05', working: false, name: '停电检修' }];

it('a unit’s extra days are looked at, saved, listed and said in the trail of what they moved', async () => {
  const office = await api.as('office');
  const preview = await admin.post('/api/extra-days/preview', { unitId, days }).expect(200);
  expect(preview.body.changed).toEqual([{ day: '2019-12-05', before: 'ordinary', after: 'holiday', name: '停电检修' }]);
  expect(preview.body.counts.due).toBeGreaterThan(0);
  const { version } = preview.body;
  const saved = await admin.post('/api/extra-days', { unitId, days, reason: '全局停电', version }).expect(200);
  expect(saved.body).toMatchObject({ version: version + 1 });
  await admin.post('/api/extra-days', { unitId, days, reason: '再存', version }).expect(409);
  const listed = await office.get('/api/extra-days').expect(200);
  expect(listed.body).toMatchObject({
    items: [{ ownerName: '县教育局', day: '2019-12-05', working: false, endedBy: null }],
    can: { edit: false },
  });
  const item = await api.db.workItem.findFirstOrThrow({ where: { unitId, kind: 'SIGN' }, orderBy: { id: 'asc' } });
  const { body } = await office.get(`/api/work-items/${item.id}`).expect(200);
  expect(JSON.stringify(body.history)).toContain('县教育局：全局停电');
});

it('of neither or both, twice the same day, and of what is not there they are refused', async () => {
  await admin.post('/api/extra-days/preview', { days }).expect(400);
  await admin.post('/api/extra-days/preview', { unitId, planId, days }).expect(400);
  await admin.post('/api/extra-days/preview', { unitId, days: [...days, ...days] }).expect(400);
  await admin.post('/api/extra-days/preview', { planId: 'none', days }).expect(404);
});
