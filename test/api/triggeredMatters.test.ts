import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { beginNoted } from '../../prisma/repositories/triggerRuns.ts';
import { chain, diagram, endEvent, loop, serviceTask, startEvent } from '../domain/process/diagram.ts';
import { breaches } from '../support/invariants.ts';
import { playDay, playDays, settle } from '../support/settle.ts';
import { COUNTY, launchPlan, startLaunched, type TestApi, TODAY } from './support.ts';

/** Each unit says what it brings; the office holds the meeting. */
const MEETING = diagram(
  startEvent(),
  `<bpmn:userTask id="topics" name="报送议题" duban:kind="COORDINATE" duban:holder="memberUnit" duban:due="deadline">${loop('answerableUnits')}</bpmn:userTask>`,
  endEvent(),
  chain('start', 'topics', 'end'),
);

let api: TestApi;
let planId: string;
let definitionId: string;
beforeAll(async () => {
  ({ api, planId } = await startLaunched());
  await api.db.$transaction((tx) =>
    publishDefinition(tx, COUNTY, { key: 'meeting', name: '每月例会', bpmnXml: MEETING }),
  );
  definitionId = (await api.db.processDefinition.findFirstOrThrow({ where: { key: 'meeting' } })).id;
});
afterAll(() => api.close());

const template = (change: object = {}) => ({
  ...{ title: '例会', units: [], allPlanUnits: false, leaderPostId: null, withinDays: null, ...change },
});
const weekly = { cadence: { every: 'WEEK', on: 4, month: null } };
const one = async (id: string) => {
  const { body } = await (await api.as('admin')).get('/api/triggers').expect(200);
  return body.items.find((trigger: { id: string }) => trigger.id === id);
};

it('a template that nobody would answer for, or a closing without one, is refused by name', async () => {
  const admin = await api.as('admin');
  const post = (body: object) =>
    admin.post('/api/triggers', { definitionId, planId, note: '例会', when: weekly, ...body });
  const closing = { event: 'MEASURE_CLOSED', threshold: null, rung: null };
  const pointer = async (body: object) => (await post(body).expect(400)).body.errors[0].pointer;
  expect(await pointer({ matter: template() })).toBe('/matter/units');
  expect(await pointer({ matter: template({ allPlanUnits: true }), planId: null })).toBe('/matter/units');
  expect(await pointer({ matter: template({ units: [{ unitId: 'gone', role: 'LEAD' }] }) })).toBe('/matter/units');
  expect(await pointer({ matter: template({ allPlanUnits: true, leaderPostId: 'post-office' }) })).toBe(
    '/matter/leaderPostId',
  );
  expect(await pointer({ when: closing, planId: null })).toBe('/matter');
  expect(await api.db.processTrigger.count()).toBe(0);
});

it('a clause that comes again is carried out on schedule: it counts as arranged, and a matter is opened on its day', async () => {
  const clause = await api.db.planClause.create({
    data: { id: 'clause', planId, kind: 'DUTY', text: '每月召开一次例会', data: { cadence: 'monthly' }, number: 99 },
  });
  const path = `/api/plans/${planId}/clauses/${clause.id}/schedule`;
  const body = { definitionId, note: clause.text, ...weekly, matter: template({ allPlanUnits: true, withinDays: 3 }) };
  for (const other of ['admin', 'eduHead', 'leader'] as const) await (await api.as(other)).post(path, body).expect(403);
  const office = await api.as('office');
  await office.post(`/api/plans/${planId}/clauses/gone/schedule`, body).expect(404);
  expect(await api.db.processTrigger.count()).toBe(0);
  const { body: made } = await office.post(path, body).expect(201);
  const { body: plan } = await office.get(`/api/plans/${planId}`).expect(200);
  expect(plan.clauses.find(({ id }: { id: string }) => id === clause.id)).toMatchObject({
    ...{ state: 'ARRANGED', arrangement: '自动启动“每月例会”：每周四', arrangedOn: TODAY },
  });

  await playDay(api.db, COUNTY, '2019-12-05');
  await beginNoted(api.db);
  const [occasion] = (await one(made.id)).occurrences;
  expect(occasion).toMatchObject({ day: '2019-12-05', state: 'BEGUN', measures: 1 });
  const { body: matter } = await office.get(`/api/matters/${occasion.matterId}`).expect(200);
  expect(matter).toMatchObject({ title: '例会（2019-12-05）', about: { id: planId }, openedBy: '办公室主任' });
  expect(matter.rows).toMatchObject([{ deadline: { date: '2019-12-10' }, processes: [{ where: ['报送议题'] }] }]);
  const units = matter.rows[0].responsibleUnits.map((unit: { name: string }) => unit.name);
  expect(units.sort()).toEqual(['县教育局', '县财政局'].sort());
  const { body: run } = await office.get(`/api/processes/${occasion.runId}`).expect(200);
  expect(run).toMatchObject({ byItself: true, occasion: { day: '2019-12-05', note: '每月召开一次例会' } });
  expect(await api.db.matter.count()).toBe(1);
});

