import { pauseMeasure, resumeMeasure, withdrawMeasure } from '../../prisma/repositories/measureChanges.ts';
import { addUnits, removeUnit } from '../../prisma/repositories/measureUnits.ts';
import { readSheet, readWorkItem } from '../../prisma/repositories/workItemReads.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay, type TestCounty } from '../support/county.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan, itemOf, itemsOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, playDays, settle } from '../support/settle.ts';

// Before the county of the test is thrown away.
afterEach(async () => {
  await settle(bed.db);
  expect(await breaches(bed.db)).toEqual([]);
});

const bed = freshCounty();
type UnitKey = keyof TestCounty['units'];
const holderOf = (post: keyof TestCounty['posts']) => actorOf(bed.db, bed.county.posts[post]);
const headOf = (unit: UnitKey) => actorOf(bed.db, bed.county.units[unit].head);
const play = (from: string, to: string) => playDays(bed.db, bed.county.id, from, to);

async function launch(leads: UnitKey[], rest: { supporting?: UnitKey[]; measures?: number } = {}) {
  const named = (keys: UnitKey[] = []) => keys.map((key) => bed.county.units[key].name);
  const measure = { leads: named(leads), supporting: named(rest.supporting), deadline: '2020-11-30' };
  const { measureIds, planId } = await buildPlan(bed.db, bed.county, {
    measures: Array.from({ length: rest.measures ?? 1 }, () => measure),
  });
  return { id: measureIds[0] ?? '', measureIds, planId };
}

const measureOf = (id: string) => bed.db.measure.findUniqueOrThrow({ where: { id } });
const instanceOf = (measureId: string) => bed.db.processInstance.findFirstOrThrow({ where: { measureId } });
const openOf = async (measureId: string, unit: UnitKey) =>
  (await itemsOf(bed.db, { measureId, unitId: bed.county.units[unit].id, state: 'OPEN' }))
    .map((item) => item.kind)
    .sort();

