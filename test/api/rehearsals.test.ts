import { callActivity, chain, diagram, endEvent, startEvent, userTask } from '../domain/process/diagram.ts';
import { type Client, launchPlan, PLAN_TEXT, startApi, type TestApi } from './support.ts';

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
  ...{ definitionId, version: 1, from: '2019-12-02', until: '2020-12-01', behaviour: 'onTime' },
  ...more,
});

it('an administrator plays a version on sample measures; nothing is stored', async () => {
  const before = await api.db.processInstance.count();
  const { body: played } = await admin.post('/api/rehearsals', body({ sample: 10 })).expect(200);
  expect(played.plans).toEqual([{ id: 'sample', name: '样例方案', measures: 10 }]);
  expect(played.stuck).toEqual([]);
  expect(played.items.length).toBe(played.itemCount);
  expect(played.items[0].openedOn).toBe('2019-12-02');
  const due = played.days.reduce((sum: number, day: { due: number }) => sum + day.due, 0);
  expect(due).toBe(played.items.filter((item: { dueOn: string | null }) => item.dueOn !== null).length);
  expect(await api.db.processInstance.count()).toBe(before);
});

it('the office plays it on its plan, with the units of the plan; late units climb the ladder', async () => {
  const planId = await launchPlan(api);
  const onTime = await office.post('/api/rehearsals', body({ planIds: [planId] })).expect(200);
  expect(onTime.body.plans).toMatchObject([{ id: planId, measures: 2 }]);
  expect(onTime.body).toMatchObject({ overdue: 0, unfinished: 0 });
  const units = onTime.body.items.map((item: { unit: { name: string } | null }) => item.unit?.name);
  expect(units).toContain('县教育局');
  const late = await office
    .post('/api/rehearsals', body({ planIds: [planId], behaviour: 'late', lateDays: 6 }))
    .expect(200);
  expect(late.body.overdue).toBeGreaterThan(0);
  expect(late.body.reminders).toBeGreaterThan(onTime.body.reminders);
  expect(late.body.letters).toBeGreaterThan(0);
  const never = await office.post('/api/rehearsals', body({ planIds: [planId], behaviour: 'never' })).expect(200);
  expect(never.body.unfinished).toBeGreaterThan(0);
});

it('some units behave in a way of their own', async () => {
  const planId = await launchPlan(api);
  const { body: all } = await office.post('/api/rehearsals', body({ planIds: [planId] })).expect(200);
  type Item = { unit: { id: string } | null; closedOn: string | null };
  const silent = all.items.flatMap(({ unit }: Item) => unit?.id ?? [])[0];
  const except = [{ unitId: silent, behaviour: 'late', lateDays: 9 }];
  const { body: played } = await office.post('/api/rehearsals', body({ planIds: [planId], except })).expect(200);
  expect(played.overdue).toBeGreaterThan(0);
  const late = played.items.filter((item: Item & { rungs: { rung: string }[] }) =>
    item.rungs.some(({ rung }) => rung === 'URGE'),
  );
  expect(new Set(late.map(({ unit }: Item) => unit?.id))).toEqual(new Set([silent]));
});

it('plans that run beside collide with it: the same units are asked for reports within a week', async () => {
  const [planId, besideId] = [await launchPlan(api), await launchPlan(api)];
  const asked = body({ planIds: [planId], besidePlanIds: [besideId], crowdedFrom: 2 });
  const { body: played } = await office.post('/api/rehearsals', asked).expect(200);
  expect(played.plans.map(({ id }: { id: string }) => id)).toEqual([planId, besideId]);
  expect(played.doublings.length).toBeGreaterThan(0);
  for (const { plans, units } of played.doublings) {
    expect(plans.map(({ plan }: { plan: { id: string } }) => plan.id)).toEqual([planId, besideId]);
    expect(units.length).toBeGreaterThan(0);
  }
  const crowded = played.crowdings[0];
  expect(crowded.plans.reduce((sum: number, { due }: { due: number }) => sum + due, 0)).toBe(crowded.due);
  expect(crowded.plans).toHaveLength(2);
});

it('one process of it is played step by step on its drawing: a measure by what is tried, a unit’s part by the plan’s own', async () => {
  const planId = await launchPlan(api);
  const { body: played } = await office.post('/api/rehearsals', body({ planIds: [planId] })).expect(200);
  type Item = { measure: { id: string } | null; unit: { id: string } | null };
  const measureId = played.items.find(({ measure }: Item) => measure !== null).measure.id;
  const unitId = played.items.find(({ measure }: Item) => measure === null).unit.id;
  const stepped = async (subject: object) => {
    const asked = { ...body({ planIds: [planId] }), subject: { planId, measureId: null, unitId: null, ...subject } };
    return (await office.post('/api/rehearsals/steps', asked).expect(200)).body;
  };
  const measure = await stepped({ measureId });
  expect(measure.drawings).toHaveLength(1);
  expect(measure.drawings[0].bpmnXml).toContain('id="measureLifecycle"');
  expect(measure.steps[0]).toMatchObject({ day: '2019-12-02', cause: { kind: 'begun' } });
  expect(measure.steps.at(-1).active.length).toBeGreaterThan(0);
  const opened = measure.steps.flatMap((step: { opened: number[] }) => step.opened);
  expect(opened).toEqual(measure.items.map((_: Item, at: number) => at));
  const part = await stepped({ unitId });
  expect(part.drawings[0].bpmnXml).toContain('id="unitInPlan"');
  const asked = { ...body({ planIds: [planId] }), subject: { planId, measureId: 'other', unitId: null } };
  await office.post('/api/rehearsals/steps', asked).expect(404);
});

