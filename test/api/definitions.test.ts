import { drawingFor } from '../../domain/process/layout.ts';
import {
  boundary,
  callActivity,
  chain,
  diagram,
  endEvent,
  flow,
  gateway,
  loop,
  startEvent,
  subProcess,
  userTask,
} from '../domain/process/diagram.ts';
import { type Client, launchPlan, PLAN_TEXT, startApi, type TestApi, TODAY } from './support.ts';

let api: TestApi;
let admin: Client;
let office: Client;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('admin');
  office = await api.as('office');
});
afterAll(() => api.close());

const simple = (task = userTask('x')) => diagram(startEvent(), task, endEvent(), chain('start', 'x', 'end'));
const broken = diagram(startEvent(), userTask('x'), endEvent(), chain('start', 'end'), chain('x', 'end'));

/** A text with a drawing, as the designer saves it. */
const withDrawing = async (bpmnXml: string) => (await drawingFor(bpmnXml)) ?? bpmnXml;

/** A definition of its own with a draft of this text. */
async function drawn(name: string, bpmnXml = simple()): Promise<string> {
  const created = await admin.post('/api/definitions', { name, from: { bpmnXml } }).expect(201);
  return created.body.id;
}

async function publish(id: string, revision = 1): Promise<void> {
  await admin.post(`/api/definitions/${id}/submit`, { revision }).expect(200);
  await office.post(`/api/definitions/${id}/approve`, { revision }).expect(200);
}

const rules = (findings: { rule: string; severity: string }[], severity = 'error') =>
  findings.filter((finding) => finding.severity === severity).map((finding) => finding.rule);

describe('a file without a drawing', () => {
  const bare = diagram(
    ...[startEvent(), userTask('x', { holder: 'memberUnit' }, loop('answerableUnits')), endEvent()],
    ...[
      boundary('late', 'x', true),
      chain('start', 'x', 's'),
      flow('s', 'end', undefined, 'kept'),
      chain('late', 'end'),
    ],
    ...[subProcess('s', [startEvent('is'), userTask('iu'), endEvent('ie'), chain('is', 'iu', 'ie')])],
  );

  it('is drawn, and keeps everything that its elements mean', async () => {
    const created = await admin.post('/api/definitions', { name: '无图', from: { bpmnXml: bare } }).expect(201);
    expect(created.body.drawn).toBe(true);
    const { body } = await admin.get(`/api/definitions/${created.body.id}`).expect(200);
    expect(rules(body.findings, 'warning')).not.toContain('NOT_DRAWN');
    for (const id of ['start', 'x', 'late', 'kept', 'iu']) expect(body.bpmnXml).toContain(`bpmnElement="${id}"`);
    for (const said of [
      'duban:collection="answerableUnits"',
      'duban:holder="memberUnit"',
      'duban:timer="opened+10d"',
    ]) {
      expect(body.bpmnXml).toContain(said);
    }
    const again = await admin.post('/api/definitions', { name: '有图', from: { bpmnXml: body.bpmnXml } }).expect(201);
    expect(again.body.drawn).toBe(false);
    expect((await admin.get(`/api/definitions/${again.body.id}`)).body.bpmnXml).toBe(body.bpmnXml);
  });
});

