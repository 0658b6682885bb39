import type { EngineView } from '../../api/deps.ts';
import { itemOf } from '../support/plan.ts';
import { type Client, noTemporal, startLaunched, type TestApi, type Username } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  ({ api } = await startLaunched());
});
afterAll(() => api.close());

/** More than any list of the API gives at once. */
const MANY = 205;

/** Talks to be decided about an item of 县教育局: one by 李明, and after it many by 王平. */
async function manyTalks(): Promise<void> {
  const unit = await api.db.unit.findFirstOrThrow({ where: { name: '县教育局' } });
  const item = await itemOf(api.db, { kind: 'SIGN', unitId: unit.id });
  const { instanceId, obligationKey, planId, measureId, unitId, countyId, id: workItemId } = item;
  const about = { countyId, instanceId, obligationKey, planId, measureId, unitId, workItemId };
  const talk = { ...about, rung: 'TALK', state: 'DRAFTED' as const, approverKind: 'LEADER' as const };
  await api.db.escalation.createMany({
    data: [
      { ...talk, id: 'mine', arming: 1, reachedOn: '2019-12-01', approverPostId: 'post-leader' },
      ...Array.from({ length: MANY }, (_, index) => ({
        ...{ ...talk, id: `other-${index}`, arming: index + 2, reachedOn: '2019-12-02' },
        approverPostId: 'post-otherLeader',
      })),
    ],
  });
}

it('what waits for a decision is complete, however many came later for others', async () => {
  await manyTalks();
  const deciding = async (username: Username) =>
    (await (await api.as(username)).get('/api/board').expect(200)).body.deciding.map((row: { id: string }) => row.id);
  expect(await deciding('leader')).toEqual(['mine']);
  expect(await deciding('office')).toEqual([]);
});

it('a list on the first page that is not the whole says so', async () => {
  const office = await api.as('office');
  const today = await office.get('/api/board').expect(200);
  const { escalationsToday, more } = today.body;
  expect([escalationsToday.length, more]).toEqual([20, { waiting: false, escalationsToday: true }]);
  await api.db.escalation.updateMany({ where: { id: { not: 'other-1' } }, data: { reachedOn: '2019-11-29' } });
  const later = await office.get('/api/board').expect(200);
  expect(later.body.escalationsToday.map((row: { id: string }) => row.id)).toEqual(['other-1']);
  expect(later.body.more).toEqual({ waiting: false, escalationsToday: false });
});

it('whom mail did not reach is told of everybody', async () => {
  const countyId = (await api.db.county.findFirstOrThrow()).id;
  const people = Array.from({ length: MANY }, (_, index) => ({
    id: `person-${index}`,
    countyId,
    name: `人员${index}`,
  }));
  await api.db.person.createMany({ data: people });
  await api.db.digest.createMany({
    data: people.map(({ id }) => ({
      ...{ id: `digest-${id}`, countyId, personId: id, day: '2019-12-02', messageId: `<${id}>` },
      ...{ state: 'UNDELIVERABLE' as const, lastError: 'NO_ADDRESS' },
    })),
  });
  const board = (await (await api.as('admin')).get('/api/board').expect(200)).body;
  expect(board.undeliverable).toHaveLength(MANY);
  expect(board.tiles.find(({ key }: { key: string }) => key === 'undeliverable').count).toBe(MANY);
});

/** Where the page that a link opens has its rows from. */
function listOf(link: string): string {
  const { pathname, searchParams } = new URL(link, 'http://localhost');
  if (pathname === '/todo') return '/api/work-items?mine=true&state=open';
  const path = pathname.replace(/^\/items$/, '/work-items');
  return `/api${path}?${searchParams}`;
}

/** Rows of a list of the API, through all its pages. */
async function rowsOf(client: Client, path: string): Promise<number> {
  let rows = 0;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { body: { items: unknown[]; nextCursor: string | null } } = await client
      .get(`${path}&limit=200${cursor && `&cursor=${cursor}`}`)
      .expect(200);
    rows += page.body.items.length;
    cursor = page.body.nextCursor;
  }
  return rows;
}

it.each(['office', 'leader', 'otherLeader', 'chief', 'discipline', 'eduHead', 'eduLiaison'] as const)(
  'each number on the first page of %s opens a list of so many rows',
  async (username) => {
    const client = await api.as(username);
    const { tiles } = (await client.get('/api/board').expect(200)).body;
    for (const { key, count, link } of tiles.filter(
      ({ link: to }: { link: string }) => to.includes('?') || to === '/todo',
    )) {
      expect({ key, link, count: await rowsOf(client, listOf(link)) }).toEqual({ key, link, count });
    }
  },
);

it('an administrator is told of every process that the monitor finds stuck', async () => {
  const { api: watched } = await startLaunched({ engine: { ...noTemporal.engine, look: async () => view } });
  const [lost] = await watched.db.processInstance.findMany({ where: { status: 'RUNNING' }, take: 1 });
  const view: EngineView = { queues: [], lost: [lost?.id ?? ''], schedule: null };
  try {
    await watched.db.postHolding.updateMany({ where: { postId: 'post-finHead' }, data: { toDay: '2019-12-01' } });
    const admin = await watched.as('admin');
    const { tiles } = (await admin.get('/api/board').expect(200)).body;
    const { count, link } = tiles.find(({ key }: { key: string }) => key === 'stuck');
    const { processes } = (await admin.get('/api/monitor').expect(200)).body;
    expect(count).toBeGreaterThan(1);
    expect([count, await rowsOf(admin, listOf(link))]).toEqual([processes.stuck, count]);
  } finally {
    await watched.close();
  }
});

it('each number of who has reported opens the reports that it counts', async () => {
  const unit = await api.db.unit.findFirstOrThrow({ where: { name: '县教育局' } });
  const item = await itemOf(api.db, { kind: 'SIGN', unitId: unit.id });
  const report = (id: string, more: object) =>
    api.db.$executeRaw`INSERT INTO "WorkItem" SELECT (jsonb_populate_record(w, ${JSON.stringify({
      ...{ id, key: id, obligationKey: id, kind: 'REPORT', periodKey: '2020-MID', dueOn: '2019-12-10' },
      ...more,
    })}::jsonb)).* FROM "WorkItem" w WHERE w.id = ${item.id}`;
  await report('inTime', { state: 'ACCEPTED', submittedOn: '2019-12-09' });
  await report('late', { state: 'RETURNED', submittedOn: '2019-12-12' });
  await report('lateAgain', { state: 'OPEN', round: 2, obligationKey: 'late', dueOn: '2019-12-18' });
  await report('missing', { state: 'OPEN' });
  const office = await api.as('office');
  const path = `/api/plans/${item.planId}/reporting?period=2020-MID`;
  const { rows } = (await office.get(path).expect(200)).body;
  const row = rows.find((one: { unit: { id: string } }) => one.unit.id === unit.id);
  const opened = async (reporting: string) => {
    const query = new URLSearchParams({ planId: item.planId ?? '', unitId: unit.id, period: '2020-MID', reporting });
    const { items } = (await office.get(`/api/work-items?${query}`).expect(200)).body;
    return items.map(({ id }: { id: string }) => id).sort();
  };
  expect(row).toMatchObject({ expected: 3, reported: 2, missing: 1, late: 1 });
  expect(await opened('expected')).toEqual(['inTime', 'late', 'missing']);
  expect(await opened('reported')).toEqual(['inTime', 'late']);
  expect(await opened('missing')).toEqual(['missing']);
  expect(await opened('late')).toEqual(['late']);
});
