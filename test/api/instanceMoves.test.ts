import { advanceMoves } from '../../prisma/repositories/moving.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { boundary, chain, diagram, endEvent, loop, startEvent } from '../domain/process/diagram.ts';
import { breaches } from '../support/invariants.ts';
import { settle } from '../support/settle.ts';
import { COUNTY, startLaunched, type TestApi } from './support.ts';

const look = (days: number) =>
  `<bpmn:userTask id="look" name="自查" duban:kind="COORDINATE" duban:holder="memberUnit" duban:due="opened+${days}wd">${loop('answerableUnits')}</bpmn:userTask>`;
const judge = (id: string) =>
  `<bpmn:userTask id="${id}" name="结论" duban:kind="DECIDE" duban:holder="office" duban:due="opened+5wd"/>`;
const first = diagram(startEvent(), look(10), judge('judge'), endEvent(), chain('start', 'look', 'judge', 'end'));
/** Three days fewer, a timer, and a conclusion that is another step. */
const second = diagram(
  ...[startEvent(), look(7), boundary('late', 'look', false, 'opened+30d'), endEvent('noted'), chain('late', 'noted')],
  ...[judge('conclude'), endEvent(), chain('start', 'look', 'conclude', 'end')],
);

let api: TestApi;
let definitionId: string;
beforeAll(async () => {
  const launched = await startLaunched();
  api = launched.api;
  const { planId } = launched;
  const publish = (bpmnXml: string) =>
    api.db.$transaction((tx) => publishDefinition(tx, COUNTY, { key: 'check', name: '专项检查', bpmnXml }));
  const versionId = await publish(first);
  const office = await api.as('office');
  await office.post('/api/processes', { planId, versionId, note: '检查' }).expect(201);
  await publish(second);
  definitionId = (await api.db.processDefinition.findFirstOrThrow({ where: { key: 'check' } })).id;
});
afterAll(() => api.close());

const path = (rest = '') => `/api/definitions/${definitionId}/moves${rest}`;
const preview = async (query = '') => {
  const admin = await api.as('admin');
  return (await admin.get(path(`/preview?toVersion=2${query}`)).expect(200)).body;
};
type Group = { instances: { id: string; expected: string }[] };
const begin = async (group: Group, reason = '缩短自查期限') => {
  const admin = await api.as('admin');
  const instances = group.instances.map(({ id, expected }) => ({ id, expected }));
  return (await admin.post(path(), { toVersion: 2, reason, instances }).expect(201)).body.id as string;
};

it('a preview puts those together of which the same becomes, and says what', async () => {
  const { groups, total, more, plans, elements } = await preview();
  expect({ total, more }).toEqual({ total: 2, more: false });
  expect(plans).toEqual([{ id: expect.any(String), title: '测试县教育保障实施方案' }]);
  expect(elements).toEqual([{ id: 'look', name: '自查' }]);
  expect(groups).toMatchObject([
    {
      ...{ possible: true, obstacles: [], ahead: ['结论'], missed: [] },
      items: [{ name: '自查', kind: 'stays', fate: { zh: '保留' }, count: 2 }],
      timers: [{ name: 'late', fate: { zh: '新设' }, count: 2 }],
      days: [{ name: '自查', what: 'due', from: '2019-12-16', to: '2019-12-11', count: 2 }],
    },
  ]);
  expect((await preview('&elementId=judge')).total).toBe(0);
  expect((await preview('&fromVersion=2')).total).toBe(0);
  expect((await preview(`&q=${encodeURIComponent('资金')}`)).total).toBe(1);
});

it('a process whose step the new version lacks is shown with the reason, and moves once that is done', async () => {
  const { id } = await api.db.unit.findFirstOrThrow({ where: { name: '县财政局' } });
  const item = await api.db.workItem.findFirstOrThrow({ where: { elementId: 'look', unitId: id } });
  await (await api.as('finHead')).post(`/api/work-items/${item.id}/submit`, { text: '已自查' }).expect(200);
  await settle(api.db);
  const { groups } = await preview();
  expect(groups).toMatchObject([
    {
      possible: false,
      obstacles: [{ zh: '正停在“结论”，新版本没有标识相同的环节；请指定对应的环节，或办完这一步后再迁移' }],
      instances: [{ expected: null }],
    },
    { possible: true },
  ]);
});

