import { breaches } from '../support/invariants.ts';
import { settle } from '../support/settle.ts';
import { type Client, startLaunched, type TestApi, TODAY, type Username } from './support.ts';

/* Each template that the office runs as a matter of its own: drawn from it, approved, and walked by its holders to its end. */

let api: TestApi;
let planId: string;
let education: string;
beforeAll(async () => {
  ({ api, planId } = await startLaunched());
  ({ id: education } = await api.db.unit.findFirstOrThrow({ where: { name: '县教育局' } }));
});
afterAll(() => api.close());

/** One holder's act: what the worklist calls it, and what is handed in. */
interface Act {
  by: Username;
  step: string;
  outcome?: string;
  form?: Record<string, unknown>;
  /** The field that asks for files. */
  file?: string;
  /** A judgement, with the reason of a return. */
  judges?: 'accept' | { reason: string };
  /** Handed in without this field, it must be refused. */
  needs?: string;
  /** What earlier steps tell its holder: the words of the step, and what was filled in. */
  told?: [string, Record<string, unknown>][];
}

interface Told {
  kindLabel: { zh: string };
  values: Record<string, unknown>;
}

/** Drawn by one administrator from the template, approved by a second person. */
async function publish(template: string): Promise<string> {
  const admin = await api.as('admin');
  const office = await api.as('office');
  const { body: made } = await admin
    .post('/api/definitions', { name: `${template}（本县）`, from: { template } })
    .expect(201);
  const { body: drawn } = await admin.get(`/api/definitions/${made.id}`).expect(200);
  await admin
    .post(`/api/definitions/${made.id}/submit`, { revision: drawn.draft.revision, note: '按模板' })
    .expect(200);
  const { body: handed } = await office.get(`/api/definitions/${made.id}`).expect(200);
  await office.post(`/api/definitions/${made.id}/approve`, { revision: handed.draft.revision }).expect(200);
  const { body } = await office.get('/api/processes/startable').expect(200);
  return body.items.find((one: { name: string }) => one.name === `${template}（本县）`).versionId;
}

async function begin(template: string, title: string): Promise<string> {
  const office = await api.as('office');
  const { body } = await office
    .post('/api/matters', {
      ...{ title, purpose: '按领导要求办理', versionId: await publish(template), aboutPlanId: planId },
      ...{ units: [{ unitId: education, role: 'RESPONSIBLE' }], leaderPostId: 'post-leader' },
    })
    .expect(201);
  await settle(api.db);
  return body.id;
}

async function whole(client: Client, { outcome, form = {}, file, needs }: Act, path: string): Promise<void> {
  const values: Record<string, unknown> = { ...form };
  if (file !== undefined) {
    const { body } = await client
      .post(`${path}/files`)
      .attach('file', Buffer.from('%PDF-1.4 text'), '材料.pdf')
      .expect(201);
    values[file] = [{ id: body.id, name: '材料.pdf' }];
  }
  const send = (sent: Record<string, unknown>) =>
    client.post(`${path}/submit`, {
      ...{ text: '已办理', ...(outcome === undefined ? {} : { outcome }) },
      ...(Object.keys(values).length > 0 ? { fields: { form: sent } } : {}),
    });
  if (needs !== undefined) {
    const { [needs]: _left, ...rest } = values;
    const { body } = await send(rest).expect(400);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([`/fields/form/${needs}`]);
  }
  await send(values).expect(200);
}

/** Every act finds its one item by the words of the drawing. */
async function walk(matterId: string, acts: Act[]): Promise<void> {
  for (const act of acts) {
    const client = await api.as(act.by);
    const { body } = await client.get(`/api/work-items?planId=${matterId}&mine=true&state=open`).expect(200);
    const words = body.items.map((one: { kindLabel: { zh: string } }) => one.kindLabel.zh);
    expect([act.by, words]).toEqual([act.by, [act.step]]);
    const path = `/api/work-items/${body.items[0].id}`;
    if (act.told !== undefined) {
      const { body: item } = await client.get(path).expect(200);
      const told = item.passedOn.map((one: Told) => [one.kindLabel.zh, one.values]);
      expect([act.step, told]).toEqual([act.step, act.told]);
    }
    if (act.judges === undefined) await whole(client, act, path);
    else if (act.judges === 'accept') await client.post(`${path}/accept`, { text: '属实' }).expect(200);
    else await client.post(`${path}/return`, act.judges).expect(200);
    await settle(api.db);
  }
  const office = await api.as('office');
  const { body } = await office.get(`/api/matters/${matterId}`).expect(200);
  expect(body.rows.map((row: { processes: { status: string }[] }) => row.processes[0]?.status)).toEqual(['COMPLETED']);
  await office.post(`/api/matters/${matterId}/close`, { conclusion: '已办结' }).expect(200);
  expect(await breaches(api.db)).toEqual([]);
}

const registered = {
  ...{ receivedOn: TODAY, channel: 'visit', people: 2, subject: 'welfare' },
  request: '反映低保停发，请求核实',
};

