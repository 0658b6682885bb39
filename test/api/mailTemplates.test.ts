import { randomUUID } from 'node:crypto';
import { startLaunched, type TestApi, TODAY } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  ({ api } = await startLaunched());
});
afterAll(() => api.close());

const words = {
  language: 'zh',
  subject: '{{ 县 }}督办 {{ 日期 }}',
  intro: '{{ 收件人 }}同志：',
  closing: '',
  footer: '',
};
const templatesOf = async (language: string) => {
  const { items } = (await (await api.as('admin')).get('/api/mail-templates').expect(200)).body;
  return items.find((set: { language: string }) => set.language === language);
};

it('a template is looked at with made-up facts as long as nothing was mailed, then with the latest digest', async () => {
  const admin = await api.as('admin');
  const look = async () => (await admin.post('/api/mail-templates/preview').send(words).expect(200)).body;
  expect(await look()).toMatchObject({ real: false, text: expect.stringContaining('某同志同志：') });
  const { person } = await api.db.account.findFirstOrThrow({
    where: { username: 'eduHead' },
    include: { person: true },
  });
  const item = await api.db.workItem.findFirstOrThrow({ where: { state: 'OPEN' }, orderBy: { id: 'asc' } });
  const of = { countyId: person.countyId, personId: person.id, day: TODAY };
  await api.db.digest.create({ data: { ...of, id: 'd', messageId: '<d@duban.example>', state: 'SENT' } });
  await api.db.notice.create({
    data: { ...of, id: randomUUID(), workItemId: item.id, kind: 'URGE', reason: 'holder', digestId: 'd' },
  });
  const seen = await look();
  expect(seen).toMatchObject({ real: true, subject: expect.stringMatching(/^【演练】.*督办 2019-12-02$/) });
  expect(seen.text).toContain(`${person.name}同志：`);
  expect(seen.html).toContain(`/items/${item.id}`);
});

it('saving keeps every version with its ground, refuses a wrong one and one that began at an older', async () => {
  const admin = await api.as('admin');
  const save = (body: object) => admin.post('/api/mail-templates').send({ ...words, reason: '统一用语', ...body });
  expect((await save({ basedOn: 0 }).expect(200)).body).toEqual({ version: 1 });
  expect((await save({ basedOn: 0 }).expect(409)).body.code).toBe('STALE_VERSION');
  const wrong = (await save({ basedOn: 1, intro: '{{ 密码 }}' }).expect(400)).body;
  expect(wrong.errors).toMatchObject([{ pointer: '/intro', detail: expect.stringContaining('收件人') }]);
  const set = await templatesOf('zh');
  expect(set.versions.map(({ version }: { version: number }) => version)).toEqual([1, 0]);
  expect(set.versions[0]).toMatchObject({ subject: words.subject, reason: '统一用语', savedOn: TODAY });
  expect((await templatesOf('en')).versions).toHaveLength(1);
  expect(await api.db.auditEvent.count({ where: { kind: 'MAIL_TEMPLATE_CHANGED' } })).toBe(1);
});
