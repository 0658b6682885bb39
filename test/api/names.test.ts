import { PLAN_TEXT, startApi, type TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function importPlan(text: string): Promise<string> {
  const office = await api.as('office');
  return (await office.post('/api/plans/import', { text }).expect(201)).body.id;
}

const unitNamed = async (name: string) => {
  const unit = await api.db.unit.findFirstOrThrow({ where: { name } });
  return unit.id;
};

describe('a name that only may be a known unit', () => {
  const text = PLAN_TEXT.replaceAll('县教育局', '县教育委员会');

  it('is shown with its candidates and stops the launch until somebody has decided', async () => {
    const office = await api.as('office');
    const id = await importPlan(text);
    const { body } = await office.get(`/api/plans/drafts/${id}`).expect(200);
    const found = body.resolution.units.find((unit: { name: string }) => unit.name === '县教育委员会');
    expect(found).toMatchObject({
      verdict: 'likely',
      matchId: null,
      candidates: [{ name: '县教育局', reason: 'kind' }],
    });
    expect(body.can.launch).toBe(false);
    const refused = await office.post(`/api/plans/drafts/${id}/launch`, {}).expect(422);
    expect(refused.body.errors).toContainEqual(
      expect.objectContaining({ pointer: '/settings/units/县教育委员会', detail: expect.stringContaining('县教育局') }),
    );
  });

  it('is remembered once decided, with who and when, until that is undone', async () => {
    const office = await api.as('office');
    const use = await unitNamed('县教育局');
    const id = await importPlan(text);
    const decided = { version: 1, settings: { units: { 县教育委员会: { use } } } };
    const { body } = await office.patch(`/api/plans/drafts/${id}`, decided).expect(200);
    expect(body.can.launch).toBe(true);

    const next = await office.get(`/api/plans/drafts/${await importPlan(text)}`).expect(200);
    expect(next.body.resolution.units).toContainEqual(
      expect.objectContaining({
        name: '县教育委员会',
        verdict: 'sure',
        matchId: use,
        candidates: [{ id: use, name: '县教育局', reason: 'remembered' }],
      }),
    );
    const { body: kept } = await office.get('/api/name-decisions').expect(200);
    expect(kept.items).toEqual([
      expect.objectContaining({ name: '县教育委员会', meaning: '县教育局', businessDay: '2019-12-02' }),
    ]);
    expect(kept.items[0].personName).not.toBe('');
    expect((await office.get('/api/name-decisions?q=xjyj').expect(200)).body.items).toHaveLength(1);
    expect((await office.get('/api/name-decisions?q=xczj').expect(200)).body.items).toEqual([]);

    await office.delete(`/api/name-decisions/${kept.items[0].id}`).expect(204);
    await office.delete(`/api/name-decisions/${kept.items[0].id}`).expect(404);
    const asked = await office.get(`/api/plans/drafts/${await importPlan(text)}`).expect(200);
    expect(asked.body.can.launch).toBe(false);
    const events = await api.db.auditEvent.findMany({ where: { kind: 'ORGANISATION_CHANGED' } });
    expect(events.map((event) => event.data)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: '县教育委员会', unitId: use }),
        { forgottenName: kept.items[0].id },
      ]),
    );
  });

  it('is not remembered where the rules alone say the same', async () => {
    const office = await api.as('office');
    const use = await unitNamed('县财政局');
    const id = await importPlan(PLAN_TEXT);
    await office
      .patch(`/api/plans/drafts/${id}`, { version: 1, settings: { units: { 县财政局: { use } } } })
      .expect(200);
    expect((await office.get('/api/name-decisions').expect(200)).body.items).toEqual([]);
  });
});

describe('names that a document prints in two forms', () => {
  it('become one new unit', async () => {
    const office = await api.as('office');
    const text = PLAN_TEXT.replace('责任单位：县教育局', '责任单位：县发展和改革局').replace(
      '配合单位：县教育局',
      '配合单位：县发改局',
    );
    const { body } = await office.get(`/api/plans/drafts/${await importPlan(text)}`).expect(200);
    expect(body.settings.units.县发改局).toEqual({ create: { name: '县发展和改革局', kind: 'DEPARTMENT' } });
  });
});

