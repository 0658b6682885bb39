import { nextBusyDay } from '../../prisma/repositories/clock.ts';
import { changeDeadline, lastDeadlineChange, previewDeadline } from '../../prisma/repositories/deadlineChanges.ts';
import { pauseMeasure, withdrawMeasure } from '../../prisma/repositories/measureChanges.ts';
import {
  cancelPlannedDeadline,
  makePlannedDeadlines,
  readPlannedDeadlines,
} from '../../prisma/repositories/plannedDeadlines.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { refusal } from '../support/refusal.ts';
import { playDay, playDays, settle } from '../support/settle.ts';

const bed = freshCounty();
const office = () => actorOf(bed.db, bed.county.posts.office);
const play = (from: string, to: string) => playDays(bed.db, bed.county.id, from, to);
const completion = () => itemOf(bed.db, { kind: 'COMPLETE' });

/** A measure due at the end of June, of which the completion alone is open; two days before. */
async function measure(): Promise<string> {
  const { finance } = bed.county.units;
  const { measureIds } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [finance.name], deadline: '2020-06-30' }],
  });
  const head = await actorOf(bed.db, finance.head);
  for (const kind of ['SIGN', 'PLAN', 'CONFIRM']) {
    const items = await bed.db.workItem.findMany({ where: { kind, unitId: finance.id, state: 'OPEN' } });
    for (const { id } of items) await submitWorkItem(bed.db, head, { id, text: '已办' });
  }
  await settle(bed.db);
  await play('2020-06-27', '2020-06-29');
  return measureIds[0] ?? '';
}

async function plan(id: string, date: string | null, fromDay: string) {
  const preview = await previewDeadline(bed.db, await office(), { id, date, fromDay });
  const { version } = preview;
  await changeDeadline(bed.db, await office(), { id, date, fromDay, version, reason: '七月起执行' });
  return preview;
}

/** What was said of the completion, each with how many heard it. */
async function said(): Promise<Record<string, number>> {
  const { id: workItemId } = await completion();
  const rows = await bed.db.notice.groupBy({
    by: ['kind'],
    where: { workItemId, kind: { startsWith: 'DEADLINE' } },
    _count: true,
    orderBy: { kind: 'asc' },
  });
  return Object.fromEntries(rows.map(({ kind, _count }) => [kind, _count]));
}

const planned = async () => readPlannedDeadlines(bed.db, await office(), {});

it('waits for its day, and on it moves, once, what its preview foretold', async () => {
  const id = await measure();
  const before = await completion();
  const preview = await plan(id, '2020-07-31', '2020-07-02');
  expect(await completion()).toEqual(before);
  expect(await said()).toEqual({ DEADLINE_PLANNED: 2 });
  const [group] = preview.items;
  expect(group?.byThen).toEqual({ overdue: true, rungs: ['URGE'] });
  expect(preview.counts.overdueAtOnce).toBe(0);
  expect(await planned()).toMatchObject([{ onDay: '2020-07-02', from: '2020-06-30', to: '2020-07-31', refusal: null }]);
  await bed.db.workItem.updateMany({ data: { nextRungOn: null } });
  expect(await nextBusyDay(bed.db, bed.county.id, '2020-06-30', '2020-08-01')).not.toBeNull();
  await bed.db.workItem.update({ where: { id: before.id }, data: { nextRungOn: before.nextRungOn } });
  await play('2020-06-29', '2020-07-02');
  await makePlannedDeadlines(bed.db, bed.county.id, '2020-07-02');
  expect(await planned()).toEqual([]);
  expect(await completion()).toMatchObject({ dueOn: '2020-07-31', nextRungOn: group?.rung.to });
  expect(await lastDeadlineChange(bed.db, id)).toMatchObject({ savedOn: '2020-07-02', reason: '七月起执行' });
  expect(await said()).toEqual({ DEADLINE_MOVED: 2, DEADLINE_PLANNED: 2 });
  expect(await bed.db.deadlineChange.count()).toBe(1);
  const reached = await bed.db.escalation.findMany({ where: { workItemId: before.id }, orderBy: { reachedOn: 'asc' } });
  expect(reached.map(({ rung, reachedOn }) => `${reachedOn} ${rung}`)).toEqual([
    ...['2020-06-28 REMIND_7', '2020-06-29 REMIND_1', '2020-07-01 URGE'],
  ]);
});

