import iconv from 'iconv-lite';
import { docxOf, pdfOf } from '../support/documentFiles.ts';
import { launchPlan, PLAN_TEXT, startApi, type TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function importDraft(text = PLAN_TEXT): Promise<string> {
  const office = await api.as('office');
  const answer = await office
    .post('/api/plans/import')
    .attach('file', Buffer.from(text), { filename: '方案.txt', contentType: 'text/plain' })
    .expect(201);
  return answer.body.id;
}

describe('importing a document', () => {
  it('makes a draft with the measures beside their text and proposals for every name', async () => {
    const office = await api.as('office');
    const { body } = await office.get(`/api/plans/drafts/${await importDraft()}`).expect(200);
    expect(body.document).toMatchObject({ fileName: '方案.txt', text: PLAN_TEXT });
    expect(body.content.measures).toHaveLength(2);
    const [first] = body.content.measures;
    expect(PLAN_TEXT.slice(first.source[0].start, first.source[0].end)).toContain('义务教育巩固率96%');
    expect(body.resolution.units).toContainEqual(
      expect.objectContaining({ name: '县教育局', kind: 'unit', verdict: 'sure' }),
    );
    expect(body.resolution.leaders).toContainEqual(
      expect.objectContaining({ name: '李明', matchId: 'post-leader', verdict: 'sure' }),
    );
    expect(body.settings.periods.map((period: { key: string }) => period.key)).toEqual(['2020-MID', '2020-END']);
    expect(body.findings.filter((finding: { severity: string }) => finding.severity === 'error')).toEqual([]);
    expect(body.can).toEqual({ edit: true, launch: true, discard: true });
  });

  it('proposes units, groups and leaders that the county does not know', async () => {
    const office = await api.as('office');
    const text = PLAN_TEXT.replaceAll('县财政局', '各乡镇党委、政府').replaceAll('王平', '钱进');
    const { body } = await office.get(`/api/plans/drafts/${await importDraft(text)}`).expect(200);
    expect(body.resolution.units).toContainEqual(
      expect.objectContaining({ name: '各乡镇党委、政府', kind: 'group', verdict: 'unknown' }),
    );
    expect(body.settings.groups['各乡镇党委、政府']).toEqual({ members: 'allTownships', pending: true });
    expect(body.settings.leaders.钱进).toMatchObject({ create: { personName: '钱进' } });
  });

  it('marks at its field where the body and the list of tasks differ', async () => {
    const office = await api.as('office');
    const list = '附件：责任清单\n序号\t任务\t责任单位\t配合单位\n1\t稳固教育保障\t县教育局\t县审计局\n';
    const text = `${PLAN_TEXT}\n\n${list}`;
    const { body } = await office.get(`/api/plans/drafts/${await importDraft(text)}`).expect(200);
    const differing = body.findings.filter(({ message }: { message: { zh: string } }) =>
      /正文为.*清单为/.test(message.zh),
    );
    expect(differing.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/content/measures/0/supportingUnits',
    ]);
  });

  it('keeps what the office enters while titles are missing, and asks for them before the launch', async () => {
    const office = await api.as('office');
    const id = await importDraft('一、修路（责任单位：县财政局）\n二、架桥（责任单位：县财政局）');
    const address = `/api/plans/drafts/${id}`;
    const { content } = (await office.get(address).expect(200)).body;
    const [first, second] = content.measures;
    const measures = [
      { ...first, title: '' },
      { ...second, accepted: true },
    ];
    const { body } = await office.patch(address, { version: 1, content: { ...content, measures } }).expect(200);
    const errors = body.findings.filter(({ severity }: { severity: string }) => severity === 'error');
    expect(errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/content/plan/title',
      '/content/measures/0/title',
    ]);
    expect((await office.post(`${address}/launch`, {}).expect(422)).body.code).toBe('LAUNCH_INCOMPLETE');
  });

  it('refuses what no draft can hold', async () => {
    const office = await api.as('office');
    const rows = Array.from({ length: 2001 }, (_, row) => `${row + 1}\t修路${row + 1}\t县财政局`);
    const list = Buffer.from(`序号\t任务\t责任单位\n${rows.join('\n')}`);
    const { body } = await office.post('/api/plans/import').attach('file', list, 'a.txt').expect(413);
    expect(body).toMatchObject({ code: 'DOCUMENT_TOO_LARGE', detail: expect.stringContaining('2000项') });
  });

  it('refuses what is classified, what is no text and what is no plan', async () => {
    const office = await api.as('office');
    const send = (bytes: Buffer) => office.post('/api/plans/import').attach('file', bytes, 'a.txt');
    expect((await send(Buffer.from(`机密★1年\n\n${PLAN_TEXT}`)).expect(422)).body.code).toBe('DOCUMENT_CLASSIFIED');
    expect((await send(Buffer.from('%PDF-1.7 …')).expect(422)).body.code).toBe('DOCUMENT_UNREADABLE');
    expect((await send(Buffer.from('今天天气很好。')).expect(422)).body.code).toBe('NOT_A_PLAN');
    expect((await office.post('/api/plans/import', {}).expect(400)).body.errors[0].pointer).toBe('/file');
    expect((await send(Buffer.alloc(21 * 1024 * 1024, 'a')).expect(413)).body.code).toBe('DOCUMENT_TOO_LARGE');
  });
});

