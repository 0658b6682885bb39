import type { CalendarYearDays } from '../../domain/calendarData.ts';
import { addDays, weekday } from '../../domain/day.ts';
import { previewCalendar, saveCalendar } from '../../prisma/repositories/calendarEdit.ts';
import { readCalendarVersions, readCalendarYear } from '../../prisma/repositories/calendarReads.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, playDays } from '../support/settle.ts';

const bed = freshCounty();
const admin = () => actorOf(bed.db, bed.county.posts.admin);
const play = (from: string, to: string) => playDays(bed.db, bed.county.id, from, to);

/** The year as it stands, with days made free or worked. */
async function yearWith(year: number, free: string[], worked: string[] = []): Promise<CalendarYearDays> {
  const { days } = await readCalendarYear(bed.db, await admin(), year);
  const special = [
    ...free.map((day) => ({ day, working: false, name: '县定放假' })),
    ...worked.map((day) => ({ day, working: true, name: '调休上班' })),
  ];
  const touched = new Set(special.map(({ day }) => day));
  return { year, days: [...days.filter(({ day }) => !touched.has(day)), ...special] };
}

async function save(years: CalendarYearDays[], reason = '县政府通知'): Promise<{ version: number; moved: number }> {
  const actor = await admin();
  const { version } = await previewCalendar(bed.db, actor, years);
  return saveCalendar(bed.db, actor, { years, reason, version });
}

async function planOf(unit: 'finance' | 'water' = 'finance') {
  const { measureIds } = await buildPlan(bed.db, bed.county, { measures: [{ leads: [bed.county.units[unit].name] }] });
  return measureIds[0] ?? '';
}

const rungsOf = async (workItemId: string) =>
  (await bed.db.escalation.findMany({ where: { workItemId }, orderBy: { reachedOn: 'asc' } })).map(
    ({ rung, reachedOn }) => `${reachedOn} ${rung}`,
  );

it('a preview says which days move and by how much, and leaves everything as it was', async () => {
  const measureId = await planOf();
  await playDay(bed.db, bed.county.id, '2020-03-02');
  const signing = await itemOf(bed.db, { measureId, kind: 'SIGN' });
  const year = await yearWith(2020, [signing.dueOn ?? '']);
  const preview = await previewCalendar(bed.db, await admin(), [year]);
  expect(preview.changed).toEqual([{ day: signing.dueOn, before: 'ordinary', after: 'holiday', name: '县定放假' }]);
  expect(preview.counts.due).toBeGreaterThan(0);
  expect(preview.counts.overdueAtOnce).toBe(0);
  const group = preview.items.find(({ kind }) => kind === 'SIGN');
  expect(group).toMatchObject({ planTitle: '试验方案', due: { from: signing.dueOn }, items: 1 });
  expect((group?.due.to ?? '') > (signing.dueOn ?? '')).toBe(true);
  expect(await bed.db.workItem.findUniqueOrThrow({ where: { id: signing.id } })).toEqual(signing);
  expect(await bed.db.calendarVersion.count()).toBe(0);
});

it('what waits for somebody else is not counted as overdue at once, as it is nowhere else', async () => {
  const measureId = await planOf();
  await playDay(bed.db, bed.county.id, '2020-03-02');
  const signing = await itemOf(bed.db, { measureId, kind: 'SIGN' });
  const dueOn = signing.dueOn ?? '';
  const from = addDays(dueOn, -6);
  await playDays(bed.db, bed.county.id, '2020-03-02', dueOn);
  // A Saturday or Sunday before the due day is worked: the due day comes a working day earlier, and that has passed.
  const rest = [1, 2, 3, 4, 5].map((n) => addDays(dueOn, -n)).filter((day) => [0, 6].includes(weekday(day) % 7));
  const year = await yearWith(2020, [], rest.slice(0, 1));
  const late = async () => (await previewCalendar(bed.db, await admin(), [year])).counts.overdueAtOnce;
  const before = await late();
  expect(before).toBeGreaterThan(0);
  await bed.db.workItem.update({ where: { id: signing.id }, data: { frozen: [{ from, to: null }] } });
  expect(await late()).toBe(before - 1);
});

it('saving moves exactly what the preview said, and each moved item says why', async () => {
  const measureId = await planOf();
  await playDay(bed.db, bed.county.id, '2020-03-02');
  const signing = await itemOf(bed.db, { measureId, kind: 'SIGN' });
  const year = await yearWith(2020, [signing.dueOn ?? '']);
  const preview = await previewCalendar(bed.db, await admin(), [year]);
  const { moved } = await save([year], '县运动会放假');
  expect(moved).toBe(preview.items.reduce((sum, group) => sum + group.items, 0));
  const after = await bed.db.workItem.findUniqueOrThrow({ where: { id: signing.id } });
  const said = preview.items.find(({ kind }) => kind === 'SIGN');
  expect(after).toMatchObject({ dueOn: said?.due.to, nextRungOn: said?.rung.to });
  const trail = await bed.db.auditEvent.findMany({ where: { workItemId: signing.id, kind: 'DAYS_MOVED' } });
  expect(trail.map(({ data }) => data)).toEqual([
    expect.objectContaining({ reason: '县运动会放假', dueFrom: signing.dueOn, dueTo: after.dueOn }),
  ]);
  expect((await previewCalendar(bed.db, await admin(), [year])).counts).toEqual({
    ...{ due: 0, rungs: 0, openings: 0, overdueAtOnce: 0 },
  });
});

