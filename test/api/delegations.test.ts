import { type Client, startLaunched, type TestApi, TODAY, type Username } from './support.ts';

let api: TestApi;
const personIds = new Map<string, string>();
beforeAll(async () => {
  ({ api } = await startLaunched());
  const accounts = await api.db.account.findMany();
  for (const { username, personId } of accounts) personIds.set(username, personId);
  await api.db.person.update({ where: { id: person('eduHead') }, data: { name: '甲局长' } });
  await api.db.person.update({ where: { id: person('finHead') }, data: { name: '乙局长' } });
});
afterEach(() => api.db.delegation.updateMany({ where: { endedOn: null }, data: { endedOn: TODAY } }));
afterAll(() => api.close());

function person(username: Username): string {
  return personIds.get(username) ?? '';
}

const LAST_DAY = '2019-12-31';
const forEducation = (to: Username, rest: object = {}) => ({
  ...{ postId: 'post-eduHead', toPersonId: person(to), fromDay: TODAY, toDay: LAST_DAY, reason: '出差', ...rest },
});

async function end(client: Client, id: string): Promise<void> {
  await client.post(`/api/delegations/${id}/end`).expect(204);
}

async function itemsOf(client: Client, unit: string) {
  const { body } = await client.get('/api/work-items?mine=true&limit=200').expect(200);
  return body.items.filter((item: { unit: { name: string } | null }) => item.unit?.name === unit);
}

describe('a delegation', () => {
  it('lets the delegate see and do what the holder can, with both names on everything', async () => {
    const head = await api.as('eduHead');
    const delegate = await api.as('finHead');
    expect(await itemsOf(delegate, '县教育局')).toEqual([]);
    const made = await head.post('/api/delegations', forEducation('finHead')).expect(201);
    const session = await delegate.get('/api/session').expect(200);
    expect(session.body.user.posts).toContainEqual(
      expect.objectContaining({
        id: 'post-eduHead',
        holder: { id: person('eduHead'), name: '甲局长' },
        delegation: { until: LAST_DAY, signingOnly: false },
      }),
    );
    const items = await itemsOf(delegate, '县教育局');
    expect(items.map((item: { id: string }) => item.id)).toEqual(
      (await itemsOf(head, '县教育局')).map((item: { id: string }) => item.id),
    );
    const sign = items.find((item: { kind: string }) => item.kind === 'SIGN');
    expect(sign.whyMe.zh).toContain('代甲局长');
    await delegate.post(`/api/work-items/${sign.id}/submit`, { text: '收到' }).expect(200);
    const own = (await itemsOf(delegate, '县财政局')).find((item: { kind: string }) => item.kind === 'SIGN');
    expect(own.whyMe.zh).not.toContain('代');
    await delegate.post(`/api/work-items/${own.id}/submit`, { text: '收到' }).expect(200);
    const people = async (id: string) => {
      const { body } = await (await api.as('office')).get(`/api/work-items/${id}`).expect(200);
      return body.history[0].person;
    };
    expect(await people(sign.id)).toBe('乙局长（代甲局长）');
    expect(await people(own.id)).toBe('乙局长');
    const event = await api.db.auditEvent.findFirst({ where: { workItemId: sign.id, kind: 'WORK_ITEM_SUBMITTED' } });
    expect(event?.onBehalfOfId).toBe(person('eduHead'));
    expect((await api.db.workItem.findUnique({ where: { id: sign.id } }))?.submittedBy).toBe('乙局长（代甲局长）');
    await end(delegate, made.body.id);
    expect(await itemsOf(delegate, '县教育局')).toEqual([]);
    const kinds = await api.db.auditEvent.findMany({
      where: { kind: { in: ['DELEGATION_MADE', 'DELEGATION_ENDED'] } },
    });
    expect(kinds).toHaveLength(2);
    await head.post(`/api/delegations/${made.body.id}/end`).expect(409);
  });

  it('tells the delegate of what the holder is told of, and for whom', async () => {
    const head = await api.as('eduHead');
    const office = await api.as('office');
    const made = await head.post('/api/delegations', forEducation('finHead')).expect(201);
    const [item] = await itemsOf(head, '县教育局');
    await office.post('/api/urgings', { workItemIds: [item.id], text: '请尽快', answerBy: null }).expect(200);
    const notices = await api.db.notice.findMany({ where: { workItemId: item.id, kind: 'URGED' } });
    expect(notices.find((notice) => notice.personId === person('eduHead'))?.onBehalfOf).toBeNull();
    expect(notices.find((notice) => notice.personId === person('finHead'))?.onBehalfOf).toBe('甲局长');
    const inbox = await (await api.as('finHead')).get('/api/inbox').expect(200);
    const reason = inbox.body.items.find((row: { link: string }) => row.link.includes(item.id)).reason;
    expect(reason).toMatchObject({
      zh: expect.stringContaining('代甲局长'),
      en: expect.stringContaining('for 甲局长'),
    });
    await end(head, made.body.id);
  });

  it('for signing only signs what is prepared and does nothing else', async () => {
    const head = await api.as('eduHead');
    const liaison = await api.as('eduLiaison');
    const delegate = await api.as('finHead');
    const made = await head.post('/api/delegations', forEducation('finHead', { signingOnly: true })).expect(201);
    const items = await itemsOf(delegate, '县教育局');
    const confirm = items.find((item: { kind: string }) => item.kind === 'CONFIRM');
    expect(confirm.can).toMatchObject({ submit: false, prepare: false });
    await delegate.post(`/api/work-items/${confirm.id}/submit`, { text: '收到' }).expect(403);
    const plan = items.find((item: { kind: string }) => item.kind === 'PLAN');
    expect(plan.can).toMatchObject({ submit: true, prepare: false });
    await delegate.post(`/api/work-items/${plan.id}/prepare`, { text: '代拟' }).expect(404);
    await liaison.post(`/api/work-items/${plan.id}/prepare`, { text: '具体方案' }).expect(200);
    await delegate.post(`/api/work-items/${plan.id}/submit`, { text: '具体方案' }).expect(200);
    expect((await api.db.workItem.findUnique({ where: { id: plan.id } }))?.submittedBy).toBe('乙局长（代甲局长）');
    await end(head, made.body.id);
  });

  it('begins and ends by the business date, and with the delegator’s own term', async () => {
    const head = await api.as('eduHead');
    const delegate = await api.as('finHead');
    const days = { fromDay: '2019-12-10', toDay: '2019-12-12' };
    const made = await head.post('/api/delegations', forEducation('finHead', days)).expect(201);
    const holdsIt = async (day: string) => {
      await api.db.county.updateMany({ data: { businessDate: day } });
      const { body } = await delegate.get('/api/session').expect(200);
      return body.user.posts.some((post: { id: string }) => post.id === 'post-eduHead');
    };
    expect(await holdsIt('2019-12-09')).toBe(false);
    expect(await holdsIt('2019-12-10')).toBe(true);
    expect(await holdsIt('2019-12-12')).toBe(true);
    expect(await holdsIt('2019-12-13')).toBe(false);
    await api.db.postHolding.updateMany({ where: { postId: 'post-eduHead' }, data: { toDay: '2019-12-10' } });
    expect(await holdsIt('2019-12-11')).toBe(false);
    await api.db.postHolding.updateMany({ where: { postId: 'post-eduHead' }, data: { toDay: null } });
    await api.db.county.updateMany({ data: { businessDate: TODAY } });
    await end(head, made.body.id);
  });

  it('of the office leaves nobody to judge in the case of either', async () => {
    const office = await api.as('office');
    const liaison = await api.as('eduLiaison');
    const made = await office
      .post('/api/delegations', { ...forEducation('eduLiaison'), postId: 'post-office' })
      .expect(201);
    const sign = (await itemsOf(await api.as('finHead'), '县财政局')).find(
      (item: { kind: string }) => item.kind === 'CONFIRM',
    );
    const own = await api.db.workItem.findFirstOrThrow({
      where: { kind: 'CONFIRM', unitId: { not: sign.unit.id } },
      orderBy: { id: 'asc' },
    });
    const urged = await liaison
      .post('/api/urgings', { workItemIds: [sign.id, own.id], text: '请尽快', answerBy: null })
      .expect(200);
    expect(urged.body.urged).toBe(1);
    expect(urged.body.left.map((left: { workItemId: string }) => left.workItemId)).toEqual([own.id]);
    expect((await api.db.urging.findFirst({ where: { workItemId: sign.id } }))?.urgedBy).toBe('联络员（代办公室主任）');
    await end(office, made.body.id);
  });
});