describe('a pause', () => {
  it('keeps its days from everybody: no rung while it lasts, and as many days later after it', async () => {
    const { id } = await launch(['finance']);
    await playDay(bed.db, bed.county.id, '2020-06-01');
    const report = await itemOf(bed.db, { measureId: id, kind: 'REPORT' });
    await play('2020-06-30', '2020-07-02');
    await setDay(bed.db, bed.county.id, '2020-07-03');
    await pauseMeasure(bed.db, await holderOf('office'), { id, reason: '等待上级批复' });
    await settle(bed.db);
    await play('2020-07-03', '2020-07-16');
    const rungs = () => bed.db.escalation.findMany({ where: { workItemId: report.id }, orderBy: { reachedOn: 'asc' } });
    expect((await rungs()).map(({ rung }) => rung)).toEqual(['URGE']);
    expect(await measureOf(id)).toMatchObject({ pausedOn: '2020-07-03', stateReason: '等待上级批复' });

    await setDay(bed.db, bed.county.id, '2020-07-17');
    await resumeMeasure(bed.db, await holderOf('office'), { id, reason: '已批复' });
    await settle(bed.db);
    // Overdue days: 1 and 2 July; from the 17th (a Friday) on they count again: 17, 20, 21 are the third to fifth.
    await playDay(bed.db, bed.county.id, '2020-07-17');
    await play('2020-07-17', '2020-07-21');
    expect((await rungs()).map(({ rung, reachedOn }) => [rung, reachedOn])).toEqual([
      ['URGE', '2020-07-01'],
      ['SUPERVISE', '2020-07-21'],
    ]);
  });

  it('puts off being deemed by the days that it lasts', async () => {
    const { id } = await launch(['finance']);
    const sign = await itemOf(bed.db, { measureId: id, kind: 'SIGN' });
    expect(sign).toMatchObject({ dueOn: '2020-03-09', deemOn: '2020-03-16' });
    await setDay(bed.db, bed.county.id, '2020-03-11');
    await pauseMeasure(bed.db, await holderOf('office'), { id, reason: '暂缓' });
    await settle(bed.db);
    await play('2020-03-11', '2020-03-19');
    expect(await itemOf(bed.db, { measureId: id, kind: 'SIGN' })).toMatchObject({ state: 'OPEN', deemOn: null });
    await setDay(bed.db, bed.county.id, '2020-03-20');
    await resumeMeasure(bed.db, await holderOf('office'), { id, reason: '继续' });
    // One working day was over (10 March); the second to fifth are 20, 23, 24 and 25 March.
    expect(await itemOf(bed.db, { measureId: id, kind: 'SIGN' })).toMatchObject({ deemOn: '2020-03-25' });
  });

  it('keeps what is handed in meanwhile, and takes it up when it resumes', async () => {
    const { id } = await launch(['finance']);
    const office = await holderOf('office');
    await pauseMeasure(bed.db, office, { id, reason: '暂缓' });
    await settle(bed.db);
    const sign = await itemOf(bed.db, { measureId: id, kind: 'SIGN' });
    await submitWorkItem(bed.db, await headOf('finance'), { id: sign.id, text: '签收' });
    await settle(bed.db);
    expect(await itemsOf(bed.db, { measureId: id, kind: 'PLAN' })).toEqual([]);
    await resumeMeasure(bed.db, office, { id, reason: '继续' });
    await settle(bed.db);
    expect(await itemsOf(bed.db, { measureId: id, kind: 'PLAN' })).toHaveLength(1);
  });

  it('lets what a period opens wait until it resumes, with its full notice then', async () => {
    const { id } = await launch(['finance']);
    await setDay(bed.db, bed.county.id, '2020-05-29');
    const office = await holderOf('office');
    await pauseMeasure(bed.db, office, { id, reason: '暂缓' });
    await settle(bed.db);
    await play('2020-05-29', '2020-07-01');
    expect(await itemsOf(bed.db, { measureId: id, kind: 'REPORT' })).toEqual([]);
    await setDay(bed.db, bed.county.id, '2020-07-02');
    await resumeMeasure(bed.db, office, { id, reason: '继续' });
    await settle(bed.db);
    const report = await itemOf(bed.db, { measureId: id, kind: 'REPORT' });
    expect(report).toMatchObject({ openedOn: '2020-07-02', dueOn: '2020-06-30', nextRung: 'URGE' });
    // Opening plus five working days.
    expect(report.nextRungOn).toBe('2020-07-09');
  });

  it('is refused twice, and resuming what runs as well', async () => {
    const { id } = await launch(['finance']);
    const office = await holderOf('office');
    await refusal(resumeMeasure(bed.db, office, { id, reason: '继续' }), 'CONFLICT');
    await pauseMeasure(bed.db, office, { id, reason: '暂缓' });
    await refusal(pauseMeasure(bed.db, office, { id, reason: '再暂缓' }), 'CONFLICT');
  });
});