describe('a file of another tool', () => {
  const fancy = simple().replace('<bpmn:endEvent', '<bpmn:fancyTask id="y"/><bpmn:endEvent');

  it('ids that cannot be read are replaced, and told', async () => {
    const odd = simple().replaceAll(/"x"/g, '"登记"');
    const created = await admin.post('/api/definitions', { name: '中文标识', from: { bpmnXml: odd } }).expect(201);
    expect(created.body).toMatchObject({ renamed: 1, unread: [] });
    const { body } = await admin.get(`/api/definitions/${created.body.id}`);
    expect(rules(body.findings)).toEqual([]);
    expect(body.bpmnXml).not.toContain('"登记"');
  });

  it('says what of it was not taken over, and is stored without', async () => {
    const created = await admin.post('/api/definitions', { name: '别的工具', from: { bpmnXml: fancy } }).expect(201);
    expect(created.body).toMatchObject({ drawn: true, unread: [{ zh: expect.stringContaining('bpmn:FancyTask') }] });
    const { body } = await admin.get(`/api/definitions/${created.body.id}`).expect(200);
    expect(body.bpmnXml).not.toContain('fancyTask');
  });

  it('that says another encoding than it came in is stored as what it is', async () => {
    const said = simple().replace('encoding="UTF-8"', 'encoding="GB2312"');
    const { body } = await admin.get(`/api/definitions/${await drawn('编码', said)}`).expect(200);
    expect(rules(body.findings)).toEqual([]);
    expect(body.bpmnXml).not.toContain('GB2312');
  });

  it('takes the place of a draft at its revision, and the trail says so', async () => {
    const id = await drawn('带出去改');
    await publish(id);
    await admin.post(`/api/definitions/${id}/draft`, { version: 1 }).expect(201);
    const path = `/api/definitions/${id}/draft/file`;
    const bpmnXml = simple(userTask('x', { due: 'opened+8wd' }));
    await office.post(path, { revision: 1, bpmnXml }).expect(403);
    await admin.post(path, { revision: 1, bpmnXml: 'hello' }).expect(422);
    expect((await admin.post(path, { revision: 1, bpmnXml }).expect(200)).body).toEqual({
      ...{ drawn: true, renamed: 0, unread: [] },
    });
    await admin.post(path, { revision: 1, bpmnXml }).expect(409);
    const { body } = await admin.get(`/api/definitions/${id}`).expect(200);
    expect(body.bpmnXml).toContain('opened+8wd');
    expect(body.draft).toMatchObject({ revision: 2, basedOn: 1 });
    const later = { revision: 2, bpmnXml: simple(userTask('x', { due: 'opened+9wd' })), name: '带出去改' };
    await admin.put(`/api/definitions/${id}/draft`, later).expect(200);
    const { trail } = (await admin.get(`/api/definitions/${id}`)).body;
    expect(trail.slice(0, 2).map((event: { text: { zh: string } }) => event.text.zh)).toEqual([
      '修改草稿（第3稿）：修改“待办事项”',
      '用文件替换草稿（第2稿）：修改“待办事项”',
    ]);
  });
});

describe('who changed what', () => {
  it('is told by the elements, what one person did on one day in one line', async () => {
    const id = await drawn('谁改了什么');
    const save = (by: Client, revision: number, bpmnXml: string, name = '谁改了什么') =>
      by.put(`/api/definitions/${id}/draft`, { revision, bpmnXml, name }).expect(200);
    const slower = await withDrawing(simple(userTask('x', { due: 'opened+3wd' })));
    const added = diagram(
      ...[startEvent(), userTask('x', { due: 'opened+3wd' }), userTask('y').replace(' id=', ' name="复核" id=')],
      ...[endEvent(), chain('start', 'x', 'y', 'end')],
    );
    await save(admin, 1, slower);
    await save(admin, 2, added);
    await save(admin, 3, added.replaceAll('><', '>\n<'));
    await save(admin, 4, slower, '改了名');
    const told = async () =>
      (await admin.get(`/api/definitions/${id}`)).body.trail.map((event: { text: { zh: string } }) => event.text.zh);
    expect(await told()).toEqual(['修改草稿（第2–5稿）：改名为“改了名”；修改“待办事项”', '新建流程“谁改了什么”']);

    await admin.post(`/api/definitions/${id}/submit`, { revision: 5 }).expect(200);
    await admin.post(`/api/definitions/${id}/recall`, { revision: 5 }).expect(200);
    await save(admin, 5, added, '改了名');
    expect((await told())[0]).toBe(
      '修改草稿（第6稿）：新增“复核”“待办事项（‘复核’之前） → 复核”“复核 → 结束”；删去“待办事项 → 结束”',
    );
  });
});

