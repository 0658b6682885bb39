import { askExtension } from '../../prisma/repositories/extensions.ts';
import { returnReview } from '../../prisma/repositories/judging.ts';
import { listMeasures, readMeasure } from '../../prisma/repositories/measureReads.ts';
import { readPlanRow } from '../../prisma/repositories/planReads.ts';
import { readReporting } from '../../prisma/repositories/reportingReads.ts';
import { listWorkItems, readWorkItem } from '../../prisma/repositories/workItemReads.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { playDay, playDays, settle } from '../support/settle.ts';

const bed = freshCounty();

/** A measure with a report and its completion due on 30 June 2020, its work plan filed; on the first of the month. */
async function openJune() {
  const { finance } = bed.county.units;
  const { measureIds, planId } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [finance.name], deadline: '2020-06-30' }],
  });
  const measureId = measureIds[0] ?? '';
  const head = await actorOf(bed.db, finance.head);
  const office = await actorOf(bed.db, bed.county.posts.office);
  for (const kind of ['SIGN', 'PLAN'] as const) {
    const item = await itemOf(bed.db, { measureId, kind });
    await submitWorkItem(bed.db, head, { id: item.id, text: '已落实', fields: { responsiblePerson: '王一' } });
    await settle(bed.db);
  }
  await playDay(bed.db, bed.county.id, '2020-06-01');
  const itemIs = (kind: 'REPORT' | 'COMPLETE' | 'REVIEW' | 'EXTEND' | 'VERIFY', round = 1) =>
    itemOf(bed.db, { measureId, kind, round });
  const handIn = async (kind: 'REPORT' | 'COMPLETE', round = 1) => {
    await submitWorkItem(bed.db, head, { id: (await itemIs(kind, round)).id, text: '已完成' });
    await settle(bed.db);
  };
  const play = (from: string, to: string) => playDays(bed.db, bed.county.id, from, to);
  const standing = async () => (await readMeasure(bed.db, await reader(), measureId)).standing;
  const reader = () => actorOf(bed.db, bed.county.posts.office);
  return { planId, measureId, head, office, itemIs, handIn, play, standing, reader };
}

const rungs = async (workItemId: string) =>
  (await bed.db.escalation.findMany({ where: { workItemId }, orderBy: { reachedOn: 'asc' } })).map(
    ({ rung, reachedOn }) => `${reachedOn} ${rung}`,
  );

it('what the office leaves unreviewed colours no light of the unit, climbs no ladder of its and is no overdue item of its', async () => {
  const { planId, measureId, itemIs, handIn, play, standing, reader } = await openJune();
  await handIn('COMPLETE');
  await handIn('REPORT');
  await play('2020-06-01', '2020-07-14');
  const office = await reader();
  expect((await itemIs('REVIEW')).dueOn).toBe('2020-06-08');
  expect(await standing()).toMatchObject({
    ...{ light: 'green', overdueItems: 0, workItemId: null },
    reason: { zh: expect.stringMatching(/^按期推进（等待.+等2项，不计入）$/u) },
  });
  const { counts } = await readPlanRow(bed.db, office, planId);
  expect(counts).toMatchObject({ red: 0, yellow: 0, green: 1 });
  expect((await listMeasures(bed.db, office, planId, { limit: 10, overdue: true })).items).toEqual([]);
  const kinds = async (filter: object) => {
    const { items } = await listWorkItems(bed.db, office, { limit: 10, overdue: true, ...filter });
    return items.map(({ kind }) => kind).sort();
  };
  expect(await kinds({ measureId })).toEqual(['REVIEW', 'VERIFY']);
  expect(await kinds({ measureId, ofUnits: true })).toEqual([]);
  // What the unit does owe its plan: every number opens the list that it counts.
  expect(await kinds({ planId, ofUnits: true })).toEqual(['PLAN', 'SHEET']);
  expect(counts.overdueItems).toBe(2);
  for (const kind of ['REPORT', 'COMPLETE'] as const) {
    expect((await rungs((await itemIs(kind)).id)).filter((rung) => !rung.includes('REMIND'))).toEqual([]);
  }
});