describe('a withdrawal', () => {
  it('cancels what is open and drafted at once, keeps what was done, and ends the process as withdrawn', async () => {
    const { id, planId } = await launch(['finance', 'water']);
    const sign = (await itemsOf(bed.db, { measureId: id, kind: 'SIGN', unitId: bed.county.units.water.id }))[0];
    await submitWorkItem(bed.db, await headOf('water'), { id: sign?.id ?? '', text: '签收' });
    await playDay(bed.db, bed.county.id, '2020-06-01');
    await play('2020-06-30', '2020-07-07');
    const drafts = () => bed.db.letter.count({ where: { measureId: id, state: 'DRAFT' } });
    expect(await drafts()).toBeGreaterThan(0);
    await withdrawMeasure(bed.db, await holderOf('office'), { id, reason: '上级已取消该任务' });
    const open = { in: ['OPEN' as const, 'PREPARED' as const, 'SUBMITTED' as const] };
    expect(await bed.db.workItem.count({ where: { measureId: id, state: open } })).toBe(0);
    expect(await drafts()).toBe(0);
    expect(await measureOf(id)).toMatchObject({ state: 'WITHDRAWN', closedOn: '2020-07-07' });
    await settle(bed.db);
    expect(await instanceOf(id)).toMatchObject({ status: 'WITHDRAWN' });
    expect((await bed.db.workItem.findUniqueOrThrow({ where: { id: sign?.id ?? '' } })).state).toBe('ACCEPTED');
    // Nothing else of the plan concerns them: their own parts end, and with the last measure the plan.
    expect(await bed.db.workItem.count({ where: { planId, state: open } })).toBe(0);
    expect((await bed.db.plan.findUniqueOrThrow({ where: { id: planId } })).state).toBe('CLOSED');
    await refusal(withdrawMeasure(bed.db, await holderOf('office'), { id, reason: '再次' }), 'CONFLICT');
  });

  it('leaves units with another measure of the plan their part in it', async () => {
    const { id, measureIds } = await launch(['finance'], { measures: 2 });
    await withdrawMeasure(bed.db, await holderOf('office'), { id, reason: '合并' });
    await settle(bed.db);
    expect(await openOf(measureIds[1] ?? '', 'finance')).toContain('SIGN');
    const own = await itemsOf(bed.db, { unitId: bed.county.units.finance.id, measureId: null, state: 'OPEN' });
    expect(own.map((item) => item.kind).sort()).toEqual(['CONFIRM', 'PLAN']);
  });

  it('against a submission under way: whichever comes first stands, and nothing is left open', async () => {
    const { id } = await launch(['finance']);
    const sign = await itemOf(bed.db, { measureId: id, kind: 'SIGN' });
    const head = await headOf('finance');
    const office = await holderOf('office');
    await Promise.allSettled([
      submitWorkItem(bed.db, head, { id: sign.id, text: '签收' }),
      withdrawMeasure(bed.db, office, { id, reason: '取消' }),
    ]);
    await settle(bed.db);
    expect(await measureOf(id)).toMatchObject({ state: 'WITHDRAWN' });
    expect(['ACCEPTED', 'CANCELLED']).toContain((await itemOf(bed.db, { measureId: id, kind: 'SIGN' })).state);
    expect(await openOf(id, 'finance')).toEqual([]);
  });
});

