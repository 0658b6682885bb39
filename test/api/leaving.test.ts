import { defaultLadder } from '../../domain/ladder/index.ts';
import { publishDefinition } from '../../prisma/repositories/setup.ts';
import { chain, diagram, endEvent, startEvent } from '../domain/process/diagram.ts';
import { itemOf } from '../support/plan.ts';
import { type Client, COUNTY, startLaunched, type TestApi, TODAY, type Username } from './support.ts';

/** A step that 王平 holds by his post. */
const DECIDING = diagram(
  startEvent(),
  '<bpmn:userTask id="judge" name="研究决定" duban:kind="DECIDE" duban:holder="post" duban:post="post-otherLeader" duban:due="opened+5wd"/>',
  endEvent(),
  chain('start', 'judge', 'end'),
);

let api: TestApi;
let admin: Client;
let office: Client;
const personIds = new Map<string, string>();
beforeAll(async () => {
  ({ api } = await startLaunched());
  admin = await api.as('admin');
  office = await api.as('office');
  for (const { username, personId } of await api.db.account.findMany()) personIds.set(username, personId);
  await api.db.person.update({ where: { id: person('eduHead') }, data: { name: '甲局长' } });
});
afterAll(() => api.close());

const person = (username: Username): string => personIds.get(username) ?? '';
const setDay = (day: string) => api.db.county.updateMany({ data: { businessDate: day } });
const itemsOf = async (client: Client): Promise<{ id: string; kind: string }[]> =>
  (await client.get('/api/work-items?mine=true&limit=200').expect(200)).body.items;

describe('before somebody leaves', () => {
  it('the check says what nobody would look after', async () => {
    const head = await office.get(`/api/people/${person('eduHead')}/leaving?lastDay=${TODAY}`).expect(200);
    const [post] = head.body.posts;
    expect(post).toMatchObject({ postId: 'post-eduHead', others: [] });
    const items = await itemsOf(await api.as('eduHead'));
    expect(post.load.items).toBe(items.length);
    expect(post.waiting).toBe(items.length);
    const leader = await office.get(`/api/people/${person('leader')}/leaving?lastDay=${TODAY}`).expect(200);
    expect(leader.body.posts[0].load).toMatchObject({ measures: 1 });
    await office.get('/api/people/none/leaving?lastDay=2019-12-02').expect(404);
  });

  it('ending the last term or closing the account is refused, and says where to go', async () => {
    const holding = await api.db.postHolding.findFirstOrThrow({ where: { postId: 'post-eduHead' } });
    const ended = await admin.patch(`/api/holdings/${holding.id}`, { toDay: TODAY }).expect(409);
    expect(ended.body.detail ?? ended.body.title).toContain('无人任职');
    const account = await api.db.account.findUniqueOrThrow({ where: { username: 'eduHead' } });
    await admin.post(`/api/accounts/${account.id}/disable`).expect(409);
    expect((await api.db.account.findUniqueOrThrow({ where: { id: account.id } })).disabledAt).toBeNull();
  });

  it('the hand-over list names what is open, to the holder and the office alone', async () => {
    const head = await api.as('eduHead');
    const items = await itemsOf(head);
    const list = await head.get('/api/posts/post-eduHead/handover').expect(200);
    expect(list.body.items.map((row: { id: string }) => row.id).sort()).toEqual(items.map((item) => item.id).sort());
    expect(list.body).toMatchObject({ post: { holder: { name: '甲局长' } }, approvals: [] });
    await office.get('/api/posts/post-eduHead/handover').expect(200);
    await (await api.as('finHead')).get('/api/posts/post-eduHead/handover').expect(403);
    await admin.get('/api/posts/post-eduHead/handover').expect(403);
    await office.get('/api/posts/none/handover').expect(404);
  });
});