it('a process that is called is told with its drawing and its version, and who called it', async () => {
  const published = async (name: string, bpmnXml: string): Promise<string> => {
    const { id } = (await admin.post('/api/definitions', { name, from: { bpmnXml } }).expect(201)).body;
    await admin.post(`/api/definitions/${id}/submit`, { revision: 1 }).expect(200);
    await office.post(`/api/definitions/${id}/approve`, { revision: 1 }).expect(200);
    return id;
  };
  const innerId = await published(
    '核查',
    diagram(startEvent(), userTask('look'), endEvent(), chain('start', 'look', 'end')),
  );
  const { key } = await api.db.processDefinition.findUniqueOrThrow({ where: { id: innerId } });
  const outerId = await published(
    '检查',
    diagram(startEvent(), callActivity('call', key), endEvent(), chain('start', 'call', 'end')),
  );
  const planId = await launchPlan(api);
  const { id: measureId } = await api.db.measure.findFirstOrThrow({ where: { planId } });
  const asked = { ...body({ definitionId: outerId, planIds: [planId] }), subject: { planId, measureId, unitId: null } };
  const { body: stepped } = await admin.post('/api/rehearsals/steps', asked).expect(200);
  expect(stepped.drawings).toMatchObject([
    { bpmnXml: expect.stringContaining('id="call"'), version: null },
    { name: '核查', bpmnXml: expect.stringContaining('id="look"'), version: { definitionId: innerId, version: 1 } },
  ]);
  expect(stepped.processes).toMatchObject([
    { drawing: 0, calledBy: null },
    { drawing: 1, calledBy: { process: 0, elementId: 'call' } },
  ]);
  const looked = stepped.steps.find(({ cause }: { cause: { elementId: string } }) => cause.elementId === 'look');
  expect(looked).toMatchObject({ process: 1, cause: { kind: 'closed' }, active: [] });
});

it('a draft is played as its launch would make it, and nothing of it is stored', async () => {
  const text = PLAN_TEXT.replace('配合单位：县财政局', '配合单位：县财政局、县水务局').replace('李明', '王新');
  const draftId = (await office.post('/api/plans/import', { text }).expect(201)).body.id;
  const rows = async () => [await api.db.unit.count(), await api.db.post.count(), await api.db.plan.count()];
  const before = await rows();
  type Named = { name: string } | null;
  type Item = { measure: Named; unit: Named; elementId: string; openedOn: string; dueOn: string; closedOn: string };
  const play = async (planId: string) => {
    const asked = body({ planIds: [planId], behaviour: 'late', lateDays: 6 });
    const { body: played } = await office.post('/api/rehearsals', asked).expect(200);
    const items = played.items.map(({ measure, unit, elementId, openedOn, dueOn, closedOn }: Item) =>
      [measure?.name, unit?.name, elementId, openedOn, dueOn, closedOn].join(' '),
    );
    return { ...played, plans: played.plans.length, items: items.sort() };
  };
  const foreseen = await play(draftId);
  expect(foreseen.items).toContainEqual(expect.stringContaining('县水务局'));
  expect(await rows()).toEqual(before);
  const subject = { planId: draftId, measureId: '1', unitId: null };
  const stepped = await office.post('/api/rehearsals/steps', { ...body({ besidePlanIds: [draftId] }), subject });
  expect(stepped.body.drawings[0].bpmnXml).toContain('id="measureLifecycle"');

  const { planId } = (await office.post(`/api/plans/drafts/${draftId}/launch`, {}).expect(202)).body;
  const { items, days, itemCount, overdue, letters } = await play(planId);
  expect(foreseen).toMatchObject({ items, days, itemCount, overdue, letters });
  await office.post('/api/rehearsals', body({ planIds: [draftId] })).expect(404);
});