it('a step that was drawn anew takes the place of the old one where the administrator says so', async () => {
  const { gone } = await preview();
  expect(gone).toEqual([{ id: 'judge', name: '结论', places: [{ id: 'conclude', name: '结论' }] }]);
  const { groups } = await preview('&mapping=judge:conclude');
  expect(groups.map(({ possible }: { possible: boolean }) => possible)).toEqual([true, true]);
  expect(groups).toContainEqual(
    expect.objectContaining({ items: [expect.objectContaining({ elementId: 'conclude', kind: 'stays' })] }),
  );
  const admin = await api.as('admin');
  await admin.get(path('/preview?toVersion=2&mapping=judge')).expect(400);
  await admin.get(path('/preview?toVersion=2&mapping=judge:conclude,look:conclude')).expect(400);
});

it('a move goes on in the background, with its progress, and its results stay to be read', async () => {
  const { groups } = await preview();
  const admin = await api.as('admin');
  const moveId = await begin({
    instances: [...groups[1].instances, { id: groups[0].instances[0].id, expected: '' }],
  });
  expect((await admin.get(path()).expect(200)).body.items).toMatchObject([
    { id: moveId, state: 'RUNNING', waiting: 2, moved: 0, toVersion: 2, reason: '缩短自查期限' },
  ]);
  await advanceMoves(api.db);
  const { body } = await admin.get(path(`/${moveId}`)).expect(200);
  expect(body).toMatchObject({ state: 'FINISHED', waiting: 0, moved: 1, refused: 1 });
  expect(body.instances).toMatchObject([
    { state: 'REFUSED', fromVersion: 1, obstacles: [{ en: expect.stringContaining('It stands on “结论”') }] },
    { state: 'MOVED', obstacles: [] },
  ]);
  expect((await preview()).total).toBe(1);
  await admin.post(path(`/${moveId}/stop`)).expect(409);
  expect(await breaches(api.db)).toEqual([]);
});

it('the measure says that its process was moved, by whom and why; the definition says so, too', async () => {
  const moved = await api.db.movedInstance.findFirstOrThrow({ where: { state: 'MOVED' } });
  const { measureId } = await api.db.processInstance.findUniqueOrThrow({ where: { id: moved.instanceId } });
  const office = await api.as('office');
  const { body } = await office.get(`/api/measures/${measureId}`).expect(200);
  const texts = body.timeline.map(({ text }: { text: { zh: string } }) => text.zh);
  expect(texts).toContain('流程由第1版迁移到第2版（缩短自查期限）');
  expect(texts).toContainEqual(
    expect.stringContaining('流程迁移到新版本，时限由 2019-12-16 改为 2019-12-11（缩短自查期限）'),
  );
  const admin = await api.as('admin');
  const { trail } = (await admin.get(`/api/definitions/${definitionId}`).expect(200)).body;
  expect(trail[0].text.zh).toBe('开始将2个运行中的流程迁移到第2版（缩短自查期限）');
});

it('a move can be stopped: what has not been moved stays where it is', async () => {
  const { groups } = await preview();
  const moveId = await begin({ instances: [{ id: groups[0].instances[0].id, expected: '' }] });
  const admin = await api.as('admin');
  const { body } = await admin.post(path(`/${moveId}/stop`)).expect(200);
  expect(body).toMatchObject({ state: 'STOPPED', stopped: 1, instances: [{ state: 'STOPPED' }] });
  expect((await advanceMoves(api.db)).decided).toBe(0);
});

it('a move to a retired version, of other processes or to nothing is refused', async () => {
  const admin = await api.as('admin');
  const { groups } = await preview();
  const chosen = [{ id: groups[0].instances[0].id, expected: '' }];
  await admin.post(path(), { toVersion: 9, reason: 'x', instances: chosen }).expect(404);
  await admin.post(path(), { toVersion: 2, reason: 'x', instances: [{ id: 'none', expected: '' }] }).expect(404);
  await admin.post(path(), { toVersion: 2, reason: '', instances: chosen }).expect(400);
  await admin.post(`/api/definitions/${definitionId}/versions/2/retire`, { reason: '有误' }).expect(200);
  await admin.post(path(), { toVersion: 2, reason: 'x', instances: chosen }).expect(409);
});
