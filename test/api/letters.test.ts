import { Document, Packer, Paragraph } from 'docx';
import mammoth from 'mammoth';
import { itemOf } from '../support/plan.ts';
import { startLaunched, type TestApi, type Username } from './support.ts';

let api: TestApi;
let itemId: string;
beforeEach(async () => {
  ({ api } = await startLaunched());
  const unit = await api.db.unit.findFirstOrThrow({ where: { name: '县教育局' } });
  itemId = (await itemOf(api.db, { kind: 'SIGN', unitId: unit.id })).id;
});
afterEach(() => api.close());

async function draft(kind: string, more: object = {}): Promise<string> {
  const office = await api.as('office');
  const answer = await office.post('/api/letters', { workItemId: itemId, kind, ...more }).expect(201);
  return answer.body.id;
}

async function signed(kind: string, by: Username = 'office'): Promise<string> {
  const id = await draft(kind);
  const signer = await api.as(by);
  const answer = await signer.post('/api/letters/sign', { ids: [id] }).expect(200);
  expect(answer.body.signed).toHaveLength(1);
  return id;
}

const moveTo = (day: string) => api.db.county.updateMany({ data: { businessDate: day } });
const word = (...lines: string[]): Promise<Buffer> =>
  Packer.toBuffer(new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] }));

describe('drafting by hand', () => {
  it('fills the template with the facts of the item and names who signs', async () => {
    const id = await draft('REMINDER', { remark: '请同时报送联系人。' });
    const office = await api.as('office');
    const { body } = await office.get(`/api/letters/${id}`).expect(200);
    expect(body).toMatchObject({
      ...{ kind: 'REMINDER', kindLabel: { zh: '提醒函' }, state: 'DRAFT', number: null, draftedBy: '办公室主任' },
      ...{ approver: { kind: 'OFFICE' }, can: { sign: true, edit: true }, unit: { name: '县教育局' } },
    });
    expect(body.text).toMatch(/^县教育局：\n按照《.*测试县教育保障实施方案》（测发〔2019〕1号）/u);
    expect(body.text).toContain('请同时报送联系人。');
    await office.post('/api/letters', { workItemId: itemId, kind: 'REMINDER' }).expect(409);
  });

  it('leaves severe letters to their named approver', async () => {
    const id = await draft('TALK', { talkAt: '2019-12-05 9:00', talkPlace: '第一会议室' });
    const office = await api.as('office');
    await office.post('/api/letters/sign', { ids: [id] }).expect(403);
    const leader = await api.as('leader');
    const { body } = await leader.get(`/api/letters/${id}`).expect(200);
    expect(body.approver).toMatchObject({ kind: 'LEADER', post: { holder: { name: '李明' } } });
    expect(body.text).toContain('地点：第一会议室。');
    const answer = await leader.post('/api/letters/sign', { ids: [id] }).expect(200);
    expect(answer.body.signed[0].number).toBe('约谈〔2019〕1号');
  });

  it('is changed by one person after the other, and refused with a reason', async () => {
    const id = await draft('REMINDER');
    const office = await api.as('office');
    const edit = { title: '提醒', text: '县教育局：\n请办理。', version: 1 };
    expect((await office.put(`/api/letters/${id}`, edit).expect(200)).body).toMatchObject({ edited: true, version: 2 });
    await office.put(`/api/letters/${id}`, edit).expect(409);
    const anew = await office.post(`/api/letters/${id}/redraft`, { version: 2 }).expect(200);
    expect(anew.body).toMatchObject({ edited: false });
    expect(anew.body.text).not.toContain('请办理。');
    const refused = await office.post(`/api/letters/${id}/refuse`, { reason: '已电话提醒' }).expect(200);
    expect(refused.body).toMatchObject({ state: 'WITHDRAWN', withdrawnReason: '已电话提醒' });
    await office.put(`/api/letters/${id}`, { ...edit, version: 4 }).expect(409);
  });
});