it('a leaver is followed on the next day: open work goes over, what is done keeps its name', async () => {
  const head = await api.as('eduHead');
  const signed = (await itemsOf(head)).find((item) => item.kind === 'SIGN');
  await head.post(`/api/work-items/${signed?.id}/submit`, { text: '收到' }).expect(200);
  await api.db.assignment.updateMany({
    where: { measure: { number: 1 }, answerable: true },
    data: { responsiblePerson: '甲局长' },
  });
  const acting = { postId: 'post-eduHead', toPersonId: person('eduLiaison'), fromDay: TODAY, toDay: '2019-12-31' };
  const delegation = await head.post('/api/delegations', { ...acting, reason: '出差' }).expect(201);
  const path = `/api/people/${person('eduHead')}/leave`;
  const body = { lastDay: '2019-12-03', reason: '调离', following: [] };
  const refused = await admin.post(path, body).expect(409);
  expect(refused.body.errors[0].pointer).toBe('/following');
  await office.post(path, body).expect(403);
  const newcomer = await admin.post('/api/people', { name: '丙局长' }).expect(201);
  await admin.post('/api/accounts', { personId: newcomer.body.id, username: 'newHead' }).expect(201);
  await api.db.account.update({ where: { username: 'newHead' }, data: { mustChangePassword: false } });
  const { passwordHash } = await api.db.account.findUniqueOrThrow({ where: { username: 'eduHead' } });
  await api.db.account.update({ where: { username: 'newHead' }, data: { passwordHash } });
  const following = [{ postId: 'post-eduHead', personId: newcomer.body.id }];
  const early = await admin.post(path, { ...body, following, closeAccount: true }).expect(400);
  expect(early.body.errors[0].pointer).toBe('/closeAccount');
  await admin.post(path, { ...body, following, responsiblePerson: '丙局长' }).expect(200);

  const successor = await api.as('newHead' as Username);
  await successor.get('/api/work-items?mine=true').expect(403);
  const open = (await itemsOf(head)).map((item) => item.id);
  await setDay('2019-12-04');
  await head.get('/api/work-items?mine=true').expect(403);
  expect((await itemsOf(successor)).map((item) => item.id)).toEqual(open);
  const done = await api.db.workItem.findUniqueOrThrow({ where: { id: signed?.id ?? '' } });
  expect(done.submittedBy).toBe('甲局长');
  const parts = await api.db.assignment.findMany({ where: { responsiblePerson: '丙局长' } });
  expect(parts).toHaveLength(1);
  const over = await api.db.delegation.findUniqueOrThrow({ where: { id: delegation.body.id } });
  expect(over.toDay).toBe('2019-12-03');
  const account = await api.db.account.findUniqueOrThrow({ where: { username: 'eduHead' } });
  await admin.post(`/api/accounts/${account.id}/disable`).expect(204);
});

it('a post may be left vacant on purpose, and asking twice lets them leave once', async () => {
  const path = `/api/people/${person('finHead')}/leave`;
  const body = { lastDay: '2019-12-04', reason: '退休', following: [{ postId: 'post-finHead', personId: null }] };
  const answers = await Promise.all([admin.post(path, body), admin.post(path, body)]);
  expect(answers.map((answer) => answer.status)).toContain(200);
  const holdings = await api.db.postHolding.findMany({ where: { postId: 'post-finHead' } });
  expect(holdings.map((holding) => holding.toDay)).toEqual(['2019-12-04']);
});

