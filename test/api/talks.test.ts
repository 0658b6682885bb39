import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { extractText, getDocumentProxy } from 'unpdf';
import type { EscalationState } from '../../prisma/generated/enums.ts';
import { itemOf } from '../support/plan.ts';
import { startLaunched, type TestApi } from './support.ts';

let api: TestApi;
beforeEach(async () => {
  ({ api } = await startLaunched());
});
afterEach(() => api.close());

/** A rung of an item of 县教育局, as the daily round would claim it; 李明 decides about it. */
async function reach(rung: string, state: EscalationState): Promise<string> {
  const unit = await api.db.unit.findFirstOrThrow({ where: { name: '县教育局' } });
  const item = await itemOf(api.db, { kind: 'SIGN', unitId: unit.id });
  const { instanceId, obligationKey, planId, measureId, unitId, countyId } = item;
  const { id } = await api.db.escalation.create({
    data: {
      ...{ id: `rung-${rung}`, countyId, instanceId, obligationKey, arming: 1, rung, state },
      ...{ workItemId: item.id, planId, measureId, unitId, reachedOn: '2019-12-02', deliveredOn: '2019-12-02' },
      ...{ approverKind: 'LEADER', approverPostId: 'post-leader' },
      receiverKind: rung === 'COPY' || rung === 'REFER' ? 'DISCIPLINE' : null,
    },
  });
  return id;
}

const held = {
  heldOn: '2019-12-02',
  host: '李明',
  attendees: ['局长（县教育局）'],
  record: '通报情况，要求限期整改。',
  promises: [{ text: '完成学籍核查', dueOn: '2019-12-20' }],
};

it('a talk goes from its invitation to its record, its promises and what came of them', async () => {
  const id = await reach('TALK', 'APPROVED');
  const leader = await api.as('leader');
  const path = `/api/escalations/${id}/talk`;
  const onBoard = async () => (await leader.get('/api/board').expect(200)).body;
  expect((await onBoard()).talks).toMatchObject([{ id, talkState: null, can: { talk: true } }]);
  for (const other of ['otherLeader', 'eduHead'] as const) {
    expect((await (await api.as(other)).get('/api/board').expect(200)).body.talks).toEqual([]);
  }
  await (await api.as('otherLeader')).post(path, { at: '2019-12-05 9:00', place: '第一会议室' }).expect(404);
  await leader.post(`${path}/record`, held).expect(409);
  const { body: arranged } = await leader.post(path, { at: '2019-12-05 9:00', place: '第一会议室' }).expect(200);
  expect(arranged).toMatchObject({ canArrangeTalk: false, talk: { state: 'ARRANGED', can: { record: true } } });
  await leader.post(path, { at: '2019-12-06', place: '第二会议室' }).expect(409);
  expect((await onBoard()).signing).toMatchObject([{ id: arranged.talk.letter.id, kind: 'TALK', can: { sign: true } }]);
  const signed = await leader.post('/api/letters/sign', { ids: [arranged.talk.letter.id] }).expect(200);
  expect(signed.body.signed[0].number).toBe('约谈〔2019〕1号');
  expect(await onBoard()).toMatchObject({ signing: [], talks: [{ id, talkState: 'ARRANGED' }] });
  const head = await api.as('eduHead');
  expect((await head.get(`/api/letters/${arranged.talk.letter.id}`).expect(200)).body.text).toContain('第一会议室');

  await head.post(`${path}/record`, held).expect(403);
  await leader.post(`${path}/record`, { ...held, heldOn: '2019-12-03' }).expect(400);
  const { body: recorded } = await leader.post(`${path}/record`, held).expect(200);
  expect(recorded.talk).toMatchObject({
    state: 'HELD',
    attendees: held.attendees,
    can: { record: false, followUp: true },
  });
  const [promise] = recorded.talk.promises;
  expect(promise).toMatchObject({ text: '完成学籍核查', dueOn: '2019-12-20', state: 'OPEN' });
  const { body: item } = await head.get(`/api/work-items/${promise.itemId}`).expect(200);
  expect(item).toMatchObject({ kind: 'PROMISE', asked: '完成学籍核查', can: { submit: true } });
  await head.post(`/api/work-items/${promise.itemId}/submit`, { text: '已完成' }).expect(200);

  const { body: closed } = await leader.post(`${path}/follow-up`, { text: '承诺已落实' }).expect(200);
  expect(closed).toMatchObject({ outcome: '承诺已落实', talk: { state: 'FOLLOWED_UP', followedUpBy: '李明' } });
  expect(closed.talk.promises[0].state).toBe('ACCEPTED');
  expect((await onBoard()).talks).toEqual([]);
});