describe('signing', () => {
  it('numbers each series by itself, without gaps, only what is signed', async () => {
    await draft('REMINDER').then(async (id) => {
      const office = await api.as('office');
      await office.post(`/api/letters/${id}/refuse`, { reason: '不需要' }).expect(200);
    });
    const first = await signed('REMINDER');
    const other = await signed('RECTIFICATION');
    const second = await signed('REMINDER');
    const office = await api.as('office');
    const numbers = await Promise.all([first, other, second].map((id) => office.get(`/api/letters/${id}`)));
    expect(numbers.map(({ body }) => body.number)).toEqual(['提醒〔2019〕1号', '整改〔2019〕1号', '提醒〔2019〕2号']);
  });

  it('withdraws a draft whose item was done meanwhile, and keeps one that speaks of another day', async () => {
    const id = await draft('REMINDER');
    const office = await api.as('office');
    await api.db.workItem.update({ where: { id: itemId }, data: { dueOn: '2019-12-31' } });
    const stale = await office.post('/api/letters/sign', { ids: [id] }).expect(200);
    expect(stale.body).toEqual({ signed: [], withdrawn: [], stale: [id], explaining: [] });
    const anew = await office.post(`/api/letters/${id}/redraft`, { version: 1 }).expect(200);
    expect(anew.body.text).toContain('2019-12-31');

    await api.db.workItem.update({ where: { id: itemId }, data: { state: 'ACCEPTED' } });
    const late = await office.post('/api/letters/sign', { ids: [id] }).expect(200);
    expect(late.body).toEqual({ signed: [], withdrawn: [id], stale: [], explaining: [] });
    expect((await office.get(`/api/letters/${id}`)).body).toMatchObject({ state: 'WITHDRAWN', number: null });
  });
});

describe('receipt and answer', () => {
  it('are given by the unit alone; an answer carries files and waits for the head', async () => {
    const id = await signed('RECTIFICATION');
    const head = await api.as('eduHead');
    const liaison = await api.as('eduLiaison');
    const finance = await api.as('finHead');
    await finance.post(`/api/letters/${id}/receive`, {}).expect(404);
    const { body: letter } = await head.post(`/api/letters/${id}/receive`, {}).expect(200);
    expect(letter).toMatchObject({
      receivedOn: '2019-12-02',
      receivedBy: '局长',
      can: { receive: false, answer: true },
    });
    expect(letter.answer).toMatchObject({ dueOn: '2019-12-16', answeredOn: null, overdue: false });

    const path = `/api/work-items/${letter.answer.itemId}`;
    const { body: item } = await liaison.get(path).expect(200);
    expect(item).toMatchObject({
      kind: 'ANSWER',
      letterId: id,
      subject: letter.title,
      can: { submit: false, prepare: true },
    });
    const pdf = Buffer.from('%PDF-1.4 evidence');
    const added = await liaison.post(`${path}/files`).attach('file', pdf, '整改照片.pdf').expect(201);
    await finance.get(`${path}/files/${added.body.id}`).expect(404);
    const office = await api.as('office');
    expect((await office.get(`${path}/files`).expect(200)).body.items).toEqual([]);
    await liaison.post(`${path}/prepare`, { text: '已整改到位' }).expect(200);
    await liaison.post(`${path}/submit`, { text: '已整改到位' }).expect(403);
    await head.post(`${path}/submit`, { text: '已整改到位' }).expect(200);

    const { body: answered } = await office.get(`/api/letters/${id}`).expect(200);
    expect(answered).toMatchObject({ answerText: '已整改到位', answer: { answeredOn: '2019-12-02', overdue: false } });
    expect(answered.answerFiles).toEqual([expect.objectContaining({ fileName: '整改照片.pdf', size: pdf.length })]);
    const download = await office.get(`${path}/files/${added.body.id}`).responseType('blob').expect(200);
    expect(download.headers['content-disposition']).toMatch(/^attachment/u);
    expect(download.body.equals(pdf)).toBe(true);
    await liaison.delete(`${path}/files/${added.body.id}`).expect(409);
  });

  it('that is overdue stands in the list of overdue answers and climbs its ladder', async () => {
    const id = await signed('RECTIFICATION');
    const office = await api.as('office');
    const overdue = async () => (await office.get('/api/letters?waiting=overdue').expect(200)).body.items;
    expect(await overdue()).toEqual([]);
    await moveTo('2019-12-17');
    expect(await overdue()).toEqual([
      expect.objectContaining({ id, answer: expect.objectContaining({ overdue: true }) }),
    ]);
    const answer = await api.db.workItem.findFirstOrThrow({ where: { kind: 'ANSWER' } });
    expect(answer).toMatchObject({ ladderUpTo: 'SUPERVISE', nextRung: 'REMIND_7' });
  });

  it('takes no file that is not what its name says, and none that calls itself classified', async () => {
    const id = await signed('RECTIFICATION');
    const head = await api.as('eduHead');
    const { body: letter } = await head.get(`/api/letters/${id}`).expect(200);
    const send = (content: string, name: string) =>
      head.post(`/api/work-items/${letter.answer.itemId}/files`).attach('file', Buffer.from(content), name);
    await send('<script>', '页面.html').expect(422);
    await send('MZ executable', '报告.pdf').expect(422);
    await send('%PDF-1.4', '机密 报告.pdf').expect(422);
    expect((await send('%PDF-1.4', '../../etc/报告.PDF').expect(201)).body.fileName).toBe('报告.pdf');
  });

  it('of a referral is the commission’s, and the unit never reads the letter', async () => {
    const id = await signed('REFERRAL', 'chief');
    const head = await api.as('eduHead');
    await head.get(`/api/letters/${id}`).expect(404);
    const { body: item } = await head.get(`/api/work-items/${itemId}`).expect(200);
    expect(JSON.stringify(item.history)).not.toMatch(/移送函|起草/u);
    const commission = await api.as('discipline');
    const { body } = await commission.get(`/api/letters/${id}`).expect(200);
    expect(body.text).toMatch(/^县纪委监委：/u);
    await commission.post(`/api/letters/${id}/receive`, {}).expect(200);
  });
});

