import { type Client, startLaunched, type TestApi, type Username } from './support.ts';

let api: TestApi;
let planId: string;
beforeAll(async () => {
  ({ api, planId } = await startLaunched());
});
afterAll(() => api.close());

interface Item {
  id: string;
  kind: string;
  version: number;
  measureId: string | null;
  can: Record<string, boolean>;
}

async function worklist(username: Username): Promise<{ client: Client; items: Item[] }> {
  const client = await api.as(username);
  const { body } = await client.get('/api/work-items?mine=true').expect(200);
  return { client, items: body.items };
}

function find(items: Item[], kind: string): Item {
  const item = items.find((candidate) => candidate.kind === kind);
  if (!item) throw new Error(`no ${kind} among ${items.map((one) => one.kind).join(', ')}`);
  return item;
}

describe('what each sees of a plan', () => {
  it('is the own part for units and leaders, all for office and chief leaders, nothing uncopied for discipline', async () => {
    const titles = async (username: Username, leader = '') => {
      const client = await api.as(username);
      const answer = await client.get(`/api/plans/${planId}/measures${leader}`);
      return answer.status === 200
        ? answer.body.items.map((measure: { number: number }) => measure.number)
        : answer.status;
    };
    expect(await titles('office')).toEqual([1, 2]);
    expect(await titles('chief')).toEqual([1, 2]);
    expect(await titles('leader')).toEqual([1]);
    expect(await titles('otherLeader')).toEqual([2]);
    expect(await titles('eduHead')).toEqual([1, 2]);
    expect(await titles('discipline')).toEqual([]);
    expect(await titles('admin')).toBe(403);
    const discipline = await api.as('discipline');
    await discipline.get(`/api/plans/${planId}`).expect(404);
    expect((await discipline.get('/api/plans').expect(200)).body.items).toEqual([]);
    const admin = await api.as('admin');
    expect((await admin.get('/api/plans').expect(200)).body.items).toMatchObject([{ counts: { measures: 0 } }]);
  });

  it('of the worklist is what waits for them', async () => {
    const education = (await worklist('eduHead')).items;
    const liaison = (await worklist('eduLiaison')).items;
    expect(liaison.map((item) => item.id)).toEqual(education.map((item) => item.id));
    const finance = (await worklist('finHead')).items;
    expect(finance.some((item) => education.some((other) => other.id === item.id))).toBe(false);
    const other = await api.as('finHead');
    await other.get(`/api/work-items/${find(education, 'SIGN').id}`).expect(404);
    await other.post(`/api/work-items/${find(education, 'SIGN').id}/submit`, { text: '收到' }).expect(404);
  });
});

