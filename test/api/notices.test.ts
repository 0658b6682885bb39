import { randomUUID } from 'node:crypto';
import { startLaunched, type TestApi, TODAY, type Username } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  ({ api } = await startLaunched());
});
afterAll(() => api.close());
beforeEach(() => api.db.notice.deleteMany());

async function personOf(username: Username): Promise<{ id: string; name: string; countyId: string }> {
  const { person } = await api.db.account.findFirstOrThrow({ where: { username }, include: { person: true } });
  return person;
}

/** Items of the education bureau that wait for it. */
async function educationItems(): Promise<{ id: string }[]> {
  const client = await api.as('eduHead');
  const { items } = (await client.get('/api/work-items?mine=true&state=open&limit=200').expect(200)).body;
  return items;
}

async function tell(
  username: Username,
  workItemId: string,
  data: { kind?: string; day?: string; escalationId?: string; digestId?: string; withdrawnOn?: string } = {},
): Promise<string> {
  const { id: personId, countyId } = await personOf(username);
  const id = randomUUID();
  const base = { id, countyId, personId, workItemId, reason: 'holder', kind: 'OPENED', day: TODAY };
  await api.db.notice.create({ data: { ...base, ...data } });
  return id;
}

const inboxOf = async (username: Username, query = '') =>
  (await (await api.as(username)).get(`/api/inbox${query}`).expect(200)).body;
const unreadOf = async (username: Username): Promise<number> =>
  (await (await api.as(username)).get('/api/inbox/unread').expect(200)).body.count;

it('a person reads own notices, the latest day first, page by page, and nobody else’s', async () => {
  const [first, second] = await educationItems();
  const old = await tell('eduHead', first?.id ?? '', { day: '2019-11-29' });
  const today = await tell('eduHead', second?.id ?? '', { kind: 'URGE' });
  await tell('eduLiaison', first?.id ?? '');
  const page = await inboxOf('eduHead', '?limit=1');
  expect(page.items).toMatchObject([
    { id: today, label: { zh: '催办' }, reason: { zh: '由您承办' }, link: `/items/${second?.id}`, state: 'QUEUED' },
  ]);
  const rest = await inboxOf('eduHead', `?limit=1&cursor=${page.nextCursor}`);
  expect(rest.items.map(({ id }: { id: string }) => id)).toEqual([old]);
  expect(rest.nextCursor).toBeNull();
  expect(await unreadOf('eduHead')).toBe(2);
});

it('a notice names the unit whose item is judged, and counts the working days overdue as the item does', async () => {
  const [item] = await educationItems();
  const finance = await api.db.unit.findFirstOrThrow({ where: { name: '县财政局' } });
  const judging = await api.db.workItem.findFirstOrThrow({ where: { state: 'OPEN', unitId: finance.id } });
  const about = await api.db.workItem.findFirstOrThrow({ where: { id: item?.id ?? '' } });
  await api.db.workItem.update({ where: { id: judging.id }, data: { reviewsId: about.id } });
  await api.db.workItem.update({ where: { id: about.id }, data: { openedOn: '2019-11-04', dueOn: '2019-11-29' } });
  await tell('office', judging.id);
  await tell('office', about.id);
  const { items } = await inboxOf('office');
  expect(items).toHaveLength(2);
  for (const { unitName } of items) expect(unitName).toBe('县教育局');
  expect(items.find((row: { link: string }) => row.link === `/items/${about.id}`)).toMatchObject({
    daysLeft: -3,
    overdueWorkingDays: 1,
  });
  await api.db.workItem.update({ where: { id: judging.id }, data: { reviewsId: null } });
  await api.db.workItem.update({ where: { id: about.id }, data: { openedOn: about.openedOn, dueOn: about.dueOn } });
});

it('opening the item marks what was said about it as opened, everything else waits', async () => {
  const [first, second] = await educationItems();
  const id = await tell('eduHead', first?.id ?? '');
  await tell('eduHead', second?.id ?? '');
  const client = await api.as('eduHead');
  await client.post('/api/inbox/opened').send({ workItemId: first?.id }).expect(204);
  expect(await api.db.notice.findUniqueOrThrow({ where: { id } })).toMatchObject({ openedOn: TODAY, readOn: TODAY });
  expect((await inboxOf('eduHead', '?unread=true')).items).toMatchObject([{ link: `/items/${second?.id}` }]);
  await client.post('/api/inbox/opened').send({}).expect(400);
});

it('a notice about an escalation is opened by the page of the escalation, not by that of its item', async () => {
  const [item] = await educationItems();
  const id = await tell('office', item?.id ?? '', { kind: 'TO_SIGN', escalationId: 'an escalation' });
  const client = await api.as('office');
  const opened = async () => (await api.db.notice.findUniqueOrThrow({ where: { id } })).openedOn;
  await client.post('/api/inbox/opened').send({ workItemId: item?.id }).expect(204);
  expect(await opened()).toBeNull();
  await client.post('/api/inbox/opened').send({ escalationId: 'an escalation' }).expect(204);
  expect(await opened()).toBe(TODAY);
});

it('everything read at once is read, and not said to have been opened', async () => {
  for (const item of (await educationItems()).slice(0, 3)) await tell('eduHead', item.id);
  await tell('eduLiaison', (await educationItems())[0]?.id ?? '');
  await (await api.as('eduHead')).post('/api/inbox/read').expect(204);
  expect(await unreadOf('eduHead')).toBe(0);
  expect(await unreadOf('eduLiaison')).toBe(1);
  expect(await api.db.notice.count({ where: { openedOn: { not: null } } })).toBe(0);
});

it('what asks for something that is done is not unread; what was decided still is', async () => {
  const [item] = await educationItems();
  const id = item?.id ?? '';
  await tell('eduHead', id);
  await tell('eduHead', id, { kind: 'LETTER' });
  await api.db.workItem.update({ where: { id }, data: { state: 'ACCEPTED' } });
  expect(await unreadOf('eduHead')).toBe(1);
  const all = (await inboxOf('eduHead')).items;
  expect(
    all.map(({ state, daysLeft }: { state: string; daysLeft: number | null }) => [state, daysLeft]).sort(),
  ).toEqual([
    ['QUEUED', null],
    ['WITHDRAWN', null],
  ]);
});

describe('who was told of an item', () => {
  const told = async (username: Username, id: string) =>
    (await (await api.as(username)).get(`/api/notices?workItemId=${id}`).expect(200)).body.items;

  it('is shown to the office with the way of each mail, to a person as far as it is about the own', async () => {
    const id = (await educationItems())[1]?.id ?? '';
    const head = await personOf('eduHead');
    await api.db.digest.create({
      data: {
        ...{ id: 'd', countyId: head.countyId, personId: head.id, day: TODAY, messageId: '<d@duban.example>' },
        ...{ state: 'REFUSED', toAddress: 'old@duban.example', lastError: '550 no such user' },
      },
    });
    await tell('eduHead', id, { digestId: 'd', kind: 'URGE' });
    await tell('eduLiaison', id);
    expect(await told('office', id)).toMatchObject([
      { personName: (await personOf('eduLiaison')).name, state: 'QUEUED', error: null },
      {
        personName: head.name,
        reason: { zh: '承办人' },
        state: 'REFUSED',
        address: 'old@duban.example',
        error: '550 no such user',
      },
    ]);
    expect(await told('eduHead', id)).toMatchObject([{ personName: head.name, label: { zh: '催办' } }]);
    expect(await told('finHead', id)).toEqual([]);
    await (await api.as('office')).get('/api/notices').expect(400);
  });
});
