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

const moveTo = (day: string) => api.db.county.updateMany({ data: { businessDate: day } });

async function signedOrder(): Promise<string> {
  const office = await api.as('office');
  const { body } = await office.post('/api/letters', { workItemId: itemId, kind: 'RECTIFICATION' }).expect(201);
  await office.post('/api/letters/sign', { ids: [body.id] }).expect(200);
  return body.id;
}

async function urged(): Promise<string> {
  const { instanceId, planId, measureId, unitId, countyId } = await api.db.workItem.findUniqueOrThrow({
    where: { id: itemId },
  });
  const where = { instanceId, planId, measureId, unitId, countyId, workItemId: itemId };
  const claim = { rung: 'URGE', state: 'NOTIFIED' as const, reachedOn: '2019-12-10', obligationKey: 'SIGN', arming: 1 };
  return (await api.db.escalation.create({ data: { id: 'urged', ...where, ...claim } })).id;
}

/** The item by which an objection is decided, as the API names it. */
async function decisionOn(objectionId: string): Promise<string> {
  const office = await api.as('office');
  const { body } = await office.get('/api/objections').expect(200);
  return body.items.find((row: { id: string }) => row.id === objectionId).itemId;
}

describe('an objection to a letter', () => {
  it('is filed by the head, decided by somebody above who signed it, and lifts it for everybody to see', async () => {
    const letterId = await signedOrder();
    const head = await api.as('eduHead');
    const body = { about: 'LETTER', letterId, text: '该问题已于上月整改完毕' };
    await (await api.as('finHead')).post('/api/objections', body).expect(404);
    await (await api.as('eduLiaison')).post('/api/objections', body).expect(403);
    const { body: filed } = await head.post('/api/objections', body).expect(201);
    await head.post('/api/objections', body).expect(409);

    const item = await decisionOn(filed.id);
    const office = await api.as('office');
    await office.post(`/api/work-items/${item}/submit`, { text: '不同意', outcome: 'upheld' }).expect(403);
    const leader = await api.as('leader');
    const { body: asked } = await leader.get(`/api/work-items/${item}`).expect(200);
    expect(asked).toMatchObject({ kind: 'RECONSIDER', asked: '该问题已于上月整改完毕' });
    const whose = { id: filed.id, letterId, unit: { name: '县教育局' }, filedBy: '局长', filedOn: '2019-12-02' };
    expect(asked.objection).toMatchObject(whose);
    await leader.get(`/api/letters/${asked.objection.letterId}`).expect(200);
    expect((await head.get(`/api/work-items/${itemId}`).expect(200)).body.objection).toBeNull();
    await leader.post(`/api/work-items/${item}/submit`, { text: '经核实已整改', outcome: 'lifted' }).expect(200);

    const { body: letter } = await head.get(`/api/letters/${letterId}`).expect(200);
    expect(letter).toMatchObject({ state: 'SIGNED', liftedOn: '2019-12-02', liftedReason: '经核实已整改' });
    expect(letter.can).toMatchObject({ object: false, answer: false, receive: false });
    const { body: unsigned } = await office.get('/api/letters?waiting=receipt').expect(200);
    expect(unsigned.items.map((row: { id: string }) => row.id)).not.toContain(letterId);
    const { body: list } = await office.get(`/api/objections?letterId=${letterId}`).expect(200);
    expect(list.items[0]).toMatchObject({ state: 'LIFTED', decidedBy: '李明', unit: { name: '县教育局' } });
    const { body: history } = await leader.get(`/api/work-items/${itemId}`).expect(200);
    expect(history.history.map((line: { text: { zh: string } }) => line.text.zh)).toEqual(
      expect.arrayContaining(['提出异议（该问题已于上月整改完毕）', '复核：撤销原决定（经核实已整改）']),
    );
  });

  it('is never decided by whoever issued it, whatever posts they hold', async () => {
    const letterId = await signedOrder();
    const head = await api.as('eduHead');
    const { body } = await head.post('/api/objections', { about: 'LETTER', letterId, text: '有异议' }).expect(201);
    const signer = await api.db.account.findFirstOrThrow({ where: { username: 'office' } });
    await api.db.postHolding.create({
      data: { id: 'both', postId: 'post-leader', personId: signer.personId, fromDay: '2019-01-01' },
    });
    const both = await api.as('office');
    const item = await decisionOn(body.id);
    const refused = await both.post(`/api/work-items/${item}/submit`, { text: '维持', outcome: 'upheld' }).expect(403);
    expect(refused.body.code).toBe('OWN_CASE');
  });
});