describe('a delegation is refused', () => {
  const refusedAt = async (client: Client, body: object) => {
    const answer = await client.post('/api/delegations', body).expect(400);
    return answer.body.errors.map((error: { pointer: string }) => error.pointer);
  };

  it('to overlap another of the same post, or to go on to a third', async () => {
    const head = await api.as('eduHead');
    const made = await head.post('/api/delegations', forEducation('finHead')).expect(201);
    expect(await refusedAt(head, forEducation('eduLiaison'))).toEqual(['/fromDay']);
    const delegate = await api.as('finHead');
    expect(await refusedAt(delegate, forEducation('eduLiaison'))).toContain('/fromDay');
    const own = { ...forEducation('eduHead'), postId: 'post-finHead' };
    expect(await refusedAt(delegate, own)).toEqual(['/toPersonId']);
    await end(head, made.body.id);
  });

  it('by anybody but the holder, the office and administrators, and by these never to themselves', async () => {
    const other = await api.as('finHead');
    const of = { fromPersonId: person('eduHead') };
    await other.post('/api/delegations', forEducation('eduLiaison', of)).expect(403);
    const admin = await api.as('admin');
    const made = await admin.post('/api/delegations', forEducation('eduLiaison', of)).expect(201);
    await other.post(`/api/delegations/${made.body.id}/end`).expect(403);
    expect(
      (await other.get('/api/delegations').expect(200)).body.items.map((row: { id: string }) => row.id),
    ).not.toContain(made.body.id);
    await end(admin, made.body.id);
    const office = await api.as('office');
    expect(await refusedAt(office, { ...forEducation('office', of) })).toEqual(['/toPersonId']);
  });
});
