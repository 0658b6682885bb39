import { startLaunched, type TestApi } from './support.ts';

let api: TestApi;
let planId: string;
beforeAll(async () => {
  ({ api, planId } = await startLaunched());
});
afterAll(() => api.close());

/** The first measure of the plan that 县教育局 answers for. */
async function measureId(): Promise<string> {
  const unit = await api.db.unit.findFirstOrThrow({ where: { name: '县教育局' } });
  const assignment = await api.db.assignment.findFirstOrThrow({
    where: { unitId: unit.id, answerable: true, measure: { planId, state: 'RUNNING' } },
    orderBy: { measure: { number: 'asc' } },
  });
  return assignment.measureId;
}

it('a measure is paused and resumed with a reason, and its page says so', async () => {
  const id = await measureId();
  const office = await api.as('office');
  await office.post(`/api/measures/${id}/pause`, { reason: ' ' }).expect(400);
  const { body } = await office.post(`/api/measures/${id}/pause`, { reason: '等待批复' }).expect(200);
  expect(body).toMatchObject({
    pausedOn: '2019-12-02',
    stateReason: '等待批复',
    light: { colour: 'grey', reason: { zh: '已暂停' } },
    can: { pause: false, resume: true, withdraw: true },
  });
  expect(body.timeline.at(-1) ?? body.timeline[0]).toBeDefined();
  expect(body.timeline.map((event: { text: { zh: string } }) => event.text.zh)).toContain('措施暂停（等待批复）');
  await office.post(`/api/measures/${id}/pause`, { reason: '再次' }).expect(409);
  const resumed = await office.post(`/api/measures/${id}/resume`, { reason: '已批复' }).expect(200);
  expect(resumed.body).toMatchObject({ pausedOn: null, stateReason: null, can: { pause: true, resume: false } });
});

it('units join and leave it', async () => {
  const id = await measureId();
  const office = await api.as('office');
  const { body: units } = await office.get('/api/units?limit=200').expect(200);
  const page = await office.get(`/api/measures/${id}`).expect(200);
  const taking = ['leadUnits', 'responsibleUnits', 'supportingUnits'].flatMap((role) =>
    page.body[role].map((unit: { id: string }) => unit.id),
  );
  const newcomer = units.items.find((unit: { id: string; kind: string }) => !taking.includes(unit.id));
  const added = await office
    .post(`/api/measures/${id}/units`, { unitIds: [newcomer.id], role: 'SUPPORTING', reason: '职责调整' })
    .expect(200);
  expect(added.body.supportingUnits.map((unit: { id: string }) => unit.id)).toContain(newcomer.id);
  await office
    .post(`/api/measures/${id}/units`, { unitIds: ['nobody'], role: 'SUPPORTING', reason: '职责调整' })
    .expect(400);
  const removed = await office
    .post(`/api/measures/${id}/units/${newcomer.id}/remove`, { reason: '不再参与' })
    .expect(200);
  expect(removed.body.supportingUnits.map((unit: { id: string }) => unit.id)).not.toContain(newcomer.id);
});

it('a measure is withdrawn for good; a unit can do none of this', async () => {
  const id = await measureId();
  const head = await api.as('eduHead');
  expect((await head.get(`/api/measures/${id}`).expect(200)).body.can).toEqual({
    urgent: false,
    ordinary: false,
    pause: false,
    resume: false,
    withdraw: false,
    changeUnits: false,
    deadline: false,
    undoDeadline: false,
  });
  await head.post(`/api/measures/${id}/withdraw`, { reason: '不想办' }).expect(403);
  const office = await api.as('office');
  const { body } = await office.post(`/api/measures/${id}/withdraw`, { reason: '上级取消' }).expect(200);
  expect(body).toMatchObject({ state: 'WITHDRAWN', stateReason: '上级取消', can: { withdraw: false, pause: false } });
  await office.post(`/api/measures/${id}/resume`, { reason: '反悔' }).expect(409);
});

it('a clause 待安排 is arranged by the office, and opened again', async () => {
  const clause = await api.db.planClause.create({
    data: { id: 'clause', planId, kind: 'DUTY', number: 1, text: '每季度通报一次进展', data: {} },
  });
  const office = await api.as('office');
  const path = `/api/plans/${planId}/clauses/${clause.id}`;
  const find = (body: { clauses: { id: string }[] }) => body.clauses.find((one) => one.id === clause.id);
  const arranged = await office.put(path, { arrangement: '由督查室每季度通报' }).expect(200);
  expect(find(arranged.body)).toMatchObject({
    state: 'ARRANGED',
    arrangement: '由督查室每季度通报',
    arrangedOn: '2019-12-02',
  });
  const again = await office.put(path, { arrangement: '' }).expect(200);
  expect(find(again.body)).toMatchObject({ state: 'TO_ARRANGE', arrangement: null, arrangedBy: null });
  await office.put(`/api/plans/${planId}/clauses/none`, { arrangement: '无' }).expect(404);
});
