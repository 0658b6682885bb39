import { extractText, getDocumentProxy } from 'unpdf';
import { loadDigests } from '../../prisma/repositories/digestContent.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { chain, diagram, endEvent, loop, startEvent } from '../domain/process/diagram.ts';
import { breaches } from '../support/invariants.ts';
import { playDays, settle } from '../support/settle.ts';
import { COUNTY, startLaunched, type TestApi, TODAY } from './support.ts';

/** 专项检查: each answerable unit looks into it, then the office decides. */
const CHECK = diagram(
  startEvent(),
  `<bpmn:userTask id="look" name="自查自纠" duban:kind="COORDINATE" duban:holder="memberUnit" duban:due="opened+10wd">${loop('answerableUnits')}</bpmn:userTask>`,
  '<bpmn:userTask id="judge" name="检查结论" duban:kind="DECIDE" duban:holder="office" duban:due="opened+5wd"/>',
  endEvent(),
  chain('start', 'look', 'judge', 'end'),
);

let api: TestApi;
let planId: string;
let versionId: string;
beforeAll(async () => {
  ({ api, planId } = await startLaunched());
  const { countyId } = await api.db.plan.findUniqueOrThrow({ where: { id: planId } });
  await api.db.$transaction(async (tx) => {
    versionId = await publishDefinition(tx, countyId, { key: 'spotCheck', name: '专项检查', bpmnXml: CHECK });
  });
});
afterAll(() => api.close());

const measures = () => api.db.measure.findMany({ where: { planId }, orderBy: { number: 'asc' } });
const itemsOf = async (username: 'eduHead' | 'finHead' | 'office') => {
  const client = await api.as(username);
  const { body } = await client.get('/api/work-items?mine=true&limit=200').expect(200);
  return body.items.filter((item: { elementId: string }) => ['look', 'judge'].includes(item.elementId));
};

it('begun for every measure of a plan, it asks in the words of its drawing, runs beside the lifecycle, and ends', async () => {
  const office = await api.as('office');
  const { body: startable } = await office.get('/api/processes/startable').expect(200);
  expect(startable.items).toContainEqual({ versionId, name: '专项检查', version: 1 });
  const { body: begun } = await office.post('/api/processes', { planId, versionId, note: '年中专项检查' }).expect(201);
  expect(begun).toMatchObject({ started: 2, leftOut: [] });
  expect(api.rollouts).toContain(planId);

  const [item] = await itemsOf('eduHead');
  expect(item).toMatchObject({ kindLabel: { zh: '自查自纠' }, subject: '专项检查', dueOn: '2019-12-16' });
  const head = await api.as('eduHead');
  await head.post(`/api/work-items/${item.id}/submit`, { text: '已自查，无问题' }).expect(200);
  await settle(api.db);
  const [judging] = await itemsOf('office');
  expect(judging.kindLabel.zh).toBe('检查结论');
  const { body: run } = await office.get(`/api/processes/${begun.id}`).expect(200);
  expect(run).toMatchObject({ name: '专项检查', note: '年中专项检查', instances: 2, running: 2, can: { end: true } });
  expect(run.parts.map((part: { active: { elementId: string }[] }) => part.active[0]?.elementId)).toEqual([
    'judge',
    'look',
  ]);

  await office.post(`/api/work-items/${judging.id}/submit`, { text: '通过' }).expect(200);
  await settle(api.db);
  const [first, second] = await measures();
  const { body: again } = await office.post('/api/processes', { planId, versionId, note: '再查一次' }).expect(201);
  expect(again.leftOut).toEqual([{ measureId: second?.id, title: second?.title, why: 'RUNNING_ALREADY' }]);
  const { body: ofMeasure } = await office.get(`/api/processes?measureId=${first?.id}`).expect(200);
  expect(ofMeasure.items.map((one: { note: string }) => one.note).sort()).toEqual(['再查一次', '年中专项检查']);
  const timeline = (await office.get(`/api/measures/${first?.id}`).expect(200)).body.timeline;
  expect(timeline.map((event: { text: { zh: string } }) => event.text.zh)).toContain('启动“专项检查”（年中专项检查）');
  expect(await breaches(api.db)).toEqual([]);
});

it('is ended by hand with a reason: nothing of it stays open, the lifecycle goes on', async () => {
  const office = await api.as('office');
  const { body: list } = await office.get(`/api/processes?planId=${planId}`).expect(200);
  for (const run of list.items.filter((one: { running: number }) => one.running > 0)) {
    await office.post(`/api/processes/${run.id}/end`, { reason: ' ' }).expect(400);
    const { body } = await office.post(`/api/processes/${run.id}/end`, { reason: '并入年终检查' }).expect(200);
    expect(body).toMatchObject({ ended: { on: '2019-12-02', reason: '并入年终检查' }, can: { end: false } });
    await office.post(`/api/processes/${run.id}/end`, { reason: '再次' }).expect(409);
  }
  expect(await itemsOf('finHead')).toEqual([]);
  await settle(api.db);
  expect(await api.db.processInstance.count({ where: { runId: { not: null }, status: 'RUNNING' } })).toBe(0);
  const open = await api.db.workItem.count({ where: { planId, kind: 'SIGN', state: 'OPEN' } });
  expect(open).toBe(2);
  expect(await breaches(api.db)).toEqual([]);
});

