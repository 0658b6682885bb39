import { COUNTY, startApi, type TestApi, TODAY } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  const people = await api.db.person.findMany({
    where: { countyId: COUNTY, name: { not: '管理员' } },
    orderBy: { id: 'asc' },
    take: 3,
  });
  const [reached, unknown, other] = people.map(({ id }) => id);
  await api.db.person.update({
    where: { id: reached ?? '' },
    data: { email: 'reached@duban.example', name: '收件人' },
  });
  await api.db.person.update({ where: { id: unknown ?? '' }, data: { email: null } });
  await api.db.person.update({ where: { id: other ?? '' }, data: { email: 'other@duban.example' } });
  const failed = (id: string, personId = '', day: string, more: object) => ({
    ...{ id, countyId: COUNTY, personId, day, messageId: `<${id}>`, triedAt: new Date(), attempts: 6 },
    ...more,
  });
  const away = { state: 'REFUSED' as const, failureCause: 'SERVER_AWAY', lastError: 'connect ECONNREFUSED' };
  const nowhere = { state: 'UNDELIVERABLE' as const, failureCause: 'NO_ADDRESS', lastError: 'NO_ADDRESS' };
  await api.db.digest.createMany({
    data: [
      failed('away-1', reached, '2019-11-28', { ...away, toAddress: 'old@duban.example' }),
      failed('away-2', reached, '2019-11-29', away),
      failed('nowhere', unknown, '2019-11-29', nowhere),
      failed('before', other, '2019-11-27', { state: 'BOUNCED', lastError: '5.0.0' }),
      failed('sent', other, '2019-11-29', { state: 'SENT' }),
    ],
  });
});
afterAll(() => api.close());

const listOf = async (query = '') => {
  const admin = await api.as('admin');
  return (await admin.get(`/api/monitor/mail-failures${query}`).expect(200)).body;
};
const resend = async (body: object) => (await api.as('admin')).post('/api/monitor/mail-failures/resend', body);

it('lists what did not arrive with its cause, by pages, by cause, and counts it', async () => {
  const first = await listOf('?limit=2');
  const rest = await listOf(`?limit=2&cursor=${first.nextCursor}`);
  const ids = [...first.items, ...rest.items].map(({ id }: { id: string }) => id);
  expect(ids).toEqual(['nowhere', 'away-2', 'away-1', 'before']);
  expect(rest.nextCursor).toBe(null);
  expect(first.items[0]).toMatchObject({ cause: 'NO_ADDRESS', detail: null, unreachable: 'NO_ADDRESS', address: null });
  expect(rest.items).toMatchObject([
    { cause: 'SERVER_AWAY', detail: 'connect ECONNREFUSED', address: 'old@duban.example', unreachable: null },
    { cause: 'OTHER', detail: '5.0.0' },
  ]);
  expect((await listOf('?cause=SERVER_AWAY')).items).toHaveLength(2);
  const { mail } = (await (await api.as('admin')).get('/api/monitor').expect(200)).body;
  expect(mail).toMatchObject({
    refused: 4,
    causes: [
      { cause: 'SERVER_AWAY', count: 2 },
      { cause: 'NO_ADDRESS', count: 1 },
      { cause: 'OTHER', count: 1 },
    ],
  });
});

it('lets them go out again by choice or by cause, never twice, never what was sent', async () => {
  expect((await resend({})).status).toBe(400);
  expect((await resend({ ids: ['away-1'], cause: 'OTHER' })).status).toBe(400);
  const nowhere = await resend({ ids: ['nowhere'] });
  expect([nowhere.status, nowhere.body.detail]).toEqual([409, expect.stringMatching('没有登记邮箱')]);
  const sent = await resend({ ids: ['sent'] });
  expect([sent.status, sent.body.detail]).toEqual([409, expect.stringMatching('没有未送达的邮件')]);
  const together = await Promise.all([1, 2].map(() => resend({ cause: 'SERVER_AWAY' })));
  expect(together.map(({ status }) => status).sort()).toEqual([202, 409]);
  expect(together.find(({ status }) => status === 202)?.body).toEqual({ queued: 1, joined: 1, unreachable: 0 });
  const chosen = await resend({ ids: ['nowhere', 'before', 'sent', 'away-2'] });
  expect(chosen.body).toEqual({ queued: 1, joined: 0, unreachable: 1 });
  expect((await listOf()).items).toMatchObject([
    { id: 'nowhere', queued: false },
    { id: 'away-2', queued: true },
    { id: 'before', queued: true },
  ]);
  const events = await api.db.auditEvent.findMany({ where: { kind: 'MAIL_RESENT' }, orderBy: { id: 'asc' } });
  expect(events).toMatchObject([
    { businessDay: TODAY, personName: '管理员', data: { digestId: 'away-2', with: ['away-1'] } },
    { data: { digestId: 'before', with: [] } },
  ]);
});
