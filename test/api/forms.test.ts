import type { Form } from '../../domain/forms/types.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { formXml } from '../domain/forms/formXml.ts';
import { chain, diagram, endEvent, flow, gateway, loop, startEvent } from '../domain/process/diagram.ts';
import { breaches } from '../support/invariants.ts';
import { settle } from '../support/settle.ts';
import { type Client, startLaunched, type TestApi } from './support.ts';

const label = (zh: string, en: string) => ({ zh, en });
const FORM: Form = [
  {
    key: 'level',
    kind: 'choice',
    label: label('严重程度', 'Severity'),
    required: true,
    options: ['轻微', '严重'].map((value) => ({ value, label: label(value, value) })),
  },
  {
    key: 'why',
    kind: 'longText',
    label: label('问题说明', 'What is wrong'),
    required: true,
    least: 5,
    visibleWhen: 'form.level = "严重"',
  },
  { key: 'money', kind: 'number', label: label('涉及金额', 'Money'), required: false, min: 0, unit: '万元' },
  { key: 'proof', kind: 'files', label: label('现场照片', 'Photographs'), required: true, most: 2 },
  { key: 'done', kind: 'actuals', label: label('完成数', 'Done so far'), required: false, min: 0 },
];

/** 自查: each answerable unit fills in the form, the office verifies; serious cases go to the leader. */
const CHECK = diagram(
  ...[startEvent(), endEvent(), chain('start', 'each', 'serious')],
  ...[
    `<bpmn:subProcess id="each">${loop('answerableUnits')}${startEvent('in')}`,
    `<bpmn:userTask id="look" name="自查" duban:kind="RECTIFY" duban:holder="memberUnit" duban:due="opened+10wd">${formXml(FORM)}</bpmn:userTask>`,
    '<bpmn:userTask id="verify" name="核验" duban:kind="VERIFY" duban:holder="office" duban:due="opened+5wd" duban:reviews="look" duban:outcomes="ACCEPTED,RETURNED"/>',
    `${gateway('good', 'exclusive', 'bad')}${gateway('grave', 'exclusive', 'mild')}${endEvent('out')}`,
    '<bpmn:userTask id="lead" name="领导研究" duban:kind="DECIDE" duban:holder="responsibleLeader" duban:due="opened+5wd"/>',
    `${chain('in', 'look', 'verify', 'good')}${flow('good', 'grave', 'outcome = "ACCEPTED"')}${flow('good', 'look', undefined, 'bad')}`,
    `${flow('grave', 'lead', 'look.form.level = "严重" and look.form.money > 3')}${flow('grave', 'out', undefined, 'mild')}${chain('lead', 'out')}</bpmn:subProcess>`,
  ],
  ...[
    '<bpmn:userTask id="serious" name="归档" duban:kind="CLOSE" duban:holder="office" duban:due="opened+5wd"/>',
    chain('serious', 'end'),
  ],
);

let api: TestApi;
let planId: string;
let head: Client;
let office: Client;
beforeAll(async () => {
  ({ api, planId } = await startLaunched());
  head = await api.as('eduHead');
  office = await api.as('office');
  const { countyId } = await api.db.plan.findUniqueOrThrow({ where: { id: planId } });
  const versionId = await api.db.$transaction((tx) =>
    publishDefinition(tx, countyId, { key: 'selfCheck', name: '自查', bpmnXml: CHECK }),
  );
  await office.post('/api/processes', { planId, versionId, note: '自查' }).expect(201);
});
afterAll(() => api.close());

interface Found {
  id: string;
  elementId: string;
  version: number;
  round: number;
}

async function open(client: Client, elementId: string): Promise<Found> {
  const { body } = await client.get('/api/work-items?mine=true&limit=200').expect(200);
  const item = body.items.find((one: Found) => one.elementId === elementId);
  if (item === undefined) throw new Error(`no ${elementId}`);
  return item;
}

const upload = (client: Client, id: string, name = '现场.pdf') =>
  client.post(`/api/work-items/${id}/files`).attach('file', Buffer.from('%PDF-1.4 picture'), { filename: name });

const pointers = (body: { errors: { pointer: string }[] }) => body.errors.map(({ pointer }) => pointer);

it('an item tells what its form asks for, and refuses what does not fit it, field by field', async () => {
  const item = await open(head, 'look');
  const { body } = await head.get(`/api/work-items/${item.id}`).expect(200);
  expect(body.form).toEqual(FORM);
  expect(body.formContext).toMatchObject({ item: { round: 1, late: false, hasMeasure: true }, today: '2019-12-02' });
  const submit = (form: object | undefined, action = 'submit') =>
    head.post(`/api/work-items/${item.id}/${action}`, { text: '已自查', fields: { form } });
  const empty = await submit({}).expect(400);
  expect(pointers(empty.body)).toEqual(['/fields/form/level', '/fields/form/proof']);
  expect(pointers((await submit(undefined).expect(400)).body)).toEqual(pointers(empty.body));
  const wrong = await submit({ level: '严重', why: '急', money: -1, proof: [{ id: 'none' }], x: 1 }, 'prepare').expect(
    400,
  );
  expect(pointers(wrong.body)).toEqual([
    '/fields/form/x',
    '/fields/form/why',
    '/fields/form/money',
    '/fields/form/proof/0',
  ]);
  expect(wrong.body.detail).toContain('“涉及金额”不能小于0万元');
  const row = await api.db.workItem.findUniqueOrThrow({ where: { id: item.id } });
  expect(row).toMatchObject({ state: 'OPEN', version: item.version, fields: null });
});