describe('what is kept for somebody', () => {
  /** A severe rung of the first item, as the daily round would claim it. */
  async function reach(rung: string, state: 'DRAFTED' | 'APPROVED', decides: object): Promise<string> {
    const { id: measureId, planId } = await api.db.measure.findFirstOrThrow({ where: { number: 1 } });
    const { id: workItemId, instanceId, obligationKey, unitId } = await itemOf(api.db, { kind: 'SIGN', measureId });
    const { id } = await api.db.escalation.create({
      data: {
        ...{ id: `reached-${rung}`, countyId: COUNTY, instanceId, obligationKey, arming: 1, rung, state },
        ...{ workItemId, planId, measureId, unitId, reachedOn: TODAY, approverKind: 'LEADER', ...decides },
      },
    });
    return id;
  }

  const loadOf = async () => {
    const { body } = await office.get(`/api/people/${person('otherLeader')}/leaving?lastDay=${TODAY}`).expect(200);
    return body.posts[0];
  };

  it('is counted: decisions as deputy, talks to be held, plans, rungs, steps and schedules that name the post', async () => {
    const before = (await loadOf()).load;
    const talk = await reach('TALK', 'APPROVED', { approverPostId: 'post-otherLeader' });
    await reach('REFER', 'DRAFTED', { approverPostId: 'post-leader', deputyPostId: 'post-otherLeader' });
    await api.db.plan.updateMany({ data: { approverPostId: 'post-otherLeader' } });
    await api.db.$transaction((tx) =>
      publishDefinition(tx, COUNTY, { key: 'deciding', name: '专题研究', bpmnXml: DECIDING }),
    );
    const definition = await api.db.processDefinition.findFirstOrThrow({ where: { key: 'deciding' } });
    const matter = { title: '专题会', units: [], allPlanUnits: true, leaderPostId: 'post-otherLeader', withinDays: 5 };
    const when = { cadence: { every: 'WEEK', on: 4, month: null } };
    const { id: planId } = await api.db.plan.findFirstOrThrow();
    await admin
      .post('/api/triggers', { definitionId: definition.id, planId, note: '每周专题会', matter, when })
      .expect(201);
    const rungs = defaultLadder.rungs.map((rung) =>
      rung.key === 'REFER' ? { ...rung, approveWithin: 3, deputyPostId: 'post-otherLeader' } : rung,
    );
    const ladder = { ...defaultLadder, rungs };
    await admin.post('/api/ladders', { name: '备用', ladder, reason: '另备', version: 0 }).expect(200);
    expect((await loadOf()).load).toEqual({
      ...before,
      ...{ approvals: 1, talks: 1, plans: 1, rungs: 1, steps: 1, triggers: 1 },
    });
    const { body: list } = await office.get('/api/posts/post-otherLeader/handover').expect(200);
    expect(list.talks).toEqual([
      expect.objectContaining({ id: talk, stage: 'APPROVED', measureTitle: '稳固教育保障' }),
    ]);
    expect(list.approvals).toEqual([
      expect.objectContaining({ of: 'escalations', label: expect.objectContaining({ zh: '移送问题线索' }) }),
    ]);
  });

  it('a term that has not begun is cancelled; whoever follows holds the post until somebody else begins', async () => {
    await setDay(TODAY);
    const [next, deputy] = await Promise.all(
      ['丁副县长', '戊副县长'].map(async (name) => (await admin.post('/api/people', { name }).expect(201)).body.id),
    );
    const appoint = (postId: string, personId: string, fromDay: string) =>
      admin.post(`/api/posts/${postId}/holdings`, { personId, fromDay }).expect(201);
    await appoint('post-otherLeader', next, '2020-03-01');
    await appoint('post-leader', person('otherLeader'), '2020-01-01');
    const path = `/api/people/${person('otherLeader')}`;
    const { body: left } = await admin.get(`${path}/leaving?lastDay=2019-12-31`).expect(200);
    expect(left.posts).toEqual([
      expect.objectContaining({
        postId: 'post-otherLeader',
        others: [],
        later: expect.objectContaining({ name: '丁副县长', fromDay: '2020-03-01' }),
      }),
      expect.objectContaining({ postId: 'post-leader', fromDay: '2020-01-01', others: ['李明'], waiting: 0 }),
    ]);
    const following = [{ postId: 'post-otherLeader', personId: deputy }];
    await admin.post(`${path}/leave`, { lastDay: '2019-12-31', reason: '调离', following }).expect(200);
    const terms = await api.db.postHolding.findMany({
      where: { postId: { in: ['post-otherLeader', 'post-leader'] } },
      orderBy: [{ postId: 'desc' }, { fromDay: 'asc' }],
      select: { personId: true, fromDay: true, toDay: true },
    });
    expect(terms).toEqual([
      expect.objectContaining({ personId: person('otherLeader'), toDay: '2019-12-31' }),
      { personId: deputy, fromDay: '2020-01-01', toDay: '2020-02-29' },
      { personId: next, fromDay: '2020-03-01', toDay: null },
      expect.objectContaining({ personId: person('leader'), toDay: null }),
    ]);
    const vacant = [{ postId: 'post-otherLeader', personId: null }];
    await admin.post(`${path}/leave`, { lastDay: '2000-01-01', reason: '更正', following: vacant }).expect(400);
  });
});
