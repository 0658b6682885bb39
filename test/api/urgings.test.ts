import { startLaunched, type TestApi, type Username } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  ({ api } = await startLaunched());
});
afterAll(() => api.close());

interface Item {
  id: string;
  kind: string;
  unit: { name: string } | null;
  measureId: string | null;
  can: { urge: boolean };
}

async function itemsOf(username: Username): Promise<Item[]> {
  const client = await api.as(username);
  return (await client.get('/api/work-items?state=open&limit=200').expect(200)).body.items;
}

async function urge(username: Username, workItemIds: string[], answerBy: string | null = null) {
  const client = await api.as(username);
  return client.post('/api/urgings').send({ workItemIds, text: '请抓紧办理，本周内报送', answerBy });
}

/** An open item of 县教育局, another one each time. */
let taken = 0;
async function educationItem(): Promise<string> {
  const items = (await itemsOf('office')).filter((item) => item.unit?.name === '县教育局' && item.can.urge);
  taken += 1;
  const item = items[taken - 1];
  if (!item) throw new Error('the education bureau holds nothing more');
  return item.id;
}

it('the office urges items once within the time to cool down; the holder and the head are told and answer', async () => {
  const id = await educationItem();
  expect((await urge('office', [id], '2019-12-06')).body).toEqual({ urged: 1, left: [] });
  const again = await urge('office', [id]);
  expect(again.status).toBe(200);
  expect(again.body).toMatchObject({
    urged: 0,
    left: [{ workItemId: id, reason: { zh: expect.stringContaining('3') } }],
  });
  const notices = await api.db.notice.findMany({ where: { workItemId: id, kind: 'URGED' } });
  expect(new Set(notices.map(({ reason }) => reason))).toEqual(new Set(['holder', 'unitHead']));

  const head = await api.as('eduHead');
  const [urging] = (await head.get(`/api/urgings?workItemId=${id}`).expect(200)).body.items;
  expect(urging).toMatchObject({ text: '请抓紧办理，本周内报送', answerDueOn: '2019-12-06', can: { answer: true } });
  const answered = await head.post(`/api/urgings/${urging.id}/answer`).send({ text: '周五报送' }).expect(200);
  expect(answered.body.items).toMatchObject([{ answer: '周五报送', can: { answer: false } }]);
  await head.post(`/api/urgings/${urging.id}/answer`).send({ text: '再答' }).expect(409);
  const { history } = (await head.get(`/api/work-items/${id}`).expect(200)).body;
  expect(JSON.stringify(history)).toContain('周五报送');
});

it('nobody urges their own, what they do not see, or what waits for somebody else; the rest is urged', async () => {
  const id = await educationItem();
  const frozen = await educationItem();
  await api.db.workItem.update({ where: { id: frozen }, data: { frozen: [{ from: '2019-12-01', to: null }] } });
  const own = (await itemsOf('office')).find((item) => item.unit !== null && !item.can.urge);
  const ids = [id, frozen, 'nothing', ...(own ? [own.id] : [])];
  const { body } = await urge('office', ids);
  expect(body.urged).toBe(1);
  expect(body.left.map((row: { workItemId: string }) => row.workItemId)).toEqual(ids.slice(1));
  expect(await api.db.urging.count({ where: { workItemId: { in: ids } } })).toBe(1);
  const measures = new Set((await itemsOf('leader')).map((item) => item.measureId));
  const unseen = (await itemsOf('office')).find((item) => item.measureId !== null && !measures.has(item.measureId));
  expect((await urge('leader', [unseen?.id ?? ''])).body.urged).toBe(0);
});

it('only the holder answers, units do not urge, a day that has passed is refused', async () => {
  const id = await educationItem();
  expect((await urge('eduHead', [id])).status).toBe(403);
  expect((await urge('office', [id], '2019-12-01')).status).toBe(400);
  await urge('chief', [id]);
  const office = await api.as('office');
  const [urging] = (await office.get(`/api/urgings?workItemId=${id}`).expect(200)).body.items;
  expect(urging.can.answer).toBe(false);
  await office.post(`/api/urgings/${urging.id}/answer`).send({ text: '代答' }).expect(403);
  await (await api.as('finHead')).get(`/api/urgings?workItemId=${id}`).expect(404);
});

it('an open item says which ladder it climbs and what comes next', async () => {
  const office = await api.as('office');
  const { id } = (await itemsOf('office')).find((item) => item.unit?.name === '县教育局') ?? { id: '' };
  const { body } = await office.get(`/api/work-items/${id}`).expect(200);
  expect(body.ladder).toEqual({
    name: '默认升级规则',
    next: { label: { zh: expect.any(String), en: expect.any(String) }, on: expect.stringMatching(/^2019-12-\d\d$/) },
  });
});

it('of a measure everything is urged that its units hold and that is overdue or due soon; one without is named', async () => {
  const office = await api.as('office');
  const measures: { id: string; title: string }[] = (
    await office.get(`/api/plans/${(await api.db.plan.findFirstOrThrow()).id}/measures`).expect(200)
  ).body.items;
  const [first, second] = measures;
  await api.db.urging.deleteMany();
  const held = { measureId: first?.id ?? '', holderKind: 'UNIT_HEAD' as const, state: 'OPEN' as const };
  const items = await api.db.workItem.findMany({ where: held, orderBy: { id: 'asc' } });
  const [soon] = items;
  // Seven working days after Monday, 2 December are over on the 11th.
  await api.db.workItem.updateMany({
    where: { measureId: first?.id ?? '' },
    data: { dueOn: '2019-12-12', frozen: [] },
  });
  await api.db.workItem.update({ where: { id: soon?.id ?? '' }, data: { dueOn: '2019-12-11' } });
  await api.db.workItem.updateMany({ where: { measureId: second?.id ?? '' }, data: { dueOn: '2019-12-31' } });
  const body = { measureIds: [first?.id, second?.id], text: '请抓紧' };
  const { body: answer } = await office.post('/api/urgings').send(body).expect(200);
  expect(answer).toEqual({
    urged: 1,
    left: [
      {
        workItemId: null,
        measureId: second?.id,
        reason: expect.objectContaining({ zh: expect.stringContaining('没有') }),
      },
    ],
  });
  expect((await api.db.urging.findMany()).map(({ workItemId }) => workItemId)).toEqual([soon?.id]);
  await office.post('/api/urgings').send({ text: '请抓紧' }).expect(400);
  await office
    .post('/api/urgings')
    .send({ ...body, workItemIds: [soon?.id] })
    .expect(400);
});