it('is not begun where it must not be: what is not published or not its kind, nothing, somebody else’s', async () => {
  const office = await api.as('office');
  const lifecycle = await api.db.definitionVersion.findFirstOrThrow({
    where: { definition: { key: 'measureLifecycle' } },
  });
  await office.post('/api/processes', { planId, versionId: lifecycle.id, note: '再来一遍' }).expect(404);
  await office.post('/api/processes', { planId, versionId, measureIds: ['none'], note: '检查' }).expect(404);
  await office.post('/api/processes', { planId, versionId, note: '' }).expect(400);
  await office.get('/api/processes').expect(400);
  const [first] = await measures();
  const other = await api.as('otherLeader');
  await other.post('/api/processes', { planId, versionId, measureIds: [first?.id], note: '检查' }).expect(404);
  const head = await api.as('eduHead');
  await head.post('/api/processes', { planId, versionId, note: '检查' }).expect(403);
});

it('ends with its measure', async () => {
  const office = await api.as('office');
  const [first] = await measures();
  const { body } = await office
    .post('/api/processes', { planId, versionId, measureIds: [first?.id], note: '检查' })
    .expect(201);
  await office.post(`/api/measures/${first?.id}/withdraw`, { reason: '上级取消' }).expect(200);
  await settle(api.db);
  const { body: run } = await office.get(`/api/processes/${body.id}`).expect(200);
  expect(run.parts.map((part: { status: string }) => part.status)).toEqual(['WITHDRAWN']);
  expect(await breaches(api.db)).toEqual([]);
});

it('notices, mails, lights and letters call each step as the drawing does, not by the kind of its item', async () => {
  const office = await api.as('office');
  await office.post('/api/processes', { planId, versionId, note: '第三次检查' }).expect(201);
  await settle(api.db);
  const [asked] = await itemsOf('finHead');
  await playDays(api.db, COUNTY, TODAY, '2019-12-10');
  const head = await api.as('finHead');
  const { body: inbox } = await head.get('/api/inbox').expect(200);
  const told = inbox.items.filter(({ link }: { link: string }) => link === `/items/${asked.id}`);
  expect(told.map((one: { kindLabel: { zh: string } }) => one.kindLabel.zh)).toContain('自查自纠');

  const { digestId } = await api.db.notice.findFirstOrThrow({ where: { workItemId: asked.id, kind: 'OPENED' } });
  const [digest] = await loadDigests(api.db, [digestId ?? '']);
  const named = { workItemId: asked.id, kind: 'COORDINATE', stepName: '自查自纠' };
  expect(digest?.lines).toContainEqual(expect.objectContaining(named));
  expect(digest?.dates.set).toContainEqual(expect.objectContaining(named));
  const usual = digest?.lines.filter(({ kind }) => kind !== 'COORDINATE') ?? [];
  expect(usual.map(({ stepName }) => stepName)).toEqual(usual.map(() => null));

  const { body: item } = await office.get(`/api/work-items/${asked.id}`).expect(200);
  expect(item.light.reason.zh).toContain('自查自纠');
  const draft = { kind: 'REMINDER', workItemId: asked.id };
  const { body: letter } = await office.post('/api/letters', draft).expect(201);
  expect((await office.get(`/api/letters/${letter.id}`).expect(200)).body.text).toContain('自查自纠');
});

it('requests for more time, objections, the burden and a referral call it so too', async () => {
  const [[asked], head, office] = [await itemsOf('finHead'), await api.as('finHead'), await api.as('office')];
  const extension = { workItemId: asked.id, dueOn: '2019-12-20', reason: '人员外出学习' };
  await head.post('/api/extensions', extension).expect(201);
  expect((await office.get('/api/extensions').expect(200)).body.items[0].of.zh).toBe('自查自纠');

  await api.db.workItem.update({ where: { id: asked.id }, data: { dueOn: '2019-12-03' } });
  const objection = { about: 'LIGHT', workItemId: asked.id, text: '等待上级文件' };
  await head.post('/api/objections', objection).expect(201);
  const { body: objections } = await office.get('/api/objections').expect(200);
  expect(objections.items[0].against.zh).toBe('自查自纠：逾期标识');
  const decision = await (await api.as('chief')).get(`/api/work-items/${objections.items[0].itemId}`).expect(200);
  expect(decision.body.objection.against.zh).toBe('自查自纠：逾期标识');

  const { unitId, ...item } = await api.db.workItem.findUniqueOrThrow({ where: { id: asked.id } });
  const { body: burden } = await office.get(`/api/burden/${unitId}?month=2019-12`).expect(200);
  const requests = burden.sources.filter(({ of }: { of: string }) => of === 'requests');
  expect(requests.map((one: { itemKind: { zh: string } }) => one.itemKind.zh)).toContain('自查自纠');

  const { instanceId, obligationKey, planId: of, measureId, countyId } = item;
  const { id } = await api.db.escalation.create({
    data: {
      ...{ id: 'referred', countyId, instanceId, obligationKey, arming: 1, rung: 'REFER', state: 'APPROVED' },
      ...{ workItemId: asked.id, planId: of, measureId, unitId, reachedOn: '2019-12-10', deliveredOn: '2019-12-10' },
      ...{ approverKind: 'LEADER', approverPostId: 'post-otherLeader', receiverKind: 'DISCIPLINE' },
    },
  });
  const commission = await api.as('discipline');
  const file = await commission.get(`/api/escalations/${id}/package?format=pdf`).responseType('blob').expect(200);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file.body)), { mergePages: true });
  const read = text.replace(/\s/gu, '');
  expect(read).toContain('第1次自查自纠（未报送）');
  expect(read).not.toContain('协调');
});