describe('handing in', () => {
  it('signs for a measure with text alone, once', async () => {
    const { client, items } = await worklist('eduLiaison');
    const sign = find(items, 'SIGN');
    expect(sign.can).toMatchObject({ submit: true, accept: false });
    const done = await client.post(`/api/work-items/${sign.id}/submit`, {
      text: '已签收',
      fields: { responsiblePerson: '吴老师' },
      version: sign.version,
    });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ id: sign.id, state: 'ACCEPTED', can: { submit: false }, text: '已签收' });
    const again = await client.post(`/api/work-items/${sign.id}/submit`, { text: '再签' }).expect(409);
    expect(again.body).toMatchObject({ code: 'ITEM_CLOSED', current: { id: sign.id, state: 'ACCEPTED' } });
    const measure = await client.get(`/api/measures/${sign.measureId}`).expect(200);
    expect(measure.body.responsiblePersons).toEqual([
      { unit: expect.objectContaining({ name: '县教育局' }), name: '吴老师' },
    ]);
  });

  it('needs the head where it leaves the unit: the liaison officer prepares, the head signs', async () => {
    const { client: liaison, items } = await worklist('eduLiaison');
    const plan = find(items, 'PLAN');
    expect(plan.can).toMatchObject({ prepare: true, submit: false });
    await liaison.post(`/api/work-items/${plan.id}/submit`, { text: '方案' }).expect(403);
    const prepared = await liaison.post(`/api/work-items/${plan.id}/prepare`, { text: '具体方案' }).expect(200);
    expect(prepared.body).toMatchObject({ state: 'PREPARED', can: { recall: true } });
    const office = await api.as('office');
    const seen = await office.get(`/api/work-items/${plan.id}`).expect(200);
    expect(seen.body.text).toBeNull();
    const stale = await liaison.post(`/api/work-items/${plan.id}/recall`, { version: plan.version }).expect(409);
    expect(stale.body).toMatchObject({ code: 'STALE_VERSION', current: { state: 'PREPARED' } });
    const head = await api.as('eduHead');
    const signed = await head.post(`/api/work-items/${plan.id}/submit`, { text: '具体方案（定稿）' }).expect(200);
    expect(signed.body.state).toBe('ACCEPTED');
    const detail = await office.get(`/api/work-items/${plan.id}`).expect(200);
    expect(detail.body.text).toBe('具体方案（定稿）');
    expect(detail.body.history.map((event: { kind: string }) => event.kind)).toEqual([
      'WORK_ITEM_SUBMITTED',
      'WORK_ITEM_PREPARED',
      'WORK_ITEM_OPENED',
    ]);
  });

  it('needs text', async () => {
    const { client, items } = await worklist('eduHead');
    const answer = await client.post(`/api/work-items/${find(items, 'CONFIRM').id}/submit`, { text: '  ' }).expect(400);
    expect(answer.body.errors[0].pointer).toBe('/text');
  });
});