/** The lines of an answer that comes line by line. */
const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('importing line by line', () => {
  const send = async (bytes: Buffer, name: string) => {
    const office = await api.as('office');
    const request = office.post('/api/plans/import').set('Accept', 'application/x-ndjson').attach('file', bytes, name);
    return request.buffer(true).parse((res, done) => {
      let text = '';
      res.setEncoding('utf8');
      res.on('data', (part: string) => {
        text += part;
      });
      res.on('end', () => done(null, text));
    });
  };

  it('tells the page it has come to, and the draft at the end', async () => {
    const answer = await send(await pdfOf(PLAN_TEXT), '方案.pdf');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/x-ndjson');
    const lines = linesOf(answer.body);
    expect(lines).toContainEqual({ stage: 'read', page: 1, pages: 1 });
    const office = await api.as('office');
    const { body } = await office.get(`/api/plans/drafts/${lines.at(-1)?.id}`).expect(200);
    expect(body.content.measures).toHaveLength(2);
  });

  it('ends with the problem where the document is refused', async () => {
    const { body } = await send(Buffer.from('今天天气很好。'), 'a.txt');
    expect(linesOf(body).at(-1)).toMatchObject({ code: 'NOT_A_PLAN', status: 422, detail: expect.any(String) });
  });
});

describe('importing other forms', () => {
  it('takes Word files, and texts in the encoding that is named', async () => {
    const office = await api.as('office');
    await office
      .post('/api/plans/import')
      .attach('file', await docxOf(PLAN_TEXT), '方案.docx')
      .expect(201);
    const wide = iconv.encode(PLAN_TEXT, 'utf-16le');
    const named = (encoding: string) =>
      office.post('/api/plans/import').attach('file', wide, 'a.txt').field('encoding', encoding);
    const { id } = (await named('utf-16le').expect(201)).body;
    expect((await office.get(`/api/plans/drafts/${id}`)).body.document.text).toBe(PLAN_TEXT);
    expect((await named('utf-8').expect(422)).body.code).toBe('DOCUMENT_UNREADABLE');
    expect((await named('latin1').expect(400)).body.errors[0].pointer).toBe('/encoding');
  });

  it('refuses a huge file by its stated length', async () => {
    const office = await api.as('office');
    const huge = Buffer.alloc(22 * 1024 * 1024, 'a');
    expect((await office.post('/api/plans/import').attach('file', huge, 'a.txt').expect(413)).body.detail).toContain(
      '20 MB',
    );
  });
});

describe('a draft', () => {
  it('takes corrections, and refuses those made on an older version with the current one', async () => {
    const office = await api.as('office');
    const id = await importDraft();
    const { body: before } = await office.get(`/api/plans/drafts/${id}`).expect(200);
    const content = { ...before.content, plan: { ...before.content.plan, title: '更正后的标题' } };
    const { body: after } = await office.patch(`/api/plans/drafts/${id}`, { version: 1, content }).expect(200);
    expect(after).toMatchObject({ version: 2, content: { plan: { title: '更正后的标题' } } });
    const stale = await office.patch(`/api/plans/drafts/${id}`, { version: 1, content: before.content }).expect(409);
    expect(stale.body).toMatchObject({ code: 'STALE_VERSION', current: { version: 2 } });
    const kept = await office.get(`/api/plans/drafts/${id}`).expect(200);
    expect(kept.body.content.plan.title).toBe('更正后的标题');
  });

  it('merges decisions about single names', async () => {
    const office = await api.as('office');
    const id = await importDraft();
    const decision = { create: { name: '县教育和体育局', kind: 'DEPARTMENT' } };
    await office
      .patch(`/api/plans/drafts/${id}`, { version: 1, settings: { units: { 县教育局: decision } } })
      .expect(200);
    const leaders = { 李明: { usePostId: 'post-chief' } };
    const { body } = await office.patch(`/api/plans/drafts/${id}`, { version: 2, settings: { leaders } }).expect(200);
    expect(body.settings.units.县教育局).toEqual(decision);
    expect(body.settings.units.县财政局).toHaveProperty('use');
    expect(body.settings.leaders.李明).toEqual({ usePostId: 'post-chief' });
  });

  it('is not launched with a deadline before today', async () => {
    const office = await api.as('office');
    const id = await importDraft();
    const { body } = await office.get(`/api/plans/drafts/${id}`).expect(200);
    const measures = body.content.measures.map((measure: { deadline: object }) => ({
      ...measure,
      deadline: { ...measure.deadline, date: '2019-06-30' },
    }));
    await office.patch(`/api/plans/drafts/${id}`, { version: 1, content: { ...body.content, measures } }).expect(200);
    const refused = await office.post(`/api/plans/drafts/${id}/launch`, {}).expect(422);
    expect(refused.body.code).toBe('LAUNCH_INCOMPLETE');
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/content/measures/0/deadline',
      '/content/measures/1/deadline',
    ]);
  });

  it('that is discarded can neither be changed nor launched', async () => {
    const office = await api.as('office');
    const id = await importDraft();
    await office.delete(`/api/plans/drafts/${id}`).expect(204);
    await office.patch(`/api/plans/drafts/${id}`, { version: 2, settings: {} }).expect(409);
    await office.post(`/api/plans/drafts/${id}/launch`, {}).expect(409);
    await office.delete(`/api/plans/drafts/${id}`).expect(409);
    const listed = await office.get('/api/plans/drafts?limit=200').expect(200);
    expect(listed.body.items.map((draft: { id: string }) => draft.id)).not.toContain(id);
  });
});

