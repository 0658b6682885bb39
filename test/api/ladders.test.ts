import { playDay } from '../support/settle.ts';
import { type Client, COUNTY, startApi, type TestApi } from './support.ts';

let api: TestApi;
let admin: Client;
beforeEach(async () => {
  api = await startApi();
  admin = await api.as('admin');
});
afterEach(() => api.close());

it('a ladder that could not change on its day is said on the board and, once put aside, in the trail', async () => {
  const [{ name, ladder, version }] = (await admin.get('/api/ladders').expect(200)).body.items;
  const rungs = ladder.rungs.map(
    ({ group: _g, label: _l, action: _a, needsApproval: _n, ...rung }: Record<string, unknown>) => rung,
  );
  const edit = { name, ladder: { ...ladder, rungs }, version };
  await admin.post('/api/ladders', { ...edit, reason: '从严', fromDay: '2019-12-16' }).expect(200);
  await admin.post('/api/ladders', { ...edit, reason: '先改' }).expect(200);
  const tiles = async () => (await admin.get('/api/board').expect(200)).body.tiles;
  expect(await tiles()).not.toContainEqual(expect.objectContaining({ key: 'ladders' }));
  await playDay(api.db, COUNTY, '2019-12-16');
  expect(await tiles()).toContainEqual(expect.objectContaining({ key: 'ladders', count: 1, link: '/ladders' }));
  const [planned] = (await admin.get('/api/ladders').expect(200)).body.planned;
  await admin.post(`/api/ladders/planned/${planned.id}/cancel`).expect(204);
  const { body } = await (await api.as('office')).get('/api/ladders').expect(200);
  expect(body.planned).toEqual([]);
  expect(body.trail.map((event: { text: { zh: string } }) => event.text.zh)).toEqual([
    expect.stringContaining(`不再提示升级规则“${name}”未能自2019-12-16起的修改`),
    expect.stringContaining(`升级规则“${name}”未能自2019-12-16起修改：其他人已修改`),
    `修改升级规则“${name}”（先改）`,
    `拟自2019-12-16起修改升级规则“${name}”（从严）`,
  ]);
  expect(await tiles()).not.toContainEqual(expect.objectContaining({ key: 'ladders' }));
});
