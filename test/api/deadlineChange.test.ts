import { type Client, startLaunched, type TestApi } from './support.ts';

let api: TestApi;
let office: Client;
let id: string;
let path: string;
beforeEach(async () => {
  const launched = await startLaunched();
  api = launched.api;
  const { planId } = launched;
  const measure = await api.db.measure.findFirstOrThrow({ where: { planId, number: 1 } });
  id = measure.id;
  path = `/api/measures/${id}/deadline`;
  office = await api.as('office');
});
afterEach(() => api.close());

const completion = () => api.db.workItem.findFirstOrThrow({ where: { measureId: id, kind: 'COMPLETE' } });
const preview = async (date: string | null) => (await office.post(`${path}/preview`, { date }).expect(200)).body;
const save = (date: string | null, version: string) => office.post(path, { date, reason: '县委常委会议', version });
const said = (body: { timeline: { text: { zh: string } }[] }) => body.timeline.map(({ text }) => text.zh);

it('a preview says what moves and changes nothing; saving moves just that, says why and tells the unit', async () => {
  const before = await completion();
  const shown = await preview('2020-06-30');
  expect(await completion()).toEqual(before);
  expect(shown).toMatchObject({ from: '2020-12-31', to: '2020-06-30', counts: { due: 1, overdueAtOnce: 0 } });
  expect(shown.items).toEqual([
    expect.objectContaining({
      items: 1,
      due: { from: '2020-12-31', to: '2020-06-30' },
      planTitle: expect.stringContaining('教育保障'),
    }),
  ]);
  const { body } = await save('2020-06-30', shown.version).expect(200);
  expect(body).toMatchObject({
    deadline: { date: '2020-06-30', kind: 'date' },
    deadlineChange: { from: '2020-12-31', to: '2020-06-30', reason: '县委常委会议', savedOn: '2019-12-02' },
    can: { deadline: true, undoDeadline: true },
  });
  const after = await completion();
  expect(after.dueOn).toBe('2020-06-30');
  const [{ rung }] = shown.items;
  expect(rung.told).toEqual(['holder']);
  expect([before.nextRungOn, after.nextRungOn]).toEqual([rung.from, rung.to]);
  expect(said(body)).toContain('调整完成时限由 2020-12-31 改为 2020-06-30（县委常委会议）');
  expect(said(body)).toContain('县教育局办结：因措施的完成时限调整，时限由 2020-12-31 改为 2020-06-30（县委常委会议）');
  expect(await api.db.notice.count({ where: { workItemId: after.id, kind: 'DEADLINE_MOVED' } })).toBeGreaterThan(0);
});

it('what has changed since it was looked at is not saved', async () => {
  const { version } = await preview('2020-06-30');
  const other = await preview('2020-09-30');
  await save('2020-09-30', version).expect(409);
  await save('2020-09-30', other.version).expect(200);
  const answer = await save('2020-06-30', version).expect(409);
  expect(answer.body.detail).toMatch(/重新查看/);
  expect((await completion()).dueOn).toBe('2020-09-30');
});

it('changes are undone one after the other, newest first, and the ladder goes on where it stood', async () => {
  const before = await completion();
  for (const date of ['2020-06-30', null]) await save(date, (await preview(date)).version).expect(200);
  expect(await completion()).toMatchObject({ dueOn: null, nextRungOn: null });
  const undo = async () => {
    const { body } = await office.get(`/api/measures/${id}`).expect(200);
    const changeId = body.deadlineChange.id;
    const shown = (await office.post(`${path}/undo/preview`, { changeId }).expect(200)).body;
    expect([shown.from, shown.to]).toEqual([body.deadline.date, body.deadlineChange.from]);
    const { version } = shown;
    const undone = (await office.post(`${path}/undo`, { changeId, version, reason: '会议未通过' }).expect(200)).body;
    await office.post(`${path}/undo/preview`, { changeId }).expect(409);
    await office.post(`${path}/undo`, { changeId, version, reason: '再次' }).expect(409);
    return undone;
  };
  expect((await undo()).deadline).toMatchObject({ date: '2020-06-30' });
  const first = await undo();
  expect(first).toMatchObject({ deadline: { date: '2020-12-31', text: '2020年底' }, can: { undoDeadline: false } });
  expect(said(first)).toContain('撤销调整：完成时限由 2020-06-30 改为 2020-12-31（会议未通过）');
  const { dueOn, nextRung, nextRungOn, arming } = before;
  expect(await completion()).toMatchObject({ dueOn, nextRung, nextRungOn, arming });
});