describe('a review', () => {
  /** A report of 县教育局 that has been handed in, and its review held by `unitId` of the office. */
  async function report(reviewer: { holderKind: 'OFFICE' | 'LEADER'; postId?: string }, reportUnit: string) {
    const unit = await api.db.unit.findFirstOrThrow({ where: { name: reportUnit } });
    const officeUnit = await api.db.unit.findFirstOrThrow({ where: { name: { endsWith: '领导小组办公室' } } });
    const instance = await api.db.processInstance.findFirstOrThrow({ where: { planId, subjectKind: 'MEASURE' } });
    const base = {
      countyId: instance.countyId,
      instanceId: instance.id,
      planId,
      measureId: instance.measureId,
      round: 1,
      openedOn: '2019-12-02',
      dueOn: '2019-12-10',
      dueRule: {},
    };
    const key = `${reportUnit}-${reviewer.holderKind}-${Math.random()}`;
    const reported = await api.db.workItem.create({
      data: {
        ...{ ...base, id: `report-${key}`, key: `report-${key}`, elementId: 'report', kind: 'REPORT' },
        ...{ state: 'SUBMITTED', holderKind: 'UNIT_HEAD', unitId: unit.id, outcomes: ['reported'] },
        ...{ text: '进展良好', submittedOn: '2019-12-02', obligationKey: `report-${key}` },
      },
    });
    const review = await api.db.workItem.create({
      data: {
        ...{ ...base, id: `review-${key}`, key: `review-${key}`, elementId: 'review', kind: 'REVIEW' },
        ...{ holderKind: reviewer.holderKind, postId: reviewer.postId ?? null, obligationKey: `review-${key}` },
        ...{ unitId: reviewer.holderKind === 'OFFICE' ? officeUnit.id : null, reviewsId: reported.id },
        outcomes: ['ACCEPTED', 'RETURNED'],
      },
    });
    return { reported, review };
  }

  it('is returned with a reason and a day, which closes both rows', async () => {
    const { reported, review } = await report({ holderKind: 'OFFICE' }, '县教育局');
    const office = await api.as('office');
    const seen = await office.get(`/api/work-items/${review.id}`).expect(200);
    expect(seen.body).toMatchObject({
      reviews: { id: reported.id, text: '进展良好', unit: { name: '县教育局' } },
      can: { accept: true, return: true, submit: false },
    });
    await office.post(`/api/work-items/${review.id}/return`, {}).expect(400);
    await office.post(`/api/work-items/${review.id}/return`, { reason: '缺数据', dueOn: '2019-12-06' }).expect(200);
    const head = await api.as('eduHead');
    const after = await head.get(`/api/work-items/${reported.id}`).expect(200);
    expect(after.body.state).toBe('RETURNED');
    expect(after.body.history[0].text.zh).toContain('缺数据');
    await office.post(`/api/work-items/${review.id}/accept`, {}).expect(409);
  });

  it('is never given in one’s own case', async () => {
    const { review } = await report({ holderKind: 'OFFICE' }, '县教育保障工作领导小组办公室');
    const office = await api.as('office');
    const seen = await office.get(`/api/work-items/${review.id}`).expect(200);
    expect(seen.body.can).toMatchObject({ accept: false, return: false });
    const refused = await office.post(`/api/work-items/${review.id}/accept`, {}).expect(403);
    expect(refused.body.code).toBe('OWN_CASE');
  });

  it('waits for what it judges, of which its judge reads nothing before it is handed in', async () => {
    const { reported, review } = await report({ holderKind: 'OFFICE' }, '县教育局');
    const state = (data: object) => api.db.workItem.update({ where: { id: reported.id }, data });
    await state({ state: 'PREPARED', submittedOn: null });
    const office = await api.as('office');
    const path = `/api/work-items/${review.id}`;
    const { body: before } = await office.get(path).expect(200);
    expect(before.can).toMatchObject({ accept: false, return: false });
    expect(before.reviews).toMatchObject({ waits: true, text: null, values: null });
    await office.post(`${path}/accept`, {}).expect(409);
    await state({ state: 'SUBMITTED', submittedOn: '2019-12-02' });
    const { body: after } = await office.get(path).expect(200);
    expect(after.can).toMatchObject({ accept: true, return: true });
    expect(after.reviews).toMatchObject({ waits: false, text: '进展良好' });
  });

  it('held by a responsible leader is given by that leader alone', async () => {
    const { review } = await report({ holderKind: 'LEADER', postId: 'post-leader' }, '县教育局');
    const office = await api.as('office');
    await office.post(`/api/work-items/${review.id}/accept`, {}).expect(403);
    const leader = await api.as('leader');
    const { body } = await leader.get('/api/work-items?mine=true').expect(200);
    expect(body.items.map((item: Item) => item.id)).toContain(review.id);
    await leader.post(`/api/work-items/${review.id}/accept`, { text: '同意' }).expect(200);
  });
});

describe('lists', () => {
  it('page through the worklist without loss or repetition, by due day', async () => {
    const { client, items } = await worklist('eduHead');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: { body: { items: Item[]; nextCursor: string | null } } = await client
        .get(`/api/work-items?mine=true&limit=1${cursor ? `&cursor=${cursor}` : ''}`)
        .expect(200);
      seen.push(...body.items.map((item) => item.id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(items.map((item) => item.id));
  });

  it('tell what is done from what is to do', async () => {
    const client = await api.as('eduHead');
    const done = await client.get('/api/work-items?mine=true&state=done').expect(200);
    expect(new Set(done.body.items.map((item: { state: string }) => item.state))).not.toContain('OPEN');
    expect(done.body.items.length).toBeGreaterThan(0);
  });
});

describe('the first page', () => {
  it('counts what its links open', async () => {
    for (const username of ['office', 'eduHead', 'leader', 'chief', 'discipline', 'admin'] as const) {
      const client = await api.as(username);
      const { body } = await client.get('/api/board').expect(200);
      expect(body.businessDate).toBe('2019-12-02');
      for (const tile of body.tiles) expect(tile.link).toMatch(/^\//);
    }
    const { client, items } = await worklist('eduHead');
    const { body } = await client.get('/api/board').expect(200);
    expect(body.tiles.find((tile: { key: string }) => tile.key === 'mine').count).toBe(items.length);
    expect(body.waiting).toHaveLength(Math.min(20, items.length));
  });
});