it('what has not fired climbs as if the calendar had been there from the start', async () => {
  const edited = await planOf();
  await playDay(bed.db, bed.county.id, '2020-06-01');
  const report = await itemOf(bed.db, { measureId: edited, kind: 'REPORT' });
  await play('2020-06-01', '2020-07-01');
  // Work on two Saturdays, a day off in between: some rungs come sooner, some later.
  await save([await yearWith(2020, ['2020-07-09'], ['2020-07-04', '2020-07-11'])]);
  await play('2020-07-01', '2020-07-28');
  expect(await rungsOf(report.id)).toEqual([
    '2020-06-18 REMIND_7',
    '2020-06-29 REMIND_1',
    '2020-07-01 URGE',
    '2020-07-06 SUPERVISE',
    '2020-07-13 TALK',
    '2020-07-20 COPY',
    '2020-07-27 REFER',
  ]);
});

it('the opening of a period moves with the calendar while it has not come, and opens on its new day', async () => {
  const measureId = await planOf();
  await playDay(bed.db, bed.county.id, '2020-05-20');
  const year = await yearWith(2020, ['2020-06-01', '2020-06-02']);
  const preview = await previewCalendar(bed.db, await admin(), [year]);
  expect(preview.openings).toContainEqual(
    expect.objectContaining({ planTitle: '试验方案', from: '2020-06-01', to: '2020-06-03' }),
  );
  await save([year]);
  await play('2020-05-29', '2020-06-02');
  expect(await bed.db.workItem.count({ where: { measureId, kind: 'REPORT' } })).toBe(0);
  await play('2020-06-02', '2020-06-03');
  expect((await itemOf(bed.db, { measureId, kind: 'REPORT' })).openedOn).toBe('2020-06-03');
});

it('a due day that somebody set, and one that the document prints, stay where they are', async () => {
  const { measureIds } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [bed.county.units.water.name], deadline: '2020-07-31' }],
  });
  await playDay(bed.db, bed.county.id, '2020-06-01');
  const measureId = measureIds[0] ?? '';
  const complete = await itemOf(bed.db, { measureId, kind: 'COMPLETE' });
  const report = await itemOf(bed.db, { measureId, kind: 'REPORT' });
  await bed.db.workItem.update({ where: { id: report.id }, data: { dueOn: '2020-07-08' } });
  await save([await yearWith(2020, ['2020-07-08', '2020-07-31'])]);
  const days = async (id: string) => (await bed.db.workItem.findUniqueOrThrow({ where: { id } })).dueOn;
  expect(await days(complete.id)).toBe('2020-07-31');
  expect(await days(report.id)).toBe('2020-07-08');
});

it('versions are kept, the one that came with the installation too, and restoring one moves everything back', async () => {
  const measureId = await planOf();
  await playDay(bed.db, bed.county.id, '2020-03-02');
  const before = await itemOf(bed.db, { measureId, kind: 'SIGN' });
  await save([await yearWith(2020, [before.dueOn ?? ''])], '放假一天');
  const versions = await readCalendarVersions(bed.db, await admin(), 2020);
  expect(versions.map(({ reason, savedBy }) => [reason, savedBy === ''])).toEqual([
    ['放假一天', false],
    ['chinese-days', true],
  ]);
  await save([{ year: 2020, days: versions[1]?.days ?? [] }], '恢复原安排');
  const after = await bed.db.workItem.findUniqueOrThrow({ where: { id: before.id } });
  expect([after.dueOn, after.nextRungOn, after.deemOn]).toEqual([before.dueOn, before.nextRungOn, before.deemOn]);
});

it('of two administrators who save at once one is told to look again', async () => {
  const actor = await admin();
  const year = await yearWith(2020, ['2020-03-20']);
  const { version } = await previewCalendar(bed.db, actor, [year]);
  const attempts = await Promise.allSettled(
    ['甲', '乙'].map((reason) => saveCalendar(bed.db, actor, { years: [year], reason, version })),
  );
  expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await refusal(saveCalendar(bed.db, actor, { years: [year], reason: '丙', version }), 'STALE_VERSION');
  expect(await bed.db.calendarVersion.count({ where: { year: 2020, savedBy: { not: '' } } })).toBe(1);
});