it('a measure that was withdrawn is played no more, whether its plan is tried or runs beside', async () => {
  const planId = await launchPlan(api);
  const [gone, kept] = await api.db.measure.findMany({ where: { planId }, orderBy: { number: 'asc' } });
  await office.post(`/api/measures/${gone?.id}/withdraw`, { reason: '上级取消' }).expect(200);
  for (const asked of [body({ planIds: [planId] }), body({ besidePlanIds: [planId] })]) {
    const { body: played } = await office.post('/api/rehearsals', asked).expect(200);
    expect(played.plans).toMatchObject([{ id: planId, measures: 1 }]);
    type Item = { measure: { id: string } | null };
    const measures = played.items.flatMap(({ measure }: Item) => measure?.id ?? []);
    expect(new Set(measures)).toEqual(new Set([kept?.id]));
    const subject = { planId, measureId: gone?.id, unitId: null };
    await office.post('/api/rehearsals/steps', { ...asked, subject }).expect(404);
  }
  const { items } = (await office.get('/api/rehearsals/plans').expect(200)).body;
  expect(items).toContainEqual(expect.objectContaining({ id: planId, measures: 1 }));
});

it('a measure that is closed is played where its plan is tried anew, not where the plan runs beside', async () => {
  const planId = await launchPlan(api);
  const [closed] = await api.db.measure.findMany({ where: { planId }, orderBy: { number: 'asc' } });
  await api.db.measure.update({ where: { id: closed?.id ?? '' }, data: { state: 'CLOSED', closedOn: '2019-12-01' } });
  const tried = await office.post('/api/rehearsals', body({ planIds: [planId] })).expect(200);
  expect(tried.body.plans).toMatchObject([{ id: planId, measures: 2 }]);
  const beside = await office.post('/api/rehearsals', body({ besidePlanIds: [planId] })).expect(200);
  expect(beside.body.plans).toMatchObject([{ id: planId, measures: 1 }]);
});

it('a process that fills groups belongs to no measure and is not played', async () => {
  const filling = await api.db.processDefinition.findFirstOrThrow({ where: { key: 'fillGroup' } });
  await admin.post('/api/rehearsals', body({ definitionId: filling.id })).expect(409);
});

it('an administrator chooses among the plans that were launched and the imported drafts, and plays on them as the office does', async () => {
  const planId = await launchPlan(api);
  const draftId = (await office.post('/api/plans/import', { text: PLAN_TEXT }).expect(201)).body.id;
  const { items } = (await admin.get('/api/rehearsals/plans').expect(200)).body;
  const { title } = (await office.get(`/api/plans/${planId}`).expect(200)).body;
  expect(items).toContainEqual({ id: planId, title, draft: null, launchedOn: '2019-12-02', measures: 2 });
  const draft = { version: 1, changedOn: '2019-12-02', importedBy: '办公室主任' };
  expect(items).toContainEqual({ id: draftId, title, draft, launchedOn: null, measures: 2 });

  const asked = body({ planIds: [draftId], besidePlanIds: [planId], behaviour: 'late', lateDays: 6 });
  const { body: played } = await admin.post('/api/rehearsals', asked).expect(200);
  expect(played.plans).toMatchObject([{ id: draftId }, { id: planId }]);
  expect(played.itemCount).toBeGreaterThan(0);
  expect(played).toEqual((await office.post('/api/rehearsals', asked).expect(200)).body);
  const subject = { planId: draftId, measureId: '1', unitId: null };
  const stepped = await admin.post('/api/rehearsals/steps', { ...body({ planIds: [draftId] }), subject }).expect(200);
  expect(stepped.body.steps.length).toBeGreaterThan(1);
  await admin.get(`/api/plans/${planId}/measures`).expect(403);
});

it('plans and drafts of another county, or that are not there, are not found; nor is a version that does not exist', async () => {
  const planId = await launchPlan(api);
  const draftId = (await office.post('/api/plans/import', { text: PLAN_TEXT }).expect(201)).body.id;
  await api.db.county.create({ data: { id: 'elsewhere', name: '另一个县', businessDate: '2019-12-02' } });
  await api.db.plan.update({ where: { id: planId }, data: { countyId: 'elsewhere' } });
  await api.db.planDraft.update({ where: { id: draftId }, data: { countyId: 'elsewhere' } });
  for (const id of [planId, draftId, 'none']) {
    await admin.post('/api/rehearsals', body({ planIds: [id] })).expect(404);
    await office.post('/api/rehearsals', body({ besidePlanIds: [id] })).expect(404);
  }
  const { items } = (await admin.get('/api/rehearsals/plans').expect(200)).body;
  const ids = items.map(({ id }: { id: string }) => id);
  for (const id of [planId, draftId]) expect(ids).not.toContain(id);
  await admin.post('/api/rehearsals', body({ version: 7 })).expect(404);
  await admin.post('/api/rehearsals', body({ version: 'draft' })).expect(404);
});

it('a span that ends before it begins, or lasts for years, names the field', async () => {
  for (const until of ['2019-12-01', '2029-01-01']) {
    const refused = await admin.post('/api/rehearsals', body({ until })).expect(400);
    expect(refused.body.errors[0].pointer).toBe('/until');
  }
});