describe('a launched plan', () => {
  let planId: string;
  beforeAll(async () => {
    planId = await launchPlan(api);
  });

  it('starts its workflows once, and launching again answers with the same plan', async () => {
    const office = await api.as('office');
    const draft = await api.db.planDraft.findFirstOrThrow({ where: { planId } });
    const again = await office.post(`/api/plans/drafts/${draft.id}/launch`, {}).expect(202);
    expect(again.body.planId).toBe(planId);
    expect(new Set(api.rollouts)).toEqual(new Set([planId]));
    expect(await api.db.plan.count()).toBe(1);
  });

  it('has its register with lights and counts', async () => {
    const office = await api.as('office');
    const plan = await office.get(`/api/plans/${planId}`).expect(200);
    expect(plan.body).toMatchObject({ title: expect.stringContaining('教育保障'), counts: { measures: 2, closed: 0 } });
    expect(plan.body.counts.openItems).toBeGreaterThan(0);
    const { body } = await office.get(`/api/plans/${planId}/measures`).expect(200);
    expect(body.items.map((measure: { number: number }) => measure.number)).toEqual([1, 2]);
    const [first] = body.items;
    expect(first).toMatchObject({
      responsibleUnits: [{ name: '县教育局' }],
      supportingUnits: [{ name: '县财政局' }],
      leaders: [{ holder: { name: '李明' } }],
      deadline: { text: '2020年底', date: '2020-12-31' },
      state: 'RUNNING',
    });
    expect(first.light.reason.zh).not.toBe('');
    const lights = plan.body.counts;
    expect(lights.red + lights.yellow + lights.green + lights.grey).toBe(2);
    const coloured = await office.get(`/api/plans/${planId}/measures?light=${first.light.colour}`).expect(200);
    expect(coloured.body.items.map((measure: { id: string }) => measure.id)).toContain(first.id);
  });

  it('is searched and paged', async () => {
    const office = await api.as('office');
    const found = await office.get(`/api/plans/${planId}/measures?q=${encodeURIComponent('资金')}`).expect(200);
    expect(found.body.items).toHaveLength(1);
    const first = await office.get(`/api/plans/${planId}/measures?limit=1`).expect(200);
    const second = await office
      .get(`/api/plans/${planId}/measures?limit=1&cursor=${first.body.nextCursor}`)
      .expect(200);
    expect([first.body.items[0].number, second.body.items[0].number]).toEqual([1, 2]);
    expect(second.body.nextCursor).toBeNull();
    await office.get(`/api/plans/${planId}/measures?cursor=nonsense`).expect(400);
    const percent = await office.get(`/api/plans/${planId}/measures?q=%25`).expect(200);
    expect(percent.body.items).toHaveLength(1);
  });

  it('shows a measure with passages, items, what happened, and where its process stands', async () => {
    const office = await api.as('office');
    const list = await office.get(`/api/plans/${planId}/measures`).expect(200);
    const { body } = await office.get(`/api/measures/${list.body.items[0].id}`).expect(200);
    expect(body.passages[0].text).toContain('义务教育巩固率96%');
    expect(body.workItems.map((item: { kind: string }) => item.kind)).toContain('SIGN');
    expect(body.timeline.map((event: { text: { zh: string } }) => event.text.zh)).toContain('交办');
    expect(body.process.bpmnXml).toContain('<');
    expect(body.process.active.length).toBeGreaterThan(0);
    const document = await office.get(`/api/plans/${planId}/document`).expect(200);
    expect(document.body.passages.map((passage: { measureId: string }) => passage.measureId)).toContain(body.id);
  });

  it('keeps one group in the directory for all forms in which a document prints it', async () => {
    const office = await api.as('office');
    const forms = ['各乡（镇）', '各乡镇', '各乡(镇)'];
    const text = PLAN_TEXT.replace(/(?<=配合单位：).*/g, () => forms.shift() ?? '各乡镇');
    const id = await importDraft(
      `${text}\n\n（三）开展督查。\n\n责任单位：县财政局\n\n配合单位：各乡(镇)\n\n完成时限：2020年底`,
    );
    await office.post(`/api/plans/drafts/${id}/launch`, {}).expect(202);
    const { body } = await office.get('/api/unit-groups?limit=200').expect(200);
    expect(body.items.map(({ name }: { name: string }) => name).filter((name: string) => name.includes('乡'))).toEqual([
      '各乡（镇）',
    ]);
  });
});