it('counts on its day before what the old deadline would have begun on it', async () => {
  const id = await measure();
  const { instanceId } = await completion();
  const rule = { base: 'deadline', offset: 1, unit: 'days' };
  for (const [key, day] of [
    ['before', '2020-07-01'],
    ['onTheDay', '2020-07-02'],
  ] as const) {
    await bed.db.timer.create({ data: { instanceId, key, rule, day } });
  }
  const { openings } = await plan(id, '2020-07-31', '2020-07-02');
  // 1 August is a Saturday.
  expect(openings).toEqual([{ from: '2020-07-02', to: '2020-08-03', openings: 1 }]);
});

const day = (date: string) => setDay(bed.db, bed.county.id, date);
const cases: [string, (id: string) => Promise<unknown>, RegExp][] = [
  [
    'has another deadline',
    (id) => bed.db.measure.update({ where: { id }, data: { deadlineOn: '2020-09-30' } }),
    /又有变动/,
  ],
  ['is paused', async (id) => pauseMeasure(bed.db, await office(), { id, reason: '等待批复' }), /已暂停/],
  ['has ended', async (id) => withdrawMeasure(bed.db, await office(), { id, reason: '上级取消' }), /不能再调整/],
  ['has given a unit more time', (id) => extended(id), /已批准单位延期/],
  ['has come to it after the new deadline', () => day('2020-08-03'), /不能早于今天/],
];

async function extended(measureId: string) {
  const { id: workItemId, instanceId, obligationKey, countyId, unitId, planId } = await completion();
  await bed.db.extension.create({
    data: {
      ...{ id: 'granted', countyId, workItemId, instanceId, obligationKey, planId, measureId, unitId: unitId ?? '' },
      ...{ reason: '汛期', fromDueOn: '2020-06-30', askedDueOn: '2020-07-10', grantedDueOn: '2020-07-10' },
      ...{ stopsClock: false, filedBy: '甲', filedOn: '2020-06-29', itemId: 'decision', state: 'GRANTED' },
    },
  });
}

it.each(cases)('is refused in words where the measure %s, and is put aside', async (_, meanwhile, words) => {
  const id = await measure();
  await plan(id, '2020-07-31', '2020-07-02');
  await meanwhile(id);
  const { businessDate } = await bed.db.county.findUniqueOrThrow({ where: { id: bed.county.id } });
  const on = (businessDate ?? '') > '2020-07-02' ? (businessDate ?? '') : '2020-07-02';
  await day(on);
  await makePlannedDeadlines(bed.db, bed.county.id, on);
  const [row] = await planned();
  expect(row?.refusal?.zh).toMatch(words);
  expect(await bed.db.deadlineChange.count()).toBe(0);
  expect(await said()).toEqual({ DEADLINE_KEPT: 2, DEADLINE_PLANNED: 2 });
  await makePlannedDeadlines(bed.db, bed.county.id, on);
  const trail = await bed.db.auditEvent.findMany({ where: { measureId: id, kind: 'MEASURE_DEADLINE' } });
  expect(trail.slice(1)).toMatchObject([
    {
      businessDay: on,
      personName: null,
      data: { planned: '2020-07-02', from: '2020-06-30', to: '2020-07-31', refusal: row?.refusal },
    },
  ]);
  await cancelPlannedDeadline(bed.db, await office(), { id, changeId: row?.id ?? '' });
  expect(await planned()).toEqual([]);
  const where = { measureId: id, kind: 'MEASURE_DEADLINE' as const };
  const last = await bed.db.auditEvent.findFirstOrThrow({ where, orderBy: { id: 'desc' } });
  expect(last.data).toMatchObject({ takenBack: true, putAside: true });
});

it('stands in the way of other changes until it is taken back, and then moves nothing', async () => {
  const id = await measure();
  await refusal(plan(id, '2020-07-01', '2020-07-02'), 'VALIDATION');
  await refusal(plan(id, '2020-07-31', '2020-06-28'), 'VALIDATION');
  await plan(id, '2020-07-31', '2020-07-02');
  await refusal(previewDeadline(bed.db, await office(), { id, date: '2020-08-31' }), 'CONFLICT');
  const [row] = await planned();
  const taken = { id, changeId: row?.id ?? '' };
  await refusal(cancelPlannedDeadline(bed.db, await office(), { ...taken, id: 'another' }), 'NOT_FOUND');
  await cancelPlannedDeadline(bed.db, await office(), taken);
  expect(await said()).toEqual({ DEADLINE_KEPT: 2, DEADLINE_PLANNED: 2 });
  await refusal(cancelPlannedDeadline(bed.db, await office(), taken), 'NOT_FOUND');
  await playDay(bed.db, bed.county.id, '2020-07-02');
  expect(await completion()).toMatchObject({ dueOn: '2020-06-30' });
  await previewDeadline(bed.db, await office(), { id, date: '2020-08-31' });
});