describe('units', () => {
  it('that join are asked for what the others are asked for, and take their part in the plan', async () => {
    const { id } = await launch(['finance']);
    const { water } = bed.county.units;
    await addUnits(bed.db, await holderOf('office'), { id, unitIds: [water.id], role: 'LEAD', reason: '职责调整' });
    await settle(bed.db);
    expect(await openOf(id, 'water')).toEqual(['COMPLETE', 'SIGN']);
    expect((await itemsOf(bed.db, { unitId: water.id, measureId: null })).map((item) => item.kind).sort()).toEqual([
      'CONFIRM',
      'PLAN',
    ]);
    await playDay(bed.db, bed.county.id, '2020-06-01');
    expect(await openOf(id, 'water')).toContain('REPORT');
    await refusal(
      addUnits(bed.db, await holderOf('office'), { id, unitIds: [water.id], role: 'SUPPORTING', reason: '重复' }),
      'CONFLICT',
    );
  });

  it('that support are not answerable, nor responsible ones where a unit leads', async () => {
    const { id } = await launch(['finance']);
    const office = await holderOf('office');
    const { water, school } = bed.county.units;
    await addUnits(bed.db, office, { id, unitIds: [water.id], role: 'RESPONSIBLE', reason: '增加' });
    await addUnits(bed.db, office, { id, unitIds: [school.id], role: 'SUPPORTING', reason: '增加' });
    await settle(bed.db);
    expect(await openOf(id, 'water')).toEqual([]);
    expect(await openOf(id, 'school')).toEqual([]);
    const parts = await bed.db.assignment.findMany({ where: { measureId: id }, orderBy: { ordinal: 'asc' } });
    expect(parts.map(({ role, answerable }) => [role, answerable])).toEqual([
      ['LEAD', true],
      ['RESPONSIBLE', false],
      ['SUPPORTING', false],
    ]);
  });

  it('that leave keep what they did, have nothing open, and nobody waits for them', async () => {
    const { id } = await launch(['finance', 'water']);
    const [first] = await itemsOf(bed.db, { measureId: id, kind: 'SIGN', unitId: bed.county.units.finance.id });
    await submitWorkItem(bed.db, await headOf('finance'), { id: first?.id ?? '', text: '签收' });
    await settle(bed.db);
    expect(await itemsOf(bed.db, { measureId: id, kind: 'PLAN' })).toEqual([]);
    const { water } = bed.county.units;
    await removeUnit(bed.db, await holderOf('office'), { id, unitId: water.id, reason: '机构改革' });
    await settle(bed.db);
    expect(await openOf(id, 'water')).toEqual([]);
    expect(await itemsOf(bed.db, { unitId: water.id, measureId: null, state: 'OPEN' })).toEqual([]);
    // The lead's plan follows, since all that are left have signed.
    expect(await itemsOf(bed.db, { measureId: id, kind: 'PLAN' })).toHaveLength(1);

    await addUnits(bed.db, await holderOf('office'), { id, unitIds: [water.id], role: 'LEAD', reason: '恢复' });
    await settle(bed.db);
    expect(await openOf(id, 'water')).toContain('COMPLETE');
    expect(
      (await itemsOf(bed.db, { unitId: water.id, measureId: null, state: 'OPEN' })).map((item) => item.kind).sort(),
    ).toEqual(['CONFIRM', 'PLAN']);
  });

  it('that come late are asked for what others have finished only where the office says so', async () => {
    const { id } = await launch(['finance']);
    const sign = await itemOf(bed.db, { measureId: id, kind: 'SIGN' });
    await submitWorkItem(bed.db, await headOf('finance'), { id: sign.id, text: '签收' });
    await settle(bed.db);
    const office = await holderOf('office');
    const { water, school } = bed.county.units;
    await addUnits(bed.db, office, { id, unitIds: [water.id], role: 'LEAD', reason: '增加' });
    await addUnits(bed.db, office, { id, unitIds: [school.id], role: 'LEAD', alsoFinished: true, reason: '增加' });
    await settle(bed.db);
    expect(await openOf(id, 'water')).not.toContain('SIGN');
    expect(await openOf(id, 'school')).toContain('SIGN');
  });

  it('the last that answers cannot be removed', async () => {
    const { id } = await launch(['finance'], { supporting: ['water'] });
    const office = await holderOf('office');
    const { finance, school } = bed.county.units;
    await refusal(removeUnit(bed.db, office, { id, unitId: finance.id, reason: '移除' }), 'CONFLICT');
    await refusal(removeUnit(bed.db, office, { id, unitId: school.id, reason: '移除' }), 'NOT_FOUND');
  });
});

describe('who may', () => {
  it('the office, but not about a measure that its own unit answers for: then those who lead it', async () => {
    const own = await launch(['office']);
    await refusal(pauseMeasure(bed.db, await holderOf('office'), { id: own.id, reason: '自己的事' }), 'FORBIDDEN');
    await refusal(pauseMeasure(bed.db, await holderOf('otherLeader'), { id: own.id, reason: '无关' }), 'NOT_FOUND');
    await pauseMeasure(bed.db, await holderOf('leader'), { id: own.id, reason: '同意暂缓' });
    await resumeMeasure(bed.db, await holderOf('chief'), { id: own.id, reason: '继续' });
  });

  it('no unit', async () => {
    const { id } = await launch(['finance']);
    await refusal(withdrawMeasure(bed.db, await headOf('finance'), { id, reason: '不想办' }), 'FORBIDDEN');
  });
});