it('is handed in, returned with its values, corrected, and decides where the process goes', async () => {
  const item = await open(head, 'look');
  const { body: file } = await upload(head, item.id).expect(201);
  const foreign = await upload(await api.as('finHead'), (await open(await api.as('finHead'), 'look')).id).expect(201);
  const measure = await api.db.workItem.findUniqueOrThrow({ where: { id: item.id } });
  await api.db.indicator.create({
    data: {
      id: 'i1',
      measureId: measure.measureId ?? '',
      number: 9,
      text: '排查户数',
      comparator: '>=',
      value: 20,
      unit: '户',
    },
  });
  const indicators = await api.db.indicator.findMany({ where: { measureId: measure.measureId ?? '' } });
  const done = Object.fromEntries(indicators.map(({ id }) => [id, 12]));
  const form = { level: '轻微', why: '藏起来的', money: 5, proof: [{ id: file.id, name: '假名.exe' }], done };
  const stolen = { ...form, proof: [{ id: foreign.body.id }] };
  const refused = await head.post(`/api/work-items/${item.id}/submit`, { text: '已自查', fields: { form: stolen } });
  expect([refused.status, pointers(refused.body)]).toEqual([400, ['/fields/form/proof/0']]);
  const { body: sent } = await head
    .post(`/api/work-items/${item.id}/submit`, { text: '已自查', fields: { form } })
    .expect(200);
  const kept = {
    level: '轻微',
    money: 5,
    proof: [{ id: file.id, name: '现场.pdf', itemId: item.id }],
    ...(indicators.length > 0 ? { done } : {}),
  };
  expect(sent).toMatchObject({ state: 'SUBMITTED', fields: { form: kept } });
  expect(sent.fields.form.why).toBeUndefined();
  expect(await api.db.indicatorActual.count({ where: { workItemId: item.id } })).toBe(indicators.length);
  await settle(api.db);

  const verify = await open(office, 'verify');
  const { body: review } = await office.get(`/api/work-items/${verify.id}`).expect(200);
  expect(review.reviews).toMatchObject({ form: FORM, values: kept });
  await office.get(`/api/work-items/${item.id}/files/${file.id}`).expect(200);
  const { body: shown } = await office.get(`/api/measures/${measure.measureId}`).expect(200);
  const told = shown.timeline.find(
    (event: { workItemId: string; values: object[] }) => event.workItemId === item.id && event.values.length > 0,
  );
  expect(
    told.values.map(({ label: l, value }: { label: { zh: string }; value: { zh: string } }) => [l.zh, value.zh]),
  ).toEqual([
    ['严重程度', '轻微'],
    ['涉及金额', '5万元'],
    ['现场照片', '现场.pdf'],
    ...(indicators.length > 0 ? [['完成数', `${indicators.length}项`]] : []),
  ]);
  const actuals = async () => {
    const { body } = await office.get(`/api/measures/${measure.measureId}`).expect(200);
    const found = body.indicators.find(({ text }: { text: string }) => text === '排查户数');
    return found.actuals.map((actual: { value: number; unit: { name: string } }) => [actual.unit.name, actual.value]);
  };
  expect(await actuals()).toEqual([['县教育局', 12]]);
  await office.post(`/api/work-items/${verify.id}/return`, { reason: '请核实程度' }).expect(200);
  await settle(api.db);

  expect(await actuals()).toEqual([]);
  const again = await open(head, 'look');
  expect(again.round).toBe(2);
  const { body: second } = await head.get(`/api/work-items/${again.id}`).expect(200);
  expect(second.form).toEqual(FORM);
  expect(second.rounds.map((round: { fields: object }) => round.fields)).toEqual([{ form: kept }]);
  const corrected = { ...kept, level: '严重', why: '围栏缺失三处' };
  await head.post(`/api/work-items/${again.id}/submit`, { text: '已核实', fields: { form: corrected } }).expect(200);
  await settle(api.db);
  await office.post(`/api/work-items/${(await open(office, 'verify')).id}/accept`, {}).expect(200);
  await settle(api.db);
  const leader = await api.db.workItem.findFirst({ where: { instanceId: measure.instanceId, elementId: 'lead' } });
  expect(leader).toMatchObject({ state: 'OPEN' });
  const instance = await api.db.processInstance.findUniqueOrThrow({ where: { id: measure.instanceId } });
  expect(JSON.stringify(instance.state)).not.toContain('围栏缺失三处');
  expect(await breaches(api.db)).toEqual([]);
});