it('is undone no more where the document has set another deadline since', async () => {
  await save('2020-06-30', (await preview('2020-06-30')).version).expect(200);
  await api.db.measure.update({ where: { id }, data: { deadlineOn: '2020-10-31' } });
  const { body } = await office.get(`/api/measures/${id}`).expect(200);
  expect(body).toMatchObject({ deadlineChange: null, can: { deadline: true, undoDeadline: false } });
});

it('a day that has passed, a paused or an ended measure is refused in words, and so is whoever may not', async () => {
  const past = await office.post(`${path}/preview`, { date: '2019-12-01' }).expect(400);
  expect(past.body.errors).toEqual([expect.objectContaining({ pointer: '/date' })]);
  expect(past.body.detail).toContain('不能早于今天（2019-12-02）');
  await office.post(`${path}/preview`, { date: '2020-12-31' }).expect(400);
  await (await api.as('otherLeader')).post(`${path}/preview`, { date: '2020-06-30' }).expect(404);
  await (await api.as('eduHead')).post(`${path}/preview`, { date: '2020-06-30' }).expect(403);
  const { version } = await preview('2020-06-30');
  await office.post(`/api/measures/${id}/pause`, { reason: '等待批复' }).expect(200);
  const paused = await save('2020-06-30', version).expect(409);
  expect(paused.body.detail).toContain('已暂停');
  await office.post(`/api/measures/${id}/withdraw`, { reason: '上级取消' }).expect(200);
  const ended = await save('2020-06-30', version).expect(409);
  expect(ended.body.detail).toContain('不能再调整');
});

it('a deadline for a later day is shown where one looks for it, taken back by whoever may change it, and told in the trail', async () => {
  const body = { date: '2020-06-30', fromDay: '2020-01-10' };
  const { version, ...shown } = (await office.post(`${path}/preview`, body).expect(200)).body;
  expect(shown.items).toEqual([expect.objectContaining({ byThen: { overdue: false, rungs: [] } })]);
  const saved = (await office.post(path, { ...body, reason: '县委常委会议', version }).expect(200)).body;
  expect(saved).toMatchObject({
    ...{ deadline: { date: '2020-12-31' }, deadlineChange: null, can: { deadline: false, undoDeadline: false } },
    plannedDeadlines: [{ onDay: '2020-01-10', from: '2020-12-31', to: '2020-06-30', refusal: null, mayTakeBack: true }],
  });
  expect(said(saved)).toContain('定于 2020-01-10 起调整：完成时限由 2020-12-31 改为 2020-06-30（县委常委会议）');
  await office.post(`${path}/preview`, { date: '2020-06-30' }).expect(409);
  const { items } = (await office.get(`/api/planned-deadlines?planId=${saved.plan.id}`).expect(200)).body;
  expect(items).toEqual(saved.plannedDeadlines);
  expect((await office.get('/api/planned-deadlines?planId=another').expect(200)).body.items).toEqual([]);
  const cancel = `${path}/planned/${items[0].id}/cancel`;
  await (await api.as('eduHead')).post(cancel).expect(403);
  expect((await (await api.as('eduHead')).get('/api/planned-deadlines').expect(200)).body.items).toEqual([
    { ...items[0], mayTakeBack: false },
  ]);
  const taken = (await office.post(cancel).expect(200)).body;
  expect(taken).toMatchObject({ plannedDeadlines: [], can: { deadline: true } });
  expect(said(taken)).toContain('撤回原定 2020-01-10 起的调整：完成时限由 2020-12-31 改为 2020-06-30');
  await office.post(cancel).expect(404);
});

it('the office sees on its board that a deadline could not be changed on its day', async () => {
  const body = { date: '2020-06-30', fromDay: '2020-01-10' };
  const { version } = (await office.post(`${path}/preview`, body).expect(200)).body;
  await office.post(path, { ...body, reason: '县委常委会议', version }).expect(200);
  const tiles = async () => (await office.get('/api/board').expect(200)).body.tiles;
  expect(await tiles()).not.toContainEqual(expect.objectContaining({ key: 'deadlines' }));
  await api.db.plannedChange.updateMany({ data: { state: 'REFUSED', refusal: { zh: '已暂停', en: 'Paused' } } });
  expect(await tiles()).toContainEqual(expect.objectContaining({ key: 'deadlines', count: 1, link: '/plans' }));
});