describe('what a unit does for the whole plan', () => {
  const sheetOf = (unit: UnitKey) => itemOf(bed.db, { kind: 'SHEET', unitId: bed.county.units[unit].id });
  const reported = async (measureId: string) => (await itemOf(bed.db, { measureId, kind: 'REPORT' })).state;

  it('asks nothing about a paused measure, in its sheet the others are reported', async () => {
    const { measureIds } = await launch(['finance'], { measures: 2 });
    const [paused = '', other = ''] = measureIds;
    await playDay(bed.db, bed.county.id, '2020-06-01');
    await pauseMeasure(bed.db, await holderOf('office'), { id: paused, reason: '等待上级批复' });
    await settle(bed.db);
    const sheet = await sheetOf('finance');
    const head = await headOf('finance');
    const row = await readWorkItem(bed.db, head, sheet.id);
    const { reports } = await readSheet(bed.db, head, row);
    expect(reports.map((report) => [report.measureId, report.paused]).sort()).toEqual(
      [
        [paused, true],
        [other, false],
      ].sort(),
    );
    expect(sheet.frozen).toEqual([]);
    await submitWorkItem(bed.db, head, { id: sheet.id, text: '按计划推进' });
    expect(await reported(other)).toBe('SUBMITTED');
    expect(await reported(paused)).toBe('OPEN');
  });

  it('stands still while all its measures are paused, and runs on with the first that is resumed', async () => {
    const { measureIds } = await launch(['finance'], { measures: 2 });
    const office = await holderOf('office');
    const [first = '', second = ''] = measureIds;
    await playDay(bed.db, bed.county.id, '2020-06-01');
    await setDay(bed.db, bed.county.id, '2020-06-30');
    await pauseMeasure(bed.db, office, { id: first, reason: '暂缓' });
    expect((await sheetOf('finance')).frozen).toEqual([]);
    await pauseMeasure(bed.db, office, { id: second, reason: '暂缓' });
    expect((await sheetOf('finance')).frozen).toEqual([{ from: '2020-06-30', to: null }]);
    await settle(bed.db);
    await play('2020-06-30', '2020-07-09');
    await setDay(bed.db, bed.county.id, '2020-07-10');
    await resumeMeasure(bed.db, office, { id: second, reason: '继续' });
    await settle(bed.db);
    await playDay(bed.db, bed.county.id, '2020-07-10');
    await play('2020-07-10', '2020-07-16');
    const sheet = await sheetOf('finance');
    expect(sheet.frozen).toEqual([{ from: '2020-06-30', to: '2020-07-10' }]);
    const rungs = await bed.db.escalation.findMany({ where: { workItemId: sheet.id }, orderBy: { reachedOn: 'asc' } });
    // The tenth of July is the first working day that counts as overdue, the sixteenth the fifth.
    expect(rungs.map(({ rung, reachedOn }) => [rung, reachedOn])).toEqual([
      ['URGE', '2020-07-10'],
      ['SUPERVISE', '2020-07-16'],
    ]);
    await resumeMeasure(bed.db, office, { id: first, reason: '继续' });
  });

  it('opens standing still while all its measures are paused, and so does nobody else’s', async () => {
    const { id } = await launch(['finance']);
    await launch(['water']);
    const office = await holderOf('office');
    await pauseMeasure(bed.db, office, { id, reason: '暂缓' });
    await settle(bed.db);
    await playDay(bed.db, bed.county.id, '2020-06-01');
    expect((await sheetOf('finance')).frozen).toEqual([{ from: '2020-06-01', to: null }]);
    expect((await sheetOf('water')).frozen).toEqual([]);
    await resumeMeasure(bed.db, office, { id, reason: '继续' });
    expect((await sheetOf('finance')).frozen).toEqual([]);
  });

  it('runs on where the measure that was paused is withdrawn and another one is left', async () => {
    const { measureIds } = await launch(['finance'], { measures: 2, supporting: ['water'] });
    const office = await holderOf('office');
    const [first = '', second = ''] = measureIds;
    await playDay(bed.db, bed.county.id, '2020-06-01');
    for (const id of measureIds) await pauseMeasure(bed.db, office, { id, reason: '暂缓' });
    await settle(bed.db);
    await setDay(bed.db, bed.county.id, '2020-06-03');
    await withdrawMeasure(bed.db, office, { id: first, reason: '不再实施' });
    expect((await sheetOf('water')).frozen).toEqual([{ from: '2020-06-01', to: null }]);
    await resumeMeasure(bed.db, office, { id: second, reason: '继续' });
    expect((await sheetOf('water')).frozen).toEqual([{ from: '2020-06-01', to: '2020-06-03' }]);
  });
});
