import { playDay, settle } from '../support/settle.ts';
import { type Client, COUNTY, startLaunched, type TestApi } from './support.ts';

let api: TestApi;
let office: Client;
let admin: Client;
let education = '';
let finance = '';
beforeAll(async () => {
  ({ api } = await startLaunched());
  office = await api.as('office');
  admin = await api.as('admin');
  const unit = async (name: string) => (await api.db.unit.findFirstOrThrow({ where: { name } })).id;
  education = await unit('县教育局');
  finance = await unit('县财政局');
});
afterAll(() => api.close());

it('a merger is looked at first, moves nothing then, and is told on the units’ pages once it is made', async () => {
  const merged = await admin.post('/api/units', { name: '县教育财政局' }).expect(201);
  const body = { kind: 'MERGE', fromIds: [education, finance], toId: merged.body.id, reason: '机构改革' };
  const preview = await office.post('/api/unit-changes/preview', body).expect(200);
  expect(preview.body).toMatchObject({ measures: 2, joinedMeasures: 2, posts: 3, people: 3 });
  expect(preview.body.joined[0].measureTitle).not.toBe('');
  const forAdmin = await admin.post('/api/unit-changes/preview', body).expect(200);
  expect(forAdmin.body.joined[0].measureTitle).toBe('');
  expect((await office.get(`/api/units/${merged.body.id}/lineage`).expect(200)).body).toEqual({
    changes: [],
    measures: [],
  });

  const saved = await admin.post('/api/unit-changes', body).expect(201);
  expect(saved.body.items).toBe(preview.body.items);
  const lineage = await office.get(`/api/units/${merged.body.id}/lineage`).expect(200);
  expect(lineage.body.changes).toMatchObject([{ kind: 'MERGE', from: [{ name: '县教育局' }, { name: '县财政局' }] }]);
  expect(lineage.body.measures).toHaveLength(2);
  expect((await admin.get(`/api/units/${education}`).expect(200)).body.validTo).toBe('2019-12-01');
  const head = await api.as('eduHead');
  const { body: list } = await head.get('/api/work-items?mine=true&limit=200').expect(200);
  expect(new Set(list.items.map((item: { unit: { name: string } }) => item.unit.name))).toEqual(
    new Set(['县教育财政局']),
  );
  const measureId = lineage.body.measures[0].measureId;
  const { body: measure } = await office.get(`/api/measures/${measureId}`).expect(200);
  expect(JSON.stringify(measure.timeline)).toContain('县教育财政局承接');
  await admin.post('/api/unit-changes', body).expect(400);
});

it('names that are taken, units that are not there and successors that were not chosen are refused', async () => {
  const other = await admin.post('/api/units', { name: '县水利局' }).expect(201);
  const { id } = other.body;
  const renamed = await admin.post(`/api/units/${id}/rename`, { name: '县水务局', reason: '更名' }).expect(200);
  expect(renamed.body).toMatchObject({ name: '县水务局', aliases: ['县水利局'] });
  const taken = await admin.post(`/api/units/${id}/rename`, { name: '县教育财政局', reason: '更名' }).expect(409);
  expect(taken.body.errors[0].pointer).toBe('/name');
  await admin.post(`/api/units/${id}/rename`, { name: '县水务局' }).expect(400);
  await admin.post('/api/unit-changes', { kind: 'MERGE', fromIds: ['none'], toId: id, reason: 'x' }).expect(404);
  const split = { kind: 'SPLIT', fromId: id, toIds: [id], reason: 'x' };
  expect((await admin.post('/api/unit-changes', split).expect(400)).body.errors[0].pointer).toBe('/toIds');
  const elsewhere = { ...split, toIds: [id, finance], posts: [{ postId: 'post-office', toId: 'none' }] };
  await admin.post('/api/unit-changes/preview', elsewhere).expect(400);
  await (await api.as('eduHead')).post('/api/unit-changes', split).expect(403);
});