it('what comes back from a long review carries the days on which the unit was late, and no other', async () => {
  const { office, itemIs, handIn, play, standing } = await openJune();
  await handIn('COMPLETE');
  await play('2020-06-01', '2020-07-02');
  await handIn('REPORT');
  await play('2020-07-02', '2020-07-14');
  await returnReview(bed.db, office, { id: (await itemIs('REVIEW')).id, reason: '无数据', dueOn: '2020-07-24' });
  await settle(bed.db);
  expect(await itemIs('REPORT', 2)).toMatchObject({ carriedDays: 2, dueOn: '2020-07-24' });
  await play('2020-07-14', '2020-07-27');
  expect(await standing()).toMatchObject({ light: 'yellow', reason: { zh: expect.stringContaining('逾期3个工作日') } });
});

it('a due day that passes while a request for more time waits is not overdue until it is decided', async () => {
  const { planId, measureId, head, itemIs, handIn, play, standing, reader } = await openJune();
  const overdueKinds = async () => {
    const filter = { limit: 10, overdue: true, measureId, ofUnits: true };
    return (await listWorkItems(bed.db, await reader(), filter)).items.map(({ kind }) => kind);
  };
  await play('2020-06-01', '2020-06-29');
  const complete = await itemIs('COMPLETE');
  for (const { id } of [complete, await itemIs('REPORT')]) {
    await askExtension(bed.db, head, { workItemId: id, dueOn: '2020-08-31', reason: '用地批复未到' });
  }
  await play('2020-06-29', '2020-07-13');
  expect(await readWorkItem(bed.db, await reader(), complete.id)).toMatchObject({ overdueDays: 0, late: false });
  expect(await overdueKinds()).toEqual([]);
  await handIn('REPORT');
  expect((await readReporting(bed.db, await reader(), planId)).rows).toMatchObject([{ reported: 1, late: 0 }]);
  expect(await standing()).toMatchObject({ light: 'green', workItemId: null });
  const decision = await bed.db.extension.findFirstOrThrow({ where: { workItemId: complete.id } });
  await submitWorkItem(bed.db, await reader(), { id: decision.itemId, outcome: 'refused', text: '理由不足' });
  expect(await overdueKinds()).toEqual(['COMPLETE']);
  expect(await standing()).toMatchObject({ light: 'red', reason: { zh: expect.stringContaining('逾期1个工作日') } });
});

it('what is handed in while its request for more time waits is in time, also for the assessment', async () => {
  const { planId, head, office, measureId, itemIs, handIn, play } = await openJune();
  await play('2020-06-01', '2020-06-29');
  const complete = await itemIs('COMPLETE');
  await askExtension(bed.db, head, { workItemId: complete.id, dueOn: '2020-08-31', reason: '用地批复未到' });
  await play('2020-06-29', '2020-07-03');
  await handIn('COMPLETE');
  await handIn('REPORT');
  const events = await bed.db.auditEvent.findMany({ where: { measureId, kind: 'WORK_ITEM_SUBMITTED' } });
  const lateOf = (id: string) => events.find(({ workItemId }) => workItemId === id)?.data;
  expect(lateOf(complete.id)).toMatchObject({ late: false });
  expect(lateOf((await itemIs('REPORT')).id)).toMatchObject({ late: true });
  expect((await readReporting(bed.db, office, planId)).rows).toMatchObject([{ reported: 1, late: 1 }]);
  for (const day of ['2020-07-15', '2020-12-01', '2021-01-15', '2021-01-16', '2021-01-18']) {
    await playDay(bed.db, bed.county.id, day);
  }
  const entry = await bed.db.scoreEntry.findFirstOrThrow({ where: { measureId } });
  const rules = (entry.points as { rule: string }[]).map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(['COMPLETION_ON_TIME', 'REPORT_LATE']));
});