it('a petition is registered, handled, returned once, struck off with what its petitioner says, reported, and held to account', async () => {
  await walk(await begin('petition', '张某反映低保停发'), [
    { by: 'office', step: '登记', outcome: 'registered', form: registered, needs: 'request' },
    { by: 'eduHead', step: '办理', told: [['登记', { people: 2, subject: 'welfare', request: registered.request }]] },
    { by: 'office', step: '审核办理结果', judges: { reason: '未附核查材料' } },
    { by: 'eduHead', step: '办理' },
    { by: 'office', step: '审核办理结果', judges: 'accept' },
    { by: 'office', step: '销号', form: { answeredOn: TODAY, content: 'yes' }, needs: 'answeredOn' },
    {
      by: 'office',
      step: '报告办理结果',
      form: { result: '已恢复发放', lesson: true, duty: '经办人漏报名单' },
      needs: 'duty',
    },
    { by: 'leader', step: '研究是否问责', outcome: 'accountable' },
    { by: 'discipline', step: '问责', form: { way: 'talk', decidedOn: TODAY }, needs: 'way' },
  ]);
});

it('a petition that is not taken is answered in writing, with the reason, and ends', async () => {
  await walk(await begin('petition', '李某反映已判决的纠纷'), [
    { by: 'office', step: '登记', outcome: 'dismissed', form: registered },
    { by: 'office', step: '答复不予受理', form: { answeredOn: TODAY, why: '已由法院判决' }, needs: 'why' },
  ]);
});

it('a monthly meeting is held once for each time that it is begun: its clause brings the next one', async () => {
  await walk(await begin('monthlyMeeting', '工作例会（12月）'), [
    { by: 'eduHead', step: '报送议题' },
    {
      ...{ by: 'office', step: '召开例会', needs: 'heldOn' },
      form: { heldOn: TODAY, chair: '赵书记', agreed: [{ what: '核实名单', who: '县教育局', by: '2019-12-31' }] },
    },
    { by: 'office', step: '印发会议纪要', file: 'minutes', needs: 'minutes' },
  ]);
});

it('a responsibility letter shows its text before it is signed, and is filed with the signed copy', async () => {
  await walk(await begin('responsibilityLetter', '2020年度责任书'), [
    {
      by: 'office',
      step: '拟定责任书',
      form: { year: 2020, duties: '完成年度目标任务' },
      file: 'letter',
      needs: 'letter',
    },
    { by: 'eduHead', step: '签订责任书' },
    { by: 'leader', step: '责任领导签署', outcome: 'approved' },
    { by: 'office', step: '归档', file: 'signed', needs: 'signed' },
  ]);
});

it('a visit that found something goes out again where the leader asks, and is made known once', async () => {
  const found = {
    ...{ visitedOn: TODAY, place: '某村', ways: ['look'], found: true, level: 'minor' },
    problems: [{ what: '台账不全', demand: '补齐2019年秋季台账' }],
  };
  await walk(await begin('inspectionVisit', '教育资助暗访'), [
    { by: 'office', step: '制定督查方案' },
    { by: 'office', step: '开展暗访', form: found, needs: 'place' },
    {
      ...{ by: 'eduHead', step: '整改' },
      told: [['开展暗访', { visitedOn: TODAY, place: '某村', level: 'minor', problems: found.problems }]],
    },
    { by: 'office', step: '核验整改', judges: 'accept' },
    { by: 'leader', step: '审定督查结果', outcome: 'refused' },
    { by: 'office', step: '开展暗访', form: { ...found, found: false } },
    { by: 'office', step: '印发通报并归档' },
  ]);
});

it('files that a step passes on are read by whoever comes after, with nothing else of the item', async () => {
  const matterId = await begin('responsibilityLetter', '2020年度教育保障责任书');
  const [office, head, other] = [await api.as('office'), await api.as('eduHead'), await api.as('finHead')];
  const itemOf = async (client: Client) =>
    (await client.get(`/api/work-items?planId=${matterId}&mine=true&state=open`).expect(200)).body.items[0];
  const drawn = `/api/work-items/${(await itemOf(office)).id}`;
  const add = async (name: string) =>
    (await office.post(`${drawn}/files`).attach('file', Buffer.from('%PDF-1.4 text'), name).expect(201)).body;
  const [letter, notes] = [await add('责任书.pdf'), await add('内部意见.pdf')];
  const form = { year: 2020, duties: '完成年度目标任务', letter: [{ id: letter.id }] };
  await head.get(`${drawn}/files/${letter.id}`).expect(404);
  await office.post(`${drawn}/submit`, { text: '已拟定', fields: { form } }).expect(200);
  await settle(api.db);
  const { body: item } = await head.get(`/api/work-items/${(await itemOf(head)).id}`).expect(200);
  const [file] = item.passedOn[0].values.letter;
  await head.get(`/api/work-items/${file.itemId}/files/${file.id}`).expect(200);
  await head.get(`${drawn}/files/${notes.id}`).expect(404);
  await head.get(drawn).expect(404);
  await head.get(`${drawn}/files`).expect(404);
  await other.get(`${drawn}/files/${letter.id}`).expect(404);
});
