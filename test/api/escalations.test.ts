import mammoth from 'mammoth';
import { extractText, getDocumentProxy } from 'unpdf';
import type { EscalationState } from '../../prisma/generated/enums.ts';
import { startLaunched, type TestApi, type Username } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  ({ api } = await startLaunched());
});
afterAll(() => api.close());

interface Drafted {
  rung: string;
  state: EscalationState;
  unit?: string;
  approver?: { kind: 'OFFICE' | 'LEADER'; postId?: string; unit?: string };
  letter?: boolean;
}

/** An escalation of the first item of a unit (县教育局 unless said otherwise), as the daily round would claim it. */
async function escalate({ rung, state, unit = '县教育局', approver, letter }: Drafted): Promise<string> {
  const { id: unitId } = await api.db.unit.findFirstOrThrow({ where: { name: unit } });
  const item = await api.db.workItem.findFirstOrThrow({ where: { unitId, measureId: { not: null }, kind: 'SIGN' } });
  const approverUnit = approver?.unit
    ? await api.db.unit.findFirstOrThrow({ where: { name: { endsWith: approver.unit } } })
    : null;
  const id = `${rung}-${Math.random().toString(36).slice(2)}`;
  const shared = {
    countyId: item.countyId,
    workItemId: item.id,
    planId: item.planId,
    measureId: item.measureId,
    unitId,
  };
  const letterId = letter ? `letter-${id}` : null;
  if (letterId) {
    await api.db.letter.create({
      data: {
        ...shared,
        id: letterId,
        series: '督办',
        title: `督办单 ${id}`,
        text: '请抓紧办理',
        draftedOn: '2019-12-02',
        itemDueOn: item.dueOn,
        ...{ approverKind: approver?.kind ?? null, approverPostId: approver?.postId ?? null },
        approverUnitId: approverUnit?.id ?? null,
      },
    });
  }
  await api.db.escalation.create({
    data: {
      ...{ ...shared, id, instanceId: item.instanceId, obligationKey: id, arming: 1, rung, state, letterId },
      ...{ reachedOn: '2019-12-02', approverKind: approver?.kind ?? null, approverPostId: approver?.postId ?? null },
      approverUnitId: approverUnit?.id ?? null,
      receiverKind: rung === 'COPY' ? 'DISCIPLINE' : null,
    },
  });
  return id;
}

async function seenBy(username: Username): Promise<string[]> {
  const client = await api.as(username);
  const { body } = await client.get('/api/escalations?limit=200').expect(200);
  return body.items.map((row: { id: string }) => row.id);
}

const talk = () => escalate({ rung: 'TALK', state: 'DRAFTED', approver: { kind: 'LEADER', postId: 'post-leader' } });

describe('a talk', () => {
  it('is approved by its named approver alone, with a reason', async () => {
    const id = await talk();
    const office = await api.as('office');
    expect((await office.get(`/api/escalations/${id}`).expect(200)).body.can.approve).toBe(false);
    await office.post(`/api/escalations/${id}/approve`, { reason: '同意' }).expect(403);
    const leader = await api.as('leader');
    expect((await leader.get(`/api/escalations/${id}`).expect(200)).body).toMatchObject({
      rung: 'TALK',
      rungLabel: { zh: '约谈' },
      unit: { name: '县教育局' },
      approver: { kind: 'LEADER', post: { holder: { name: '李明' } } },
      can: { approve: true, reject: true, sign: false },
    });
    await leader.post(`/api/escalations/${id}/approve`, {}).expect(400);
    const approved = await leader.post(`/api/escalations/${id}/approve`, { reason: '多次催办未报' }).expect(200);
    expect(approved.body).toMatchObject({ state: 'APPROVED', reason: '多次催办未报', decidedOn: '2019-12-02' });
    await leader.post(`/api/escalations/${id}/approve`, { reason: '再次' }).expect(409);
  });

  it('is not seen by other leaders, other units, nor the unit itself before it is decided', async () => {
    const id = await talk();
    expect(await seenBy('leader')).toContain(id);
    expect(await seenBy('chief')).toContain(id);
    for (const username of ['otherLeader', 'finHead', 'eduHead', 'discipline'] as const) {
      expect(await seenBy(username)).not.toContain(id);
    }
    const other = await api.as('otherLeader');
    await other.get(`/api/escalations/${id}`).expect(404);
    await other.post(`/api/escalations/${id}/approve`, { reason: '同意' }).expect(404);
  });
});