it('a unit that is to explain reads about what and before what, and sees the rung once it is decided', async () => {
  const id = await reach('TALK', 'DRAFTED');
  const leader = await api.as('leader');
  const { body: asked } = await leader.post(`/api/escalations/${id}/explanation`, { within: 2 }).expect(200);
  const path = `/api/work-items/${asked.explanation.itemId}`;
  expect((await leader.get(path).expect(200)).body.explains).toMatchObject({ escalationId: id });
  const head = await api.as('eduHead');
  const about = { workItemId: asked.workItemId, kindLabel: { zh: '签收' }, rungLabel: { zh: '约谈' } };
  expect((await head.get(path).expect(200)).body.explains).toMatchObject({ ...about, escalationId: null });
  await head.get(`/api/work-items/${asked.workItemId}`).expect(200);
  await head.post(`${path}/submit`, { text: '正在核实' }).expect(200);
  await leader.post(`/api/escalations/${id}/approve`, { reason: '同意约谈' }).expect(200);
  expect((await head.get(path).expect(200)).body.explains).toMatchObject({ escalationId: id });
  await head.get(`/api/escalations/${id}`).expect(200);
});

describe('a finding', () => {
  it('is closed as tolerated by whoever decides about it, with its ground, and nothing more comes of the delay', async () => {
    const id = await reach('TALK', 'DRAFTED');
    const body = { ground: 'UNINTENDED', reason: '为赶进度先行施工，未造成损失' };
    const office = await api.as('office');
    await office.post(`/api/escalations/${id}/tolerate`, body).expect(403);
    const leader = await api.as('leader');
    await leader.post(`/api/escalations/${id}/tolerate`, { ...body, ground: 'NONE' }).expect(400);
    const { body: closed } = await leader.post(`/api/escalations/${id}/tolerate`, body).expect(200);
    expect(closed).toMatchObject({
      state: 'TOLERATED',
      reason: body.reason,
      tolerance: { zh: '为推动发展的无意过失' },
    });
    expect(closed.can).toMatchObject({ approve: false, tolerate: false });
    await leader.post(`/api/escalations/${id}/tolerate`, body).expect(409);
    const { workItemId } = await api.db.escalation.findUniqueOrThrow({ where: { id } });
    const item = await api.db.workItem.findUniqueOrThrow({ where: { id: workItemId } });
    expect(item).toMatchObject({ state: 'OPEN', nextRung: null, nextRungOn: null });
    const head = await api.as('eduHead');
    expect((await head.get(`/api/escalations/${id}`).expect(200)).body.state).toBe('TOLERATED');
  });

  it('that was referred is closed as tolerated by the commission, which goes on seeing it', async () => {
    const id = await reach('REFER', 'ACKNOWLEDGED');
    const commission = await api.as('discipline');
    const body = { ground: 'BEYOND_CONTROL', reason: '因洪灾停工' };
    await commission.post(`/api/escalations/${id}/tolerate`, body).expect(200);
    expect((await commission.get(`/api/escalations/${id}`).expect(200)).body.state).toBe('TOLERATED');
  });
});

