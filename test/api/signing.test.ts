import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { chain, diagram, endEvent, loop, startEvent } from '../domain/process/diagram.ts';
import { breaches } from '../support/invariants.ts';
import { playDays, settle } from '../support/settle.ts';
import { COUNTY, startLaunched, type TestApi, TODAY } from './support.ts';

const STEEP = '急件升级规则';

/** 专项检查: each answerable unit signs for it within three working days; its own ladder is climbed. */
const CHECK = diagram(
  startEvent(),
  `<bpmn:userTask id="look" name="自查自纠" duban:kind="COORDINATE" duban:holder="memberUnit" duban:due="opened+10wd" duban:signWithin="3" duban:ladder="${STEEP}">${loop('answerableUnits')}</bpmn:userTask>`,
  endEvent(),
  chain('start', 'look', 'end'),
);

let api: TestApi;
beforeAll(async () => {
  const launched = await startLaunched();
  api = launched.api;
  const { planId } = launched;
  const admin = await api.as('admin');
  const { body } = await admin.get('/api/ladders').expect(200);
  const { ladder } = body.items.find((row: { plans: string[] }) => row.plans.length > 0);
  const rungs = ladder.rungs.filter(({ key }: { key: string }) => key === 'URGE' || key === 'SUPERVISE');
  const saving = { name: STEEP, ladder: { ...ladder, rungs }, reason: '领导小组会议', version: 0 };
  await admin.post('/api/ladders', saving).expect(200);
  const office = await api.as('office');
  const versionId = await api.db.$transaction((tx) =>
    publishDefinition(tx, COUNTY, { key: 'spotCheck', name: '专项检查', bpmnXml: CHECK }),
  );
  await office.post('/api/processes', { planId, versionId, note: '年终检查' }).expect(201);
  await settle(api.db);
});
afterAll(() => api.close());

const itemOf = async (username: 'eduHead' | 'finHead') => {
  const client = await api.as(username);
  const { body } = await client.get('/api/work-items?mine=true&limit=200').expect(200);
  return body.items.find((item: { elementId: string }) => item.elementId === 'look');
};
const toldUnsigned = (workItemId: string) =>
  api.db.notice.findMany({ where: { kind: 'UNSIGNED', workItemId }, orderBy: { personId: 'asc' } });

it('asks its holder to sign within the limit of the step, and nobody else may', async () => {
  const item = await itemOf('eduHead');
  expect(item.signing).toEqual({ by: '2019-12-05', waits: true, late: false, signedOn: null, signedBy: null });
  expect(item.can).toMatchObject({ sign: true, submit: true });
  const [office, other] = [await api.as('office'), await api.as('finHead')];
  expect((await office.get(`/api/work-items/${item.id}`).expect(200)).body.can.sign).toBe(false);
  await office.post(`/api/work-items/${item.id}/sign`, {}).expect(403);
  await other.post(`/api/work-items/${item.id}/sign`, {}).expect(404);
  const head = await api.as('eduHead');
  await head.post(`/api/work-items/${item.id}/sign`, { version: item.version + 1 }).expect(409);
  const { body: signed } = await head.post(`/api/work-items/${item.id}/sign`, { version: item.version }).expect(200);
  expect(signed).toMatchObject({ state: 'OPEN', signing: { waits: false, late: false, signedOn: TODAY } });
  expect(signed.can.sign).toBe(false);
  const again = await head.post(`/api/work-items/${item.id}/sign`, {}).expect(409);
  expect(again.body.current).toMatchObject({ id: item.id, signing: { waits: false } });
  const { body: detail } = await head.get(`/api/work-items/${item.id}`).expect(200);
  expect(detail.history.map((event: { text: { zh: string } }) => event.text.zh).join()).toContain('已签收');
});

it('climbs the ladder that its step names, to its end, and no rule of use takes it away', async () => {
  const item = await itemOf('finHead');
  expect(item.ladder).toMatchObject({ name: STEEP, next: { label: { zh: '催办' }, on: '2019-12-17' } });
  const admin = await api.as('admin');
  const [shipped] = (await admin.get('/api/ladders').expect(200)).body.items;
  const rule = { ladderName: shipped.name, planId: item.planId, kind: 'COORDINATE', urgent: null, fromDay: TODAY };
  await admin.post('/api/ladders/uses', { ...rule, reason: '办公会' }).expect(200);
  expect((await itemOf('finHead')).ladder.name).toBe(STEEP);
  const steep = await api.db.ladder.findFirstOrThrow({ where: { name: STEEP } });
  expect(await api.db.workItem.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({
    ...{ ladderId: steep.id, ladderUpTo: 'SUPERVISE', processLadder: null },
  });
});

it('tells holder and head once when the limit has passed, and shows that it was signed late', async () => {
  const [signed, item] = [await itemOf('eduHead'), await itemOf('finHead')];
  await playDays(api.db, COUNTY, TODAY, '2019-12-05');
  expect(await toldUnsigned(item.id)).toEqual([]);
  await playDays(api.db, COUNTY, '2019-12-05', '2019-12-09');
  const told = await toldUnsigned(item.id);
  expect(new Set(told.map(({ day }) => day))).toEqual(new Set(['2019-12-06']));
  expect(told.length).toBeGreaterThan(0);
  expect(await toldUnsigned(signed.id)).toEqual([]);
  expect((await itemOf('finHead')).signing).toMatchObject({ waits: true, late: true });
  const stands = (frozen: { from: string; to: string | null }[]) =>
    api.db.workItem.update({ where: { id: item.id }, data: { frozen } });
  await stands([{ from: '2019-12-04', to: null }]);
  expect((await itemOf('finHead')).signing).toMatchObject({ waits: true, late: false });
  await stands([]);
  const head = await api.as('finHead');
  await head.post(`/api/work-items/${item.id}/sign`, {}).expect(200);
  expect((await itemOf('finHead')).signing).toMatchObject({ waits: false, late: true, signedOn: '2019-12-09' });
  await head.post(`/api/work-items/${item.id}/submit`, { text: '已自查' }).expect(200);
  await settle(api.db);
  expect(await breaches(api.db)).toEqual([]);
});