it('an objection to a rung that is lifted stays in sight and counts no more in the assessment', async () => {
  const escalationId = await urged();
  const head = await api.as('eduHead');
  const body = { about: 'RUNG', escalationId, text: '当日系统故障' };
  const { body: filed } = await head.post('/api/objections', body).expect(201);
  const leader = await api.as('leader');
  const { measureId } = await api.db.workItem.findUniqueOrThrow({ where: { id: itemId } });
  const supervision = async () => (await head.get(`/api/measures/${measureId}`).expect(200)).body.supervision;
  expect(await supervision()).toMatchObject({ rung: 'URGE' });
  const item = await decisionOn(filed.id);
  await leader.post(`/api/work-items/${item}/submit`, { text: '属实', outcome: 'lifted' }).expect(200);
  expect(await supervision()).toBeNull();
  const { body: rung } = await head.get(`/api/escalations/${escalationId}`).expect(200);
  expect(rung).toMatchObject({
    state: 'NOTIFIED',
    liftedOn: '2019-12-02',
    liftedReason: '属实',
    can: { object: false },
  });
});

it('a letter or a rung is objected to within ten working days after it reached the unit, and not later', async () => {
  const letterId = await signedOrder();
  const escalationId = await urged();
  const head = await api.as('eduHead');
  const letter = async () => (await head.get(`/api/letters/${letterId}`).expect(200)).body;
  const rung = async () => (await head.get(`/api/escalations/${escalationId}`).expect(200)).body;
  // Signed on 2 December 2019, reached on the tenth.
  expect(await letter()).toMatchObject({ objectUntil: '2019-12-16', can: { object: true } });
  expect(await rung()).toMatchObject({ objectUntil: '2019-12-24', can: { object: true } });
  await moveTo('2019-12-17');
  expect(await letter()).toMatchObject({ can: { object: false } });
  const { body: refused } = await head
    .post('/api/objections', { about: 'LETTER', letterId, text: '有异议' })
    .expect(409);
  expect(refused.detail).toBe('异议期已过：应于 2019-12-16 前（送达后10个工作日内）提出');
  await moveTo('2019-12-24');
  await head.post('/api/objections', { about: 'RUNG', escalationId, text: '有异议' }).expect(201);
});

it('an objection to a light that is lifted stops the counting up to that day, and counts on from there', async () => {
  await api.db.workItem.update({ where: { id: itemId }, data: { dueOn: '2019-12-02' } });
  const head = await api.as('eduHead');
  const light = async () => (await head.get(`/api/work-items/${itemId}`).expect(200)).body;
  const body = { about: 'LIGHT', workItemId: itemId, text: '等待上级文件' };
  await head.post('/api/objections', body).expect(403);
  await moveTo('2019-12-10');
  expect(await light()).toMatchObject({ overdueWorkingDays: 6, light: { colour: 'red' }, can: { object: true } });
  const { body: filed } = await head.post('/api/objections', body).expect(201);
  const leader = await api.as('leader');
  const item = await decisionOn(filed.id);
  await leader.post(`/api/work-items/${item}/submit`, { text: '属实', outcome: 'lifted' }).expect(200);
  expect(await light()).toMatchObject({ overdueWorkingDays: 0, light: { colour: 'green' }, can: { object: false } });
  await moveTo('2019-12-12');
  expect(await light()).toMatchObject({ overdueWorkingDays: 2, light: { colour: 'yellow' } });
});