it('is changed in place with its reason; the next day follows, what was begun stays', async () => {
  const { id } = await api.db.processTrigger.findFirstOrThrow();
  const admin = await api.as('admin');
  const edit = {
    ...{ note: '改为每月', reason: '减轻负担', matter: template({ title: '月例会', allPlanUnits: true }) },
    when: { cadence: { every: 'MONTH', on: 20, month: null } },
  };
  await (await api.as('office')).put(`/api/triggers/${id}`, edit).expect(403);
  await admin.put(`/api/triggers/${id}`, { ...edit, matter: null }).expect(409);
  const event = { event: 'RETURNED', threshold: 2, rung: null };
  await admin.put(`/api/triggers/${id}`, { ...edit, when: event }).expect(409);
  await admin
    .put(`/api/triggers/${id}`, { ...edit, when: { cadence: { every: 'MONTH', on: 20, month: 3 } } })
    .expect(400);
  await admin.put('/api/triggers/gone', edit).expect(404);
  await admin.put(`/api/triggers/${id}`, edit).expect(204);
  expect(await one(id)).toMatchObject({ note: '改为每月', nextOn: '2019-12-20', matter: { title: '月例会' } });
  expect((await one(id)).occurrences).toHaveLength(1);
  const trail = await api.db.auditEvent.findMany({
    where: { kind: 'TRIGGER_CHANGED' },
    orderBy: { id: 'desc' },
    take: 1,
  });
  expect(trail[0]?.data).toMatchObject({ act: 'edited', reason: '减轻负担' });
  await playDays(api.db, COUNTY, '2019-12-05', '2019-12-20');
  await beginNoted(api.db);
  expect((await one(id)).occurrences.map((row: { day: string }) => row.day)).toEqual(['2019-12-20', '2019-12-05']);
  expect(await api.db.matter.count()).toBe(2);
});

it('a measure that is closed opens a look back on it, by its own units and leader, once', async () => {
  const admin = await api.as('admin');
  const closing = { event: 'MEASURE_CLOSED', threshold: null, rung: null };
  const matter = template({ title: '回头看', withinDays: 10 });
  const body = { definitionId, planId: null, note: '销号后一月回头看', when: closing, matter };
  const { body: made } = await admin.post('/api/triggers', body).expect(201);
  const close = diagram(startEvent(), serviceTask('shut', 'closeOut'), endEvent(), chain('start', 'shut', 'end'));
  await api.db.$transaction((tx) =>
    publishDefinition(tx, COUNTY, { key: 'measureLifecycle', name: '措施全过程', bpmnXml: close }),
  );
  const second = await launchPlan(api);
  await settle(api.db);
  await beginNoted(api.db);
  await beginNoted(api.db);
  const closed = await api.db.measure.findMany({
    where: { planId: second, state: 'CLOSED' },
    orderBy: { number: 'asc' },
  });
  const { occurrences } = await one(made.id);
  expect(occurrences).toHaveLength(closed.length);
  const office = await api.as('office');
  const about = occurrences.find((row: { measure: { id: string } }) => row.measure.id === closed[0]?.id);
  const { body: opened } = await office.get(`/api/matters/${about.matterId}`).expect(200);
  expect(opened).toMatchObject({ title: `回头看（${closed[0]?.title}）`, about: { id: second } });
  expect(opened.rows).toMatchObject([
    {
      responsibleUnits: [{ name: '县教育局' }],
      supportingUnits: [{ name: '县财政局' }],
      leaders: [{ id: 'post-leader' }],
    },
  ]);
  expect(await breaches(api.db)).toEqual([]);
});

it('a unit of a template that went up in another since is followed', async () => {
  const [education, finance] = await Promise.all(
    ['县教育局', '县财政局'].map((name) => api.db.unit.findFirstOrThrow({ where: { name } })),
  );
  const units = [{ unitId: education?.id, role: 'LEAD' }];
  const admin = await api.as('admin');
  const body = { definitionId, planId: null, note: '例会', when: weekly, matter: template({ units }) };
  const { body: made } = await admin.post('/api/triggers', body).expect(201);
  const merging = { kind: 'MERGE', fromIds: [education?.id ?? ''], toIds: [finance?.id ?? ''], onDay: '2019-12-20' };
  await api.db.unitChange.create({
    data: { id: 'merged', countyId: COUNTY, ...merging, reason: '机构改革', madeBy: '管理员' },
  });
  await admin.post(`/api/triggers/${made.id}/run`, { reason: '试运行' }).expect(204);
  await beginNoted(api.db);
  const [occasion] = (await one(made.id)).occurrences;
  const { body: matter } = await (await api.as('office')).get(`/api/matters/${occasion.matterId}`).expect(200);
  expect(matter).toMatchObject({ about: null, rows: [{ leadUnits: [{ name: '县财政局' }] }] });
});