describe('a copy to the discipline commission', () => {
  it('is held by the office with a reason and released again', async () => {
    const id = await escalate({ rung: 'COPY', state: 'LISTED' });
    const office = await api.as('office');
    await office.post(`/api/escalations/${id}/hold`, { reason: ' ' }).expect(400);
    const held = await office.post(`/api/escalations/${id}/hold`, { reason: '单位已说明情况' }).expect(200);
    expect(held.body).toMatchObject({ state: 'HELD', can: { hold: false, release: true } });
    const leader = await api.as('leader');
    expect((await leader.get(`/api/escalations/${id}`).expect(200)).body.reason).toBe('单位已说明情况');
    const released = await office.post(`/api/escalations/${id}/release`, {}).expect(200);
    expect(released.body.state).toBe('LISTED');
  });

  it('opens just the item it is about, is acknowledged and has its outcome recorded', async () => {
    expect(await seenBy('discipline')).toEqual([]);
    const id = await escalate({ rung: 'COPY', state: 'SENT' });
    const discipline = await api.as('discipline');
    const { body } = await discipline.get(`/api/escalations/${id}`).expect(200);
    expect(body.can).toMatchObject({ acknowledge: true, recordOutcome: false });
    expect(body.timeline.length).toBeGreaterThan(0);
    await discipline.get(`/api/work-items/${body.workItemId}`).expect(200);
    await discipline.get(`/api/measures/${body.measureId}`).expect(200);
    const office = await api.as('office');
    const { body: plans } = await office.get('/api/plans').expect(200);
    const { body: register } = await discipline.get(`/api/plans/${plans.items[0].id}/measures`).expect(200);
    expect(register.items.map((measure: { id: string }) => measure.id)).toEqual([body.measureId]);

    const receiving = async () => (await discipline.get('/api/board').expect(200)).body.receiving;
    expect(await receiving()).toMatchObject([{ id, can: { acknowledge: true } }]);
    expect((await office.get('/api/board').expect(200)).body.receiving).toEqual([]);
    await discipline.post(`/api/escalations/${id}/outcome`, { text: '已约谈' }).expect(409);
    const receipt = await discipline.post(`/api/escalations/${id}/acknowledge`, { receipt: '收字1号' }).expect(200);
    expect(receipt.body).toMatchObject({ state: 'ACKNOWLEDGED', can: { recordOutcome: true } });
    expect(await receiving()).toMatchObject([{ id, can: { recordOutcome: true } }]);
    const outcome = await discipline.post(`/api/escalations/${id}/outcome`, { text: '批评教育' }).expect(200);
    expect(outcome.body.outcome).toBe('批评教育');
    expect(await receiving()).toEqual([]);
  });
});

describe('supervision orders', () => {
  const order = (unit?: string) =>
    escalate({
      ...{ rung: 'SUPERVISE', state: 'DRAFTED', letter: true },
      ...(unit ? { unit } : {}),
      approver: { kind: 'OFFICE', unit: '领导小组办公室' },
    });

  it('are signed many at once, get their numbers then, and reach their unit only then', async () => {
    const ids = [await order(), await order('县财政局')];
    const letterIds = ids.map((id) => `letter-${id}`);
    const office = await api.as('office');
    const drafts = await office.get('/api/letters?state=DRAFT').expect(200);
    expect(drafts.body.items.map((letter: { id: string }) => letter.id).sort()).toEqual([...letterIds].sort());
    expect(drafts.body.items[0]).toMatchObject({ number: null, can: { sign: true } });
    expect((await office.get(`/api/escalations/${ids[0]}`).expect(200)).body.can).toMatchObject({
      sign: true,
      approve: false,
    });
    const head = await api.as('eduHead');
    await head.get(`/api/letters/${letterIds[0]}`).expect(404);

    const signed = await office.post('/api/letters/sign', { ids: letterIds }).expect(200);
    expect(signed.body.signed.map((letter: { number: string }) => letter.number).sort()).toEqual([
      '督办〔2019〕1号',
      '督办〔2019〕2号',
    ]);
    const letter = await head.get(`/api/letters/${letterIds[0]}`).expect(200);
    expect(letter.body).toMatchObject({ state: 'SIGNED', text: '请抓紧办理', signedOn: '2019-12-02' });
    await head.get(`/api/letters/${letterIds[1]}`).expect(404);
    expect(await seenBy('eduHead')).toContain(ids[0]);
    expect(await seenBy('eduHead')).not.toContain(ids[1]);
  });

  it('are not signed twice', async () => {
    const id = `letter-${await order()}`;
    const office = await api.as('office');
    await office.post('/api/letters/sign', { ids: [id] }).expect(200);
    const before = await office.get(`/api/letters/${id}`).expect(200);
    await office.post('/api/letters/sign', { ids: [id] }).expect(200);
    const after = await office.get(`/api/letters/${id}`).expect(200);
    expect(after.body.number).toBe(before.body.number);
  });

  it('are downloaded as PDF and Word by whoever may read them, and by nobody else', async () => {
    const id = `letter-${await order()}`;
    const office = await api.as('office');
    const head = await api.as('eduHead');
    const path = (format: string) => `/api/letters/${id}/file?format=${format}`;
    await head.get(path('pdf')).expect(404);
    await office.post('/api/letters/sign', { ids: [id] }).expect(200);
    const { body: letter } = await head.get(`/api/letters/${id}`).expect(200);

    const pdf = await head.get(path('pdf')).responseType('blob').expect(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.headers['content-disposition']).toContain(encodeURIComponent(`${letter.number}.pdf`));
    const read = await extractText(await getDocumentProxy(new Uint8Array(pdf.body)), { mergePages: true });
    expect(read.text.replace(/\s/gu, '')).toContain(letter.number);
    expect(read.text).toContain('【演练】');

    const word = await head.get(path('docx')).responseType('blob').expect(200);
    const { value } = await mammoth.extractRawText({ buffer: word.body });
    expect(value).toContain(letter.number);
    expect(value).toContain('请抓紧办理');

    const finance = await api.as('finHead');
    await finance.get(path('pdf')).expect(404);
    await head.get(path('exe')).expect(400);
  });
});
