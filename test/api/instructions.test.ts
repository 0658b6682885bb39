import { shippedDefinitions } from '../../api/shippedDefinitions.ts';
import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import { moveDeadline } from '../../prisma/repositories/deadlines.ts';
import { lockMeasure } from '../../prisma/repositories/measureChanges.ts';
import { publishMissing } from '../../prisma/repositories/setup.ts';
import { breaches } from '../support/invariants.ts';
import { settle } from '../support/settle.ts';
import { startLaunched, type TestApi, type Username } from './support.ts';

let api: TestApi;
let first: string;
let second: string;
beforeAll(async () => {
  const launched = await startLaunched();
  api = launched.api;
  const { planId } = launched;
  const measures = await api.db.measure.findMany({ where: { planId }, orderBy: { number: 'asc' } });
  [first = '', second = ''] = measures.map((measure) => measure.id);
});
afterAll(() => api.close());

const words = { text: '请教育局本月内摸清辍学底数，逐人劝返', deadlineOn: '2019-12-20' };
const instruct = async (as: Username, measureId: string, body: object = words) =>
  (await api.as(as)).post(`/api/measures/${measureId}/instructions`, body);
const itemsOf = async (as: Username, elementId: string) => {
  const { body } = await (await api.as(as)).get('/api/work-items?mine=true&limit=200').expect(200);
  return body.items.filter((item: { elementId: string }) => item.elementId === elementId);
};

it('becomes an item of the coordinating unit, due on the day set, and comes back to the leader', async () => {
  const given = await instruct('leader', first);
  expect(given.status).toBe(201);
  expect(given.body).toMatchObject({
    ...{ note: words.text, startedBy: '李明', running: 1 },
    instruction: { deadlineOn: '2019-12-20', measure: { id: first } },
  });
  const [item] = await itemsOf('eduHead', 'carryOut');
  expect(item).toMatchObject({
    ...{ kindLabel: { zh: '办理批示' }, dueOn: '2019-12-20' },
    ground: { text: words.text, by: '李明' },
  });
  const head = await api.as('eduHead');
  await head.post(`/api/work-items/${item.id}/submit`, { text: '底数已摸清，12人全部返校' }).expect(200);
  await settle(api.db);
  const leader = await api.as('leader');
  const [judging] = await itemsOf('leader', 'judge');
  await leader.post(`/api/work-items/${judging.id}/return`, { reason: '返校名单没有附' }).expect(200);
  await settle(api.db);
  const [again] = await itemsOf('eduHead', 'carryOut');
  expect(again).toMatchObject({ round: 2, returnedReason: '返校名单没有附' });
  await head.post(`/api/work-items/${again.id}/submit`, { text: '名单附后' }).expect(200);
  await settle(api.db);
  const [last] = await itemsOf('leader', 'judge');
  await leader.post(`/api/work-items/${last.id}/accept`, {}).expect(200);
  await settle(api.db);
  const { body: mine } = await leader.get('/api/instructions').expect(200);
  expect(mine.items).toEqual([expect.objectContaining({ id: given.body.id, running: 0, ended: null })]);
  expect(await breaches(api.db)).toEqual([]);
});

it('several may be given about one measure; a chief leader about any; the office enters written ones for a leader', async () => {
  expect((await instruct('leader', first)).status).toBe(201);
  expect((await instruct('leader', first, { ...words, text: '另请财政局保障经费' })).status).toBe(201);
  expect((await instruct('chief', second)).body.startedBy).toBe('赵书记');
  const office = await api.as('office');
  const { body } = await office.get(`/api/measures/${second}/instructors`).expect(200);
  const named = body.items.map((leader: { personName: string }) => leader.personName);
  expect(named.sort()).toEqual(['王平', '赵书记'].sort());
  expect((await instruct('office', second)).status).toBe(403);
  const written = await instruct('office', second, { ...words, postId: 'post-otherLeader' });
  expect(written.body.startedBy).toBe('王平');
  const { body: all } = await office.get('/api/instructions').expect(200);
  expect(all.items).toHaveLength(5);
  const { body: own } = await (await api.as('otherLeader')).get('/api/instructions').expect(200);
  expect(own.items.map((run: { id: string }) => run.id)).toEqual([written.body.id]);
  const ofSecond = await office.get(`/api/measures/${second}`).expect(200);
  expect(JSON.stringify(ofSecond.body.timeline)).toContain(words.text);
});

it('is refused to a leader of another measure, with a day that has passed, and about what has ended', async () => {
  expect((await instruct('otherLeader', first)).status).toBe(404);
  const late = await instruct('leader', first, { ...words, deadlineOn: '2019-12-01' });
  expect(late.status).toBe(400);
  expect(late.body.errors[0].pointer).toBe('/deadlineOn');
  expect((await instruct('leader', first, { ...words, postId: 'post-chief' })).status).toBe(403);
  await (await api.as('office')).post(`/api/measures/${second}/withdraw`, { reason: '并入' }).expect(200);
  expect((await instruct('chief', second)).status).toBe(409);
});

it('keeps its own day when the deadline of its measure moves', async () => {
  const post = await api.db.post.findFirstOrThrow({ where: { kind: 'OFFICE' } });
  const { countyId } = post;
  const county = await loadCountyDay(api.db, countyId);
  const actor = {
    accountId: 'a',
    personId: 'p',
    personName: '办公室',
    countyId,
    posts: [post],
    businessDay: county.today,
  };
  const of = (runId: null | { not: null }) =>
    api.db.workItem.findMany({
      where: {
        measureId: first,
        state: 'OPEN',
        dueRule: { path: ['base'], equals: 'deadline' },
        instanceId: { in: ids(runId) },
      },
    });
  const instances = await api.db.processInstance.findMany({ where: { measureId: first } });
  const ids = (runId: null | { not: null }) =>
    instances.filter((row) => (row.runId === null) === (runId === null)).map((row) => row.id);
  const before = await of({ not: null });
  expect(before.length).toBeGreaterThan(0);
  await api.db.$transaction(async (tx) => {
    const measure = await lockMeasure(tx, actor, first);
    await moveDeadline(tx, county, measure, { text: '2021年6月底', kind: 'date', date: '2021-06-30' });
  });
  expect((await of({ not: null })).map((item) => item.dueOn)).toEqual(before.map(() => words.deadlineOn));
  expect((await of(null)).every((item) => item.dueOn === '2021-06-30')).toBe(true);
  const { body: startable } = await (await api.as('office')).get('/api/processes/startable').expect(200);
  expect(startable.items.map(({ name }: { name: string }) => name).sort()).toEqual(['督查暗访', '问题整改']);
});

it('a county that was set up before it existed gets the definition, once', async () => {
  await api.db.$transaction(async (tx) => {
    const county = await tx.county.create({ data: { id: 'older', name: '旧县' } });
    await tx.ladder.create({ data: { id: 'older-ladder', countyId: county.id, name: 'l', version: 1, rungs: {} } });
  });
  await Promise.all([publishMissing(api.db, shippedDefinitions()), publishMissing(api.db, shippedDefinitions())]);
  const older = await api.db.definitionVersion.findMany({
    where: { definition: { countyId: 'older' } },
    include: { definition: true },
  });
  expect(older.map((row) => row.definition.key).sort()).toEqual(
    shippedDefinitions()
      .map(({ key }) => key)
      .sort(),
  );
});