describe('from a template to a published version', () => {
  it('is drawn by one person, approved by another, and then offered at the launch of a plan', async () => {
    const templates = await admin.get('/api/definitions/templates').expect(200);
    expect(templates.body.items.map((one: { key: string }) => one.key)).toContain('measureLifecycle');
    const created = await admin
      .post('/api/definitions', { name: '加一道审核', from: { template: 'measureLifecycle' } })
      .expect(201);
    const path = `/api/definitions/${created.body.id}`;
    const fresh = await admin.get(path).expect(200);
    expect(fresh.body).toMatchObject({ purpose: 'MEASURE', versions: [], draft: { state: 'DRAFT', revision: 1 } });
    expect(rules(fresh.body.findings)).toEqual([]);

    const bpmnXml = fresh.body.bpmnXml.replace('name="签收" duban:kind="SIGN"', 'name="三日内签收" duban:kind="SIGN"');
    expect(bpmnXml).not.toBe(fresh.body.bpmnXml);
    const saved = await admin.put(`${path}/draft`, { revision: 1, bpmnXml, name: '加一道审核' }).expect(200);
    expect(saved.body.revision).toBe(2);

    const toApprove = async (who: Client) =>
      (await who.get('/api/board').expect(200)).body.tiles.find(({ key }: { key: string }) => key === 'definitions');
    expect(await toApprove(office)).toBeUndefined();
    await office.post(`${path}/approve`, { revision: 2 }).expect(409);
    const submitted = await admin.post(`${path}/submit`, { revision: 2, note: '签收改为三日' }).expect(200);
    expect(submitted.body.can).toMatchObject({ edit: false, review: false, recall: true });
    const waits = { count: 1, link: '/definitions?draft=IN_REVIEW' };
    expect([await toApprove(office), await toApprove(admin)]).toMatchObject([waits, waits]);
    const refused = await admin.post(`${path}/approve`, { revision: 2 }).expect(403);
    expect(refused.body.detail).toContain('另一人');
    expect((await office.get(path).expect(200)).body.can).toMatchObject({ edit: false, review: true, recall: false });
    const approved = await office.post(`${path}/approve`, { revision: 2 }).expect(200);
    expect(approved.body).toMatchObject({
      ...{ draft: null, versions: [{ version: 1, state: 'PUBLISHED', publishedOn: TODAY }] },
    });
    expect(await toApprove(office)).toBeUndefined();
    const { items } = (await admin.get('/api/definitions')).body;
    const shipped = items.find((one: { key: string }) => one.key === 'measureLifecycle');
    expect(shipped.versions).toMatchObject([{ version: 1, publishedOn: TODAY }]);
    expect(approved.body.trail.map((event: { text: { en: string } }) => event.text.en)).toEqual([
      'Version 1 approved and published',
      'Handed in for review (签收改为三日)',
      'Draft changed (revision 2): changed “三日内签收”',
      'Definition “加一道审核” created',
    ]);

    const imported = await office.post('/api/plans/import', { text: PLAN_TEXT }).expect(201);
    const draft = await office.get(`/api/plans/drafts/${imported.body.id}`).expect(200);
    const offered: { id: string; name: string }[] = draft.body.options.measureVersions;
    expect(offered.map((one) => one.name)).toEqual(['措施全过程 v1', '加一道审核 v1']);
    const chosen = offered[1]?.id ?? '';
    await office
      .patch(`/api/plans/drafts/${imported.body.id}`, {
        version: draft.body.version,
        settings: { measureVersionId: chosen },
      })
      .expect(200);
    const launched = await office.post(`/api/plans/drafts/${imported.body.id}/launch`, {}).expect(202);
    const where = { planId: launched.body.planId, subjectKind: 'MEASURE' as const, definitionVersionId: chosen };
    expect(await api.db.processInstance.count({ where })).toBe(2);
  });

  it('a plan is not launched on a process that is for something else', async () => {
    const id = await drawn('旁支');
    await publish(id);
    const version = await api.db.definitionVersion.findFirstOrThrow({ where: { definitionId: id } });
    const imported = await office.post('/api/plans/import', { text: PLAN_TEXT }).expect(201);
    const path = `/api/plans/drafts/${imported.body.id}`;
    const draft = await office.get(path).expect(200);
    await office.patch(path, { version: draft.body.version, settings: { measureVersionId: version.id } }).expect(200);
    const refused = await office.post(`${path}/launch`, {}).expect(422);
    expect(refused.body.code).toBe('LAUNCH_INCOMPLETE');
  });
});