describe('templates', () => {
  const reminder = {
    kind: 'REMINDER',
    title: '关于{{ 事项 }}的提醒',
    text: '{{ 单位 }}：\n请办理{{ 事项 }}。',
    answerWithin: 3,
  };

  it('are previewed with a real item, saved in versions, and used from then on', async () => {
    const admin = await api.as('admin');
    const preview = await admin.post('/api/letter-templates/preview', reminder).expect(200);
    expect(preview.body).toMatchObject({ real: true, text: expect.stringContaining('请办理') });
    const save = { ...reminder, basedOn: 0, reason: '改为简短格式' };
    expect((await admin.post('/api/letter-templates', save).expect(200)).body).toEqual({ version: 1 });
    await admin.post('/api/letter-templates', save).expect(409);
    const { body } = await admin.get('/api/letter-templates').expect(200);
    const set = body.items.find((one: { kind: string }) => one.kind === 'REMINDER');
    expect(set.versions.map((one: { version: number }) => one.version)).toEqual([1, 0]);

    const id = await signed('REMINDER');
    const office = await api.as('office');
    const { body: letter } = await office.get(`/api/letters/${id}`).expect(200);
    expect(letter).toMatchObject({ title: '【演练】关于签收的提醒', text: '县教育局：\n请办理签收。' });
    expect(letter.answer.dueOn).toBe('2019-12-05');
  });

  it('that are wrong are refused with the place and what to do', async () => {
    const admin = await api.as('admin');
    const wrong = { ...reminder, text: '{{ 单位 }}：\n请办理{{ 事情 }}。', basedOn: 0, reason: '试用' };
    const { body } = await admin.post('/api/letter-templates', wrong).expect(400);
    expect(body.errors[0].pointer).toBe('/text');
    expect(body.errors[0].detail).toContain('第2行');
    expect(body.errors[0].detail).toContain('事情');
  });

  it('of Word are tried out, filled, and given up again', async () => {
    const admin = await api.as('admin');
    const path = '/api/letter-templates/REMINDER/form';
    const send = (bytes: Buffer, name = '红头.docx') => admin.post(path).attach('file', bytes, name);
    const refused = await send(await word('{发文机关}', '{不存在}')).expect(400);
    expect(refused.body.detail).toContain('{不存在}');
    await send(await word('{#正文}{段落}')).expect(400);
    await send(Buffer.from('no zip at all')).expect(422);
    await send(await word('本机关红头', '{文号}', '{主送}', '{#正文}{段落}{/正文}', '{日期}')).expect(204);

    const id = await signed('REMINDER');
    const office = await api.as('office');
    const text = async () => {
      const file = await office.get(`/api/letters/${id}/file?format=docx`).responseType('blob').expect(200);
      return (await mammoth.extractRawText({ buffer: file.body })).value;
    };
    const filled = await text();
    expect(filled).toContain('本机关红头');
    expect(filled).toContain('提醒〔2019〕1号');
    expect(filled).not.toContain('{');
    await admin.delete(path).expect(204);
    expect(await text()).not.toContain('本机关红头');
  });
});
