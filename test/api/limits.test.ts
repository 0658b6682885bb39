import { type CountyLimits, shippedLimits } from '../../domain/countyLimits.ts';
import { settle } from '../support/settle.ts';
import { type Client, startLaunched, type TestApi, TODAY } from './support.ts';

let api: TestApi;
let admin: Client;
let office: Client;
let head: Client;
let itemId = '';
beforeAll(async () => {
  ({ api } = await startLaunched());
  [admin, office, head] = await Promise.all([api.as('admin'), api.as('office'), api.as('eduHead')]);
  const { items } = (await head.get('/api/work-items?mine=true&limit=200').expect(200)).body;
  itemId = items.find((item: { kind: string }) => item.kind === 'SIGN').id;
});
afterAll(() => api.close());

const save = (change: Partial<CountyLimits>, basedOn: number) =>
  admin.post('/api/limits', { limits: { ...shippedLimits, ...change }, basedOn, reason: '县督查办法' });

it('limits come with the installation, and are saved in versions with their ground, within what makes sense', async () => {
  const { body: before } = await office.get('/api/limits').expect(200);
  expect(before.versions).toEqual([{ limits: shippedLimits, version: 0, reason: '', savedBy: '', savedOn: '' }]);
  await save({ objectWithin: 0 }, 0).expect(400);
  await save({ extensionsAtMost: 11 }, 0).expect(400);
  await office.post('/api/limits', { limits: shippedLimits, basedOn: 0, reason: '改' }).expect(403);
  expect((await save({ objectWithin: 5 }, 0).expect(200)).body).toEqual({ version: 1 });
  const { body: after } = await office.get('/api/limits').expect(200);
  expect(after.versions[0]).toMatchObject({
    ...{ limits: { objectWithin: 5, urgedEvery: 3 }, version: 1, reason: '县督查办法' },
    ...{ savedBy: '管理员', savedOn: TODAY },
  });
  await save({}, 0).expect(409);
});

it('lights go by them, and what was saved before a limit was added counts with that limit as shipped', async () => {
  const colour = async () => (await head.get(`/api/work-items/${itemId}`).expect(200)).body.light.colour;
  const { dueOn } = await api.db.workItem.findUniqueOrThrow({ where: { id: itemId } });
  await api.db.workItem.update({ where: { id: itemId }, data: { dueOn: '2019-12-09' } });
  expect(await colour()).toBe('yellow');
  const { redFromOverdue: _, yellowWithin: __, ...old } = shippedLimits;
  await api.db.county.updateMany({ data: { limits: { ...old, objectWithin: 5 } } });
  expect(await colour()).toBe('yellow');
  await save({ objectWithin: 5, yellowWithin: 4 }, 1).expect(200);
  expect(await colour()).toBe('green');
  await api.db.workItem.update({ where: { id: itemId }, data: { dueOn } });
});

it('they count from then on: objections, extensions and urgings go by them', async () => {
  await save(
    { objectWithin: 5, objectionDecidedWithin: 3, extensionsAtMost: 1, extensionDecidedWithin: 4, urgedEvery: 1 },
    2,
  ).expect(200);
  await office.post('/api/urgings', { workItemIds: [itemId], text: '请抓紧', answerBy: null }).expect(200);
  const again = await office
    .post('/api/urgings', { workItemIds: [itemId], text: '请抓紧', answerBy: null })
    .expect(200);
  expect(again.body.left).toMatchObject([{ reason: { zh: expect.stringContaining('1 个工作日') } }]);

  const { body: drafted } = await office.post('/api/letters', { workItemId: itemId, kind: 'REMINDER' }).expect(201);
  await office.post('/api/letters/sign', { ids: [drafted.id] }).expect(200);
  // Signed on Monday, 2 December 2019.
  const { body: letter } = await head.get(`/api/letters/${drafted.id}`).expect(200);
  expect(letter.objectUntil).toBe('2019-12-09');
  await head.post('/api/objections', { about: 'LETTER', letterId: drafted.id, text: '已办理' }).expect(201);
  expect(await api.db.workItem.findFirstOrThrow({ where: { kind: 'RECONSIDER' } })).toMatchObject({
    dueOn: '2019-12-05',
  });

  await head.post('/api/extensions', { workItemId: itemId, dueOn: '2019-12-20', reason: '人员外出' }).expect(201);
  const asked = await api.db.workItem.findFirstOrThrow({ where: { kind: 'EXTEND' } });
  expect(asked.dueOn).toBe('2019-12-06');
  await office
    .post(`/api/work-items/${asked.id}/submit`, { text: '同意', outcome: 'granted', fields: { dueOn: '2019-12-20' } })
    .expect(200);
  expect((await head.get(`/api/work-items/${itemId}`).expect(200)).body.can.extend).toBe(false);
});

it('what is returned without a day is due again by them, and the page of the review says so beforehand', async () => {
  const { versions } = (await admin.get('/api/limits').expect(200)).body;
  await save({ returnedWithin: 5, passScore: 0 }, versions[0].version).expect(400);
  await save({ returnedWithin: 5, passScore: 70 }, versions[0].version).expect(200);
  const { items } = (await head.get('/api/work-items?mine=true&limit=200').expect(200)).body;
  const complete = items.find((item: { kind: string }) => item.kind === 'COMPLETE');
  await head.post(`/api/work-items/${complete.id}/submit`, { text: '已全部完成' }).expect(200);
  await settle(api.db);
  const verify = await api.db.workItem.findFirstOrThrow({ where: { reviewsId: complete.id } });
  const shown = (await office.get(`/api/work-items/${verify.id}`).expect(200)).body;
  expect(shown.reviews).toMatchObject({ id: complete.id, returnedWithin: 5 });
  await office.post(`/api/work-items/${verify.id}/return`, { reason: '材料不全' }).expect(200);
  await settle(api.db);
  const again = await api.db.workItem.findFirstOrThrow({ where: { previousId: complete.id } });
  // Five working days after Monday, 2 December 2019.
  expect(again).toMatchObject({ kind: 'COMPLETE', round: 2, dueOn: '2019-12-09' });
});
