import { type Client, launchPlan, PLAN_TEXT, startLaunched, type TestApi } from './support.ts';

let api: TestApi;
let office: Client;
beforeAll(async () => {
  ({ api } = await startLaunched());
  office = await api.as('office');
});
afterAll(() => api.close());

type Row = { unit: { id: string; name: string }; requests: number; letters: number; notices: number; months: object[] };

const rowOf = (body: { units: Row[] }, name: string) => body.units.find((row) => row.unit.name === name);

/** A signed letter, and two notices of which one went to somebody without a post in a unit. */
async function askMore() {
  const education = await api.db.unit.findFirstOrThrow({ where: { name: '县教育局' } });
  const item = await api.db.workItem.findFirstOrThrow({ where: { holderKind: 'UNIT_HEAD', unitId: education.id } });
  const shared = { countyId: item.countyId, planId: item.planId, workItemId: item.id, unitId: item.unitId };
  const letter = { ...shared, series: '督办', title: '督办单', text: '请办理', draftedOn: '2019-12-02' };
  await api.db.letter.createMany({
    data: [
      { ...letter, id: 'signed', state: 'SIGNED', year: 2019, number: 1, signedOn: '2019-12-03' },
      { ...letter, id: 'draft' },
    ],
  });
  const held = await api.db.postHolding.findFirstOrThrow({ where: { post: { kind: 'LIAISON', unitId: item.unitId } } });
  const chief = await api.db.postHolding.findFirstOrThrow({ where: { post: { kind: 'CHIEF_LEADER' } } });
  const notice = { countyId: item.countyId, workItemId: item.id, kind: 'URGE', day: '2019-12-04', reason: 'r' };
  await api.db.notice.createMany({
    data: [held, chief].map(({ personId }, at) => ({ ...notice, id: `n${at}`, personId })),
  });
  return item;
}

it('counts what opened for each unit, letters signed to it and notices to its people, by month', async () => {
  const { body: before } = await office.get('/api/burden').expect(200);
  expect(before.months).toEqual(['2019-07', '2019-08', '2019-09', '2019-10', '2019-11', '2019-12']);
  const open = await api.db.workItem.groupBy({
    by: ['unitId'],
    where: { holderKind: { in: ['UNIT_HEAD', 'LIAISON'] }, unitId: { not: null } },
    _count: true,
  });
  expect(open.length).toBeGreaterThan(0);
  for (const { unitId, _count } of open) {
    const row = before.units.find((entry: Row) => entry.unit.id === unitId);
    expect(row).toMatchObject({ requests: _count, letters: 0, notices: 0 });
  }
  const item = await askMore();
  const { body: after } = await office.get('/api/burden?from=2019-12&to=2019-12').expect(200);
  const row = after.units.find((entry: Row) => entry.unit.id === item.unitId);
  expect(row).toMatchObject({ letters: 1, notices: 1 });
  const { body: sources } = await office.get(`/api/burden/${item.unitId}?month=2019-12`).expect(200);
  const total = (of: string) =>
    sources.sources
      .filter((source: { of: string }) => source.of === of)
      .reduce((sum: number, source: { count: number }) => sum + source.count, 0);
  expect([total('requests'), total('letters'), total('notices')]).toEqual([row.requests, row.letters, row.notices]);
  expect(sources.sources.every((source: { plan: { title: string } | null }) => source.plan?.title)).toBe(true);
});

it('a unit sees its own burden alone, a leader that of every unit', async () => {
  const own = (await (await api.as('eduHead')).get('/api/burden').expect(200)).body;
  expect(own.units.map((row: Row) => row.unit.name)).toEqual(['县教育局']);
  const all = (await (await api.as('leader')).get('/api/burden').expect(200)).body;
  expect(rowOf(all, '县财政局')).toBeDefined();
  const other = rowOf(all, '县财政局')?.unit.id;
  await (await api.as('eduHead')).get(`/api/burden/${other}?month=2019-12`).expect(404);
});

it('a span that runs backwards or is too long names the field; an unknown unit is not found', async () => {
  for (const span of ['from=2020-02&to=2020-01', 'from=2000-01&to=2020-01']) {
    const refused = await office.get(`/api/burden?${span}`).expect(400);
    expect(refused.body.errors[0].pointer).toBe('/from');
  }
  await office.get('/api/burden?from=2020-13').expect(400);
  await office.get('/api/burden/nobody?month=2019-12').expect(404);
});

it('points out, before a launch, what a running plan asks of the same units', async () => {
  const drafted = async () => {
    const { body } = await office.post('/api/plans/import', { text: PLAN_TEXT }).expect(201);
    return (await office.get(`/api/plans/drafts/${body.id}`).expect(200)).body;
  };
  type Finding = { pointer: string; severity: string; message: { zh: string } };
  const overlapping = async () =>
    ((await drafted()).findings as Finding[]).filter((finding) => finding.message.zh.includes('在办方案'));
  const told = await overlapping();
  expect(told.map(({ pointer }) => pointer)).toEqual([
    '/settings/periods/0',
    '/settings/periods/1',
    '/content/measures/0/indicators',
  ]);
  expect(told[0]?.message.zh).toContain('县教育局、县财政局要报两次');
  expect(told[2]?.message.zh).toMatch(/义务教育巩固率.*县教育局要重复填报/);
  expect(told.every(({ severity }) => severity === 'warning')).toBe(true);
  // Another running plan is told in the same sentence.
  await launchPlan(api);
  const ofFirstPeriod = (await overlapping()).filter(({ pointer }) => pointer === '/settings/periods/0');
  expect(ofFirstPeriod.map(({ message }) => message.zh)).toEqual([
    expect.stringContaining('县教育局、县财政局要报3次'),
  ]);
  await api.db.plan.updateMany({ data: { state: 'CLOSED' } });
  expect(JSON.stringify((await drafted()).findings)).not.toContain('在办方案');
});
