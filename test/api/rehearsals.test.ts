import { type Client, launchPlan, startApi, type TestApi } from './support.ts';

let api: TestApi;
let admin: Client;
let office: Client;
let definitionId: string;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('admin');
  office = await api.as('office');
  const shipped = await api.db.processDefinition.findFirstOrThrow({ where: { key: 'measureLifecycle' } });
  definitionId = shipped.id;
});
afterAll(() => api.close());

const body = (more: object = {}) => ({
  ...{ definitionId, version: 1, planId: null, from: '2019-12-02', until: '2020-12-01', behaviour: 'onTime' },
  ...more,
});

it('an administrator plays a version on sample measures; nothing is stored', async () => {
  const before = await api.db.processInstance.count();
  const { body: played } = await admin.post('/api/rehearsals', body({ sample: 10 })).expect(200);
  expect(played.measures).toBe(10);
  expect(played.stuck).toEqual([]);
  expect(played.items.length).toBe(played.itemCount);
  expect(played.items[0].openedOn).toBe('2019-12-02');
  const due = played.days.reduce((sum: number, day: { due: number }) => sum + day.due, 0);
  expect(due).toBe(played.items.filter((item: { dueOn: string | null }) => item.dueOn !== null).length);
  expect(await api.db.processInstance.count()).toBe(before);
});

it('the office plays it on its plan, with the units of the plan; late units climb the ladder', async () => {
  const planId = await launchPlan(api);
  const onTime = await office.post('/api/rehearsals', body({ planId })).expect(200);
  expect(onTime.body.measures).toBe(2);
  expect(onTime.body.overdue).toBe(0);
  const units = onTime.body.items.map((item: { unit: { name: string } | null }) => item.unit?.name);
  expect(units).toContain('县教育局');
  const late = await office.post('/api/rehearsals', body({ planId, behaviour: 'late', lateDays: 6 })).expect(200);
  expect(late.body.overdue).toBeGreaterThan(0);
  expect(late.body.rungCount).toBeGreaterThan(onTime.body.rungCount);
});

it('some units behave in a way of their own', async () => {
  const planId = await launchPlan(api);
  const { body: all } = await office.post('/api/rehearsals', body({ planId })).expect(200);
  type Item = { unit: { id: string } | null; closedOn: string | null };
  const silent = all.items.flatMap(({ unit }: Item) => unit?.id ?? [])[0];
  const except = [{ unitId: silent, behaviour: 'late', lateDays: 9 }];
  const { body: played } = await office.post('/api/rehearsals', body({ planId, except })).expect(200);
  expect(played.overdue).toBeGreaterThan(0);
  const late = played.items.filter((item: Item & { rungs: { rung: string }[] }) =>
    item.rungs.some(({ rung }) => rung === 'URGE'),
  );
  expect(new Set(late.map(({ unit }: Item) => unit?.id))).toEqual(new Set([silent]));
});

it('a plan that the caller may not see is not found, nor is a version that does not exist', async () => {
  const planId = await launchPlan(api);
  await admin.post('/api/rehearsals', body({ planId })).expect(404);
  await admin.post('/api/rehearsals', body({ version: 7 })).expect(404);
  await admin.post('/api/rehearsals', body({ version: 'draft' })).expect(404);
});

it('a span that ends before it begins, or lasts for years, names the field', async () => {
  for (const until of ['2019-12-01', '2029-01-01']) {
    const refused = await admin.post('/api/rehearsals', body({ until })).expect(400);
    expect(refused.body.errors[0].pointer).toBe('/until');
  }
});