it('every template becomes a draft that can be handed in as it is', async () => {
  const templates: { key: string; name: { zh: string } }[] = (await admin.get('/api/definitions/templates')).body.items;
  expect(templates.length).toBeGreaterThanOrEqual(7);
  for (const { key, name } of templates) {
    const created = await admin.post('/api/definitions', { name: name.zh, from: { template: key } }).expect(201);
    await admin.post(`/api/definitions/${created.body.id}/submit`, { revision: 1 }).expect(200);
  }
});

describe('a draft', () => {
  it('is saved on the revision that it was drawn on, or refused', async () => {
    const id = await drawn('两人同改');
    const path = `/api/definitions/${id}/draft`;
    const change = (name: string) => ({ revision: 1, bpmnXml: simple(userTask('x', { due: 'opened+3wd' })), name });
    const answers = await Promise.all([admin.put(path, change('甲')), admin.put(path, change('乙'))]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const loser = answers.find((answer) => answer.status === 409);
    expect(loser?.body).toMatchObject({ code: 'STALE_VERSION', revision: 2 });
    const now = await admin.get(`/api/definitions/${id}`).expect(200);
    expect(['甲', '乙']).toContain(now.body.name);
    expect(now.body.draft.revision).toBe(2);
  });

  it('is no new revision where nothing has changed', async () => {
    const id = await drawn('没有变化');
    const { bpmnXml } = (await admin.get(`/api/definitions/${id}`).expect(200)).body;
    const same = { revision: 1, bpmnXml, name: '没有变化' };
    const saved = await admin.put(`/api/definitions/${id}/draft`, same).expect(200);
    expect(saved.body.revision).toBe(1);
    const { trail } = (await admin.get(`/api/definitions/${id}`).expect(200)).body;
    expect(trail).toHaveLength(1);
  });

  it('may be unfinished, but is not handed in with an error; the error names its element', async () => {
    const id = await drawn('没画完', broken);
    const read = await admin.get(`/api/definitions/${id}`).expect(200);
    expect(read.body.findings[0]).toMatchObject({ elementId: 'x', rule: 'UNREACHABLE', severity: 'error' });
    expect(read.body.can).toMatchObject({ edit: true, submit: false });
    const refused = await admin.post(`/api/definitions/${id}/submit`, { revision: 1 }).expect(422);
    expect(refused.body).toMatchObject({ code: 'DEFINITION_INVALID', errors: [{ pointer: 'x' }] });
    expect((await admin.get(`/api/definitions/${id}`)).body.draft.state).toBe('DRAFT');
  });

  it('with a step that its drawing does not show is not handed in', async () => {
    const id = await drawn('少画一步');
    const whole = (await admin.get(`/api/definitions/${id}`).expect(200)).body.bpmnXml;
    const bpmnXml = whole.replace(/<bpmndi:BPMNShape [^>]*bpmnElement="x".*?<\/bpmndi:BPMNShape>/s, '');
    expect(bpmnXml).not.toBe(whole);
    const saved = await admin
      .put(`/api/definitions/${id}/draft`, { revision: 1, bpmnXml, name: '少画一步' })
      .expect(200);
    expect(saved.body.findings).toContainEqual(
      expect.objectContaining({ rule: 'NOT_DRAWN', severity: 'error', elementId: 'x' }),
    );
    const refused = await admin.post(`/api/definitions/${id}/submit`, { revision: 2 }).expect(422);
    expect(refused.body).toMatchObject({ code: 'DEFINITION_INVALID', errors: [{ pointer: 'x' }] });
  });

  it.each([
    ['no XML', 'hello'],
    ['other XML', '<html/>'],
    ['nested too deep to be read', `${'<a>'.repeat(30_000)}${'</a>'.repeat(30_000)}`],
    ['an entity bomb', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'],
  ])('is refused where the file is %s', async (_what, bpmnXml) => {
    const refused = await admin.post('/api/definitions', { name: 'x', from: { bpmnXml } }).expect(422);
    expect(refused.body.code).toBe('DEFINITION_INVALID');
    expect(refused.body.errors[0].pointer).toBe('/bpmnXml');
  });

  it('is refused where the file is too long', async () => {
    const bpmnXml = `${simple()}<!--${'x'.repeat(1_000_000)}-->`;
    await admin.post('/api/definitions', { name: 'x', from: { bpmnXml } }).expect(400);
  });

  it('is returned with a reason, changed, and taken back by its author', async () => {
    const id = await drawn('退回');
    const path = `/api/definitions/${id}`;
    await admin.post(`${path}/submit`, { revision: 1 }).expect(200);
    await admin.put(`${path}/draft`, { revision: 1, bpmnXml: broken, name: '退回' }).expect(409);
    await office.post(`${path}/return`, { revision: 1, reason: '' }).expect(400);
    const returned = await office.post(`${path}/return`, { revision: 1, reason: '时限太短' }).expect(200);
    expect(returned.body.draft).toMatchObject({ state: 'DRAFT', note: '时限太短' });
    await admin.post(`${path}/submit`, { revision: 1, note: '改为五日' }).expect(200);
    const recalled = await admin.post(`${path}/recall`, { revision: 1 }).expect(200);
    expect(recalled.body.draft).toMatchObject({ state: 'DRAFT', note: null });
    await office.post(`${path}/approve`, { revision: 1 }).expect(409);
  });

  it('is published once, however many approve it at the same time', async () => {
    const id = await drawn('同时批准');
    await admin.post(`/api/definitions/${id}/submit`, { revision: 1 }).expect(200);
    const approve = () => office.post(`/api/definitions/${id}/approve`, { revision: 1 });
    const answers = await Promise.all([approve(), approve()]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await api.db.definitionVersion.count({ where: { definitionId: id } })).toBe(1);
  });

  it('discarded before anything was published, takes the definition with it', async () => {
    const id = await drawn('作废');
    await admin.post(`/api/definitions/${id}/discard`, { revision: 1 }).expect(204);
    await admin.get(`/api/definitions/${id}`).expect(404);
    expect(await api.db.auditEvent.count({ where: { definitionId: id, kind: 'DEFINITION_DISCARDED' } })).toBe(1);
  });
});

describe('a published version', () => {
  it('never changes: the next one begins from it as a draft of its own', async () => {
    const id = await drawn('下一版');
    const path = `/api/definitions/${id}`;
    const { bpmnXml: first } = (await admin.get(path).expect(200)).body;
    await publish(id);
    await admin.put(`${path}/draft`, { revision: 1, bpmnXml: broken, name: '下一版' }).expect(409);
    const begun = await admin.post(`${path}/draft`, { version: 1 }).expect(201);
    expect(begun.body.draft).toMatchObject({ revision: 1, basedOn: 1 });
    await admin.post(`${path}/draft`, { version: 1 }).expect(409);
    const changed = await withDrawing(simple(userTask('x', { due: 'opened+9wd' })));
    await admin.put(`${path}/draft`, { revision: 1, bpmnXml: changed, name: '下一版' }).expect(200);
    await publish(id, 2);
    expect((await admin.get(`${path}/versions/1`).expect(200)).body.bpmnXml).toBe(first);
    expect((await admin.get(`${path}/versions/2`).expect(200)).body.bpmnXml).toBe(changed);
    await admin.get(`${path}/versions/3`).expect(404);
    const compared = await office.get(`${path}/comparison?from=1&to=2`).expect(200);
    expect(compared.body.changes).toMatchObject([
      { elementId: 'x', change: 'changed', after: [{ zh: '时限：开始之日后9个工作日' }] },
    ]);
    await office.get(`${path}/comparison?from=2&to=draft`).expect(404);
  });

  it('is retired with a reason, but never the last one of what the product needs', async () => {
    const id = await drawn('停用');
    await publish(id);
    const retired = await admin.post(`/api/definitions/${id}/versions/1/retire`, { reason: '不再使用' }).expect(200);
    expect(retired.body.versions).toMatchObject([{ version: 1, state: 'RETIRED' }]);
    await admin.post(`/api/definitions/${id}/versions/1/retire`, { reason: '再来' }).expect(409);
    const needed = await api.db.processDefinition.findFirstOrThrow({ where: { key: 'unitInPlan' } });
    await admin.post(`/api/definitions/${needed.id}/versions/1/retire`, { reason: '试试' }).expect(409);
  });

  it('is bound where another calls it, and no circle of calls is published', async () => {
    const callOf = (key: string) =>
      diagram(
        startEvent(),
        `<bpmn:callActivity id="x" calledElement="${key}"/>`,
        endEvent(),
        chain('start', 'x', 'end'),
      );
    const unknown = await drawn('调用未知', callOf('nowhere'));
    const first = await admin.get(`/api/definitions/${unknown}`).expect(200);
    expect(rules(first.body.findings)).toEqual(['UNKNOWN_CALLED']);

    const inner = await drawn('被调用');
    await publish(inner);
    const { key } = await api.db.processDefinition.findUniqueOrThrow({ where: { id: inner } });
    const outer = await drawn('调用', callOf(key));
    await publish(outer);
    const called = await api.db.definitionVersion.findFirstOrThrow({ where: { definitionId: inner } });
    const calling = await api.db.definitionVersion.findFirstOrThrow({ where: { definitionId: outer } });
    expect(calling.graph).toMatchObject({ nodes: { x: { definitionKey: key, versionId: called.id } } });

    const outerKey = (await api.db.processDefinition.findUniqueOrThrow({ where: { id: outer } })).key;
    await admin.post(`/api/definitions/${inner}/draft`, { version: 1 }).expect(201);
    const circle = { revision: 1, bpmnXml: await withDrawing(callOf(outerKey)), name: '被调用' };
    const saved = await admin.put(`/api/definitions/${inner}/draft`, circle).expect(200);
    expect(rules(saved.body.findings)).toEqual(['RECURSION']);
  });

  it('may be called again and again only while it waits for somebody, whatever it calls itself', async () => {
    const callOf = (key: string) => callActivity('x', key);
    const keyOf = async (id: string) =>
      (await api.db.processDefinition.findUniqueOrThrow({ where: { id }, select: { key: true } })).key;
    const inner = await drawn('末层');
    await publish(inner);
    const middle = await drawn('中层', simple(callOf(await keyOf(inner))));
    await publish(middle);
    const again = diagram(
      ...[startEvent(), gateway('m', 'exclusive'), callOf(await keyOf(middle)), gateway('g', 'exclusive', 'out')],
      ...[endEvent(), chain('start', 'm', 'x', 'g'), flow('g', 'end', undefined, 'out')],
      flow('g', 'm', 'today < date("2021-01-01")', 'back'),
    );
    const outer = await drawn('反复调用', again);
    const found = async () => rules((await admin.get(`/api/definitions/${outer}`).expect(200)).body.findings);
    expect(await found()).toEqual([]);

    const change = async (id: string, name: string, process: string) => {
      const bpmnXml = await withDrawing(process);
      await admin.post(`/api/definitions/${id}/draft`, { version: 1 }).expect(201);
      const saved = await admin.put(`/api/definitions/${id}/draft`, { revision: 1, bpmnXml, name }).expect(200);
      await publish(id, saved.body.revision);
    };
    await change(inner, '末层', diagram(startEvent(), endEvent(), chain('start', 'end')));
    expect(await found()).toEqual([]);
    await change(middle, '中层', simple(callOf(await keyOf(inner))));
    expect(await found()).toEqual(['LOOP_WITHOUT_WAIT']);
    await admin.post(`/api/definitions/${outer}/submit`, { revision: 1 }).expect(422);
  });

  it('counts what runs on it', async () => {
    await launchPlan(api);
    const { body } = await office.get('/api/definitions').expect(200);
    const shipped = body.items.find((one: { key: string }) => one.key === 'unitInPlan');
    expect(shipped.versions[0].running).toBeGreaterThan(0);
  });
});

it('definitions of another county are not found', async () => {
  await api.db.county.create({ data: { id: 'elsewhere', name: '别处' } });
  await api.db.processDefinition.create({
    data: { id: 'foreign', countyId: 'elsewhere', key: 'k', name: '别处的流程' },
  });
  await admin.get('/api/definitions/foreign').expect(404);
  await admin.post('/api/definitions/foreign/submit', { revision: 1 }).expect(404);
  const { body } = await admin.get('/api/definitions').expect(200);
  expect(body.items.map((one: { id: string }) => one.id)).not.toContain('foreign');
});