it('a referral is handed over as one PDF and one ZIP, made once, read by the commission and never by the unit', async () => {
  const id = await reach('REFER', 'DRAFTED');
  await api.db.escalation.update({ where: { id }, data: { deliveredOn: null } });
  const leader = await api.as('leader');
  const commission = await api.as('discipline');
  const path = (format: string) => `/api/escalations/${id}/package?format=${format}`;
  await leader.get(path('pdf')).expect(409);
  await commission.get(path('pdf')).expect(404);
  const office = await api.as('office');
  const { workItemId } = await api.db.escalation.findUniqueOrThrow({ where: { id } });
  const drafted = await office.post('/api/letters', { workItemId, kind: 'REMINDER' }).expect(201);
  await office.post('/api/letters/sign', { ids: [drafted.body.id] }).expect(200);
  const head = await api.as('eduHead');
  await head.post(`/api/letters/${drafted.body.id}/receive`, {}).expect(200);
  const objection = { about: 'LETTER', letterId: drafted.body.id, text: '已按期签收' };
  await head.post('/api/objections', objection).expect(201);
  const talkId = await reach('TALK', 'APPROVED');
  await leader.post(`/api/escalations/${talkId}/talk`, { at: '2019-12-02 9:00', place: '第一会议室' }).expect(200);
  await leader.post(`/api/escalations/${talkId}/talk/record`, held).expect(200);
  const { unitId } = await api.db.escalation.findUniqueOrThrow({ where: { id } });
  await api.db.extraDay.create({
    data: {
      ...{ id: 'extra', countyId: 'test-county', unitId, day: '2019-12-06', working: false, name: '校庆' },
      ...{ reason: '校庆', savedBy: '管理员', savedOn: '2019-12-02', sinceVersion: 1 },
    },
  });
  await leader.post(`/api/escalations/${id}/approve`, { reason: '多次督办仍不履行职责' }).expect(200);

  const get = async (format: string) =>
    (await commission.get(path(format)).responseType('blob').expect(200)).body as Buffer;
  const pdf = await get('pdf');
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  const read = text.replace(/\s/gu, '');
  for (const part of [
    ...['多次督办仍不履行职责', '提醒〔2019〕1号', '签收：局长，2019-12-02', '稳固教育保障'],
    ...['异议（2019-12-02，局长，针对提醒〔2019〕1号）', '已按期签收'],
    ...[
      '移送问题线索，2019-12-02送达，李明决定',
      '约谈人：李明',
      '内容：完成学籍核查',
      '承办单位：2019-12-06休息（校庆）',
      '2019年放假：',
    ],
    ...['升级规则“默认升级规则”第1版', '逾期15个工作日', '提前1个工作日列示'],
  ]) {
    expect(read).toContain(part);
  }
  expect(read).not.toMatch(/SENT|null|undefined/u);
  const zip = await JSZip.loadAsync(await get('zip'));
  const names = Object.keys(zip.files).filter((name) => !name.endsWith('/'));
  expect(names).toEqual(
    expect.arrayContaining([
      '移送材料.pdf',
      '文书/提醒〔2019〕1号.pdf',
      '时间线.csv',
      '异议、延期和催办.txt',
      '工作日历.json',
      '升级规则.json',
    ]),
  );
  const list = (await zip.file('校验清单.txt')?.async('string')) ?? '';
  for (const line of list.trim().split('\n')) {
    const [hash, name = ''] = line.split('  ');
    const bytes = (await zip.file(name)?.async('nodebuffer')) ?? Buffer.alloc(0);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
  }
  const { body } = await commission.get(`/api/escalations/${id}`).expect(200);
  expect(body.package).toMatchObject({
    readable: true,
    made: { pdfHash: createHash('sha256').update(pdf).digest('hex') },
  });
  expect((await get('pdf')).equals(pdf)).toBe(true);
  await head.get(path('pdf')).expect(403);

  const receipt = { receipt: '纪收〔2019〕7号' };
  const { body: acknowledged } = await commission.post(`/api/escalations/${id}/acknowledge`, receipt).expect(200);
  expect(acknowledged).toMatchObject({ receipt: receipt.receipt, reason: '多次督办仍不履行职责' });
});
