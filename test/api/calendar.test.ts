import { notices } from '../domain/holidayNotices.ts';
import { type Client, launchPlan, startApi, type TestApi } from './support.ts';

let api: TestApi;
let admin: Client;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('admin');
});
afterAll(() => api.close());

const yearOf = async (year: number) => (await admin.get(`/api/calendar/${year}`).expect(200)).body;
const workingOn = (days: { day: string; working: boolean }[], day: string) =>
  days.find((entry) => entry.day === day)?.working;

it('a pasted notice becomes whole years, which are previewed and then saved', async () => {
  const read = await admin.post('/api/calendar/notice', { text: notices[2023], year: 2023 }).expect(200);
  expect(read.body.doubts).toEqual([]);
  expect(read.body.years.map((entry: { year: number }) => entry.year)).toEqual([2023, 2022]);
  const [own, before] = read.body.years;
  expect(workingOn(own.days, '2023-06-25')).toBe(true);
  expect(workingOn(before.days, '2022-12-31')).toBe(false);
  expect(before.days.length).toBeGreaterThan(20);
  const preview = await admin.post('/api/calendar/preview', { years: read.body.years }).expect(200);
  const saved = await admin
    .post('/api/calendar', { years: read.body.years, reason: '国办发明电〔2022〕16号', version: preview.body.version })
    .expect(200);
  expect(saved.body).toEqual({ version: preview.body.version + 1, moved: 0 });
  const versions = await admin.get('/api/calendar/2023/versions').expect(200);
  expect(versions.body.items[0]).toMatchObject({ reason: '国办发明电〔2022〕16号', savedBy: '管理员' });
  expect(workingOn((await yearOf(2023)).days, '2023-06-25')).toBe(true);
});

it('a notice about a year whose neighbour has no calendar leaves that neighbour alone and says so', async () => {
  const text = '国务院办公厅关于2029年部分节假日安排的通知\n一、元旦：2028年12月30日至2029年1月1日放假调休，共3天。';
  const read = await admin.post('/api/calendar/notice', { text, year: 2029 }).expect(200);
  expect(read.body.years.map((entry: { year: number }) => entry.year)).toEqual([2029]);
  expect(read.body.doubts.map((doubt: { message: { zh: string } }) => doubt.message.zh).join()).toContain('2028');
});

it('the packaged year is offered where there is one', async () => {
  const there = await admin.get('/api/calendar/2024/packaged').expect(200);
  expect(there.body.year.days).toContainEqual({ day: '2024-02-18', working: true, name: '春节' });
  const none = await admin.get('/api/calendar/2031/packaged').expect(200);
  expect(none.body.year).toBeNull();
});

it.each([
  [
    'a day of another year',
    { year: 2024, days: [{ day: '2023-05-01', working: false, name: '劳动节' }] },
    '/years/0/days',
  ],
  [
    'a day that is none',
    { year: 2024, days: [{ day: '2024-02-30', working: false, name: 'x' }] },
    '/years/0/days/0/day',
  ],
  [
    'a day twice',
    { year: 2024, days: [1, 2].map(() => ({ day: '2024-05-01', working: false, name: 'x' })) },
    '/years/0/days',
  ],
])('refuses %s and names the place', async (_name, year, pointer) => {
  const answer = await admin.post('/api/calendar/preview', { years: [year] }).expect(400);
  expect(answer.body.errors.map((fault: { pointer: string }) => fault.pointer)).toContain(pointer);
});

it('a version that somebody else has overtaken is refused with what to do', async () => {
  const years = [{ year: 2024, days: [] }];
  const answer = await admin.post('/api/calendar', { years, reason: '试', version: 0 }).expect(409);
  expect(answer.body.detail).toMatch(/重新查看/);
  expect((await yearOf(2024)).days.length).toBeGreaterThan(20);
});

it('everybody reads the calendar, administrators alone are offered to edit it', async () => {
  expect((await yearOf(2020)).can).toEqual({ edit: true });
  const head = await api.as('eduHead');
  expect((await head.get('/api/calendar/2020').expect(200)).body.can).toEqual({ edit: false });
});

it('whoever holds an item that falls due in a year without a calendar is warned', async () => {
  await launchPlan(api);
  await api.db.calendarYear.deleteMany({ where: { year: 2020 } });
  const { id } = await api.db.workItem.findFirstOrThrow({ where: { holderKind: 'UNIT_HEAD', state: 'OPEN' } });
  await api.db.workItem.update({ where: { id }, data: { dueOn: '2020-01-10' } });
  const item = await api.db.workItem.findUniqueOrThrow({ where: { id }, select: { unitId: true } });
  const { name } = await api.db.unit.findUniqueOrThrow({ where: { id: item.unitId ?? '' } });
  const head = await api.as(name === '县教育局' ? 'eduHead' : 'finHead');
  const warned = (await head.get('/api/calendar').expect(200)).body.missingForMe;
  expect(warned).toContainEqual({ year: 2020, items: expect.any(Number) });
  const otherwise = (await admin.get('/api/calendar').expect(200)).body.missingForMe;
  expect(otherwise).toEqual([]);
});