describe('from a later day on', () => {
  const newUnit = async (name: string): Promise<string> =>
    (await admin.post('/api/units', { name }).expect(201)).body.id;
  const planned = async (unitId = '') =>
    (await office.get(`/api/unit-changes/planned${unitId && `?unitId=${unitId}`}`).expect(200)).body.items;
  const nameOf = async (id: string) => (await office.get(`/api/units/${id}`).expect(200)).body.name;

  it('units are merged and renamed on their day, by the name of whoever put it down, as things are then', async () => {
    const [before, after] = [await newUnit('县文化局'), await newUnit('县文旅局')];
    const merge = { kind: 'MERGE', fromIds: [before], toId: after, reason: '机构改革', onDay: '2019-12-16' };
    await admin.post('/api/unit-changes', { ...merge, onDay: '2019-12-01' }).expect(400);
    await admin.post('/api/unit-changes', { ...merge, toId: 'none' }).expect(404);
    await admin.post('/api/unit-changes', merge).expect(201);
    const rename = { name: '县文化和旅游局', reason: '机构改革', onDay: '2019-12-16' };
    await office.post(`/api/units/${after}/rename`, rename).expect(200);
    expect(await planned(after)).toMatchObject([
      { kind: 'MERGE', onDay: '2019-12-16', from: [{ name: '县文化局' }], to: [{ name: '县文旅局' }], refusal: null },
      { kind: 'RENAME', from: [{ name: '县文旅局' }], to: [{ name: '县文化和旅游局' }] },
    ]);
    await admin.post('/api/posts', { title: '县文化局局长', kind: 'UNIT_HEAD', unitId: before }).expect(201);

    await playDay(api.db, COUNTY, '2019-12-13');
    expect(await nameOf(after)).toBe('县文旅局');
    await playDay(api.db, COUNTY, '2019-12-16');
    await playDay(api.db, COUNTY, '2019-12-16');
    await settle(api.db);
    const { body: unit } = await office.get(`/api/units/${after}`).expect(200);
    expect(unit).toMatchObject({ name: '县文化和旅游局', posts: [{ title: '县文化局局长' }] });
    expect((await office.get(`/api/units/${before}`).expect(200)).body.validTo).toBe('2019-12-15');
    const { body: lineage } = await office.get(`/api/units/${after}/lineage`).expect(200);
    expect(lineage.changes.map((row: { kind: string; madeBy: string }) => [row.kind, row.madeBy])).toEqual([
      ['RENAME', '办公室主任'],
      ['MERGE', '管理员'],
    ]);
    expect(await planned()).toEqual([]);
  });

  it('what is taken back is not made; what cannot be made any more is kept with its reason until it is put aside', async () => {
    const [first, second] = [await newUnit('县粮食局'), await newUnit('县商务局')];
    const onDay = '2019-12-20';
    await admin.post(`/api/units/${first}/rename`, { name: '县粮储局', reason: '更名', onDay }).expect(200);
    await admin.post(`/api/units/${second}/rename`, { name: '县物资局', reason: '更名', onDay }).expect(200);
    const [toTakeBack] = await planned(second);
    await (await api.as('eduHead')).delete(`/api/unit-changes/planned/${toTakeBack.id}`).expect(403);
    await admin.delete(`/api/unit-changes/planned/${toTakeBack.id}`).expect(204);
    await admin.delete(`/api/unit-changes/planned/${toTakeBack.id}`).expect(404);
    await newUnit('县粮储局');

    await playDay(api.db, COUNTY, onDay);
    expect(await nameOf(second)).toBe('县商务局');
    const [refused] = await planned();
    expect(refused).toMatchObject({ kind: 'RENAME', refusal: { zh: '已有“县粮储局”' } });
    expect(await nameOf(first)).toBe('县粮食局');
    expect((await office.get('/api/board').expect(200)).body.tiles).toContainEqual(
      expect.objectContaining({ key: 'unitChanges', count: 1, link: '/organisation/units' }),
    );
    await admin.delete(`/api/unit-changes/planned/${refused.id}`).expect(204);
    expect(await planned()).toEqual([]);
    const trail = async (of: string) =>
      (await office.get(`/api/unit-changes/planned${of}`).expect(200)).body.trail.map(
        ({ person, text }: { person: string | null; text: { zh: string } }) => [person, text.zh],
      );
    const ofFirst = [
      ['管理员', '不再提示原定 2019-12-20 未能办理的变更：县粮食局更名为县粮储局（更名）'],
      [null, '原定 2019-12-20 的单位变更未能办理：县粮食局更名为县粮储局，已有“县粮储局”（更名）'],
    ];
    expect(await trail(`?unitId=${first}`)).toEqual([
      ...ofFirst,
      ['管理员', '定于 2019-12-20 办理：县粮食局更名为县粮储局（更名）'],
    ]);
    expect((await trail('')).slice(0, 5)).toEqual([
      ...ofFirst,
      ['管理员', '取消原定 2019-12-20 的变更：县商务局更名为县物资局（更名）'],
      ['管理员', '定于 2019-12-20 办理：县商务局更名为县物资局（更名）'],
      ['管理员', '定于 2019-12-20 办理：县粮食局更名为县粮储局（更名）'],
    ]);
  });
});