describe('a printed leader', () => {
  it('is found with post and 同志, and asked about where the post is another', async () => {
    const office = await api.as('office');
    await api.db.post.update({ where: { id: 'post-leader' }, data: { title: '副县长' } });
    const draftOf = async (printed: string) =>
      (await office.get(`/api/plans/drafts/${await importPlan(PLAN_TEXT.replace('李明', printed))}`).expect(200)).body;
    const [same] = (await draftOf('副县长李明同志')).resolution.leaders;
    expect(same).toMatchObject({ verdict: 'sure', matchId: 'post-leader' });
    const other = await draftOf('县委副书记李明');
    const [name] = other.resolution.leaders;
    expect(name).toMatchObject({ verdict: 'likely', candidates: [{ id: 'post-leader', reason: 'otherPost' }] });
    expect(other.findings).toContainEqual(
      expect.objectContaining({ severity: 'error', pointer: `/settings/leaders/${name.name}` }),
    );
    const leaders = { [name.name]: { usePostId: 'post-leader' } };
    await office.patch(`/api/plans/drafts/${other.id}`, { version: 1, settings: { leaders } }).expect(200);
    expect((await draftOf('县委副书记李明')).resolution.leaders[0].candidates[0].reason).toBe('remembered');
    expect((await draftOf('县人大主任李明')).resolution.leaders[0].candidates[0].reason).toBe('otherPost');
  });
});

describe('a printed leader who holds another post in the county', () => {
  it('is asked about, and takes the new post instead of becoming a second person', async () => {
    const office = await api.as('office');
    const head = await api.db.person.findFirstOrThrow({ where: { account: { username: 'finHead' } } });
    await api.db.person.update({ where: { id: head.id }, data: { name: '孙立' } });
    const id = await importPlan(PLAN_TEXT.replace('王平', '副县长孙立'));
    const { body } = await office.get(`/api/plans/drafts/${id}`).expect(200);
    expect(body.can.launch).toBe(false);
    const choice = body.settings.leaders.孙立;
    expect(choice).toEqual({ create: { personName: '孙立', title: '副县长', personId: head.id } });
    const leaders = { 孙立: choice };
    await office.patch(`/api/plans/drafts/${id}`, { version: 1, settings: { leaders } }).expect(200);
    await office.post(`/api/plans/drafts/${id}/launch`, {}).expect(202);
    expect(await api.db.person.count({ where: { name: '孙立' } })).toBe(1);
    const held = await api.db.postHolding.findMany({ where: { personId: head.id }, include: { post: true } });
    expect(held.map(({ post }) => [post.kind, post.title])).toContainEqual(['LEADER', '副县长']);
  });
});

describe('search', () => {
  it.each([
    ['units', 'xjyj', '县教育局'],
    ['units', 'caizheng', '县财政局'],
    ['units', '教育', '县教育局'],
    ['people', 'lm', '李明'],
    ['posts', 'wp', '王平'],
  ])('of %s for %s finds %s', async (noun, q, expected) => {
    const office = await api.as('office');
    const { body } = await office.get(`/api/${noun}?q=${encodeURIComponent(q)}&limit=200`).expect(200);
    const texts = body.items.map((item: { name?: string; title?: string; holder?: { name: string } }) =>
      [item.name, item.title, item.holder?.name].join(' '),
    );
    expect(texts.some((text: string) => text.includes(expected))).toBe(true);
    const none = await office.get(`/api/${noun}?q=zzzz`).expect(200);
    expect(none.body.items).toEqual([]);
  });

  it('answers what is asked for by id', async () => {
    const office = await api.as('office');
    const id = await unitNamed('县财政局');
    const { body } = await office.get(`/api/units?ids=${id},nothing`).expect(200);
    expect(body.items.map((unit: { name: string }) => unit.name)).toEqual(['县财政局']);
  });
});
