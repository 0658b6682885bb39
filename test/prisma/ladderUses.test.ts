import { defaultLadder, officeKinds } from '../../domain/ladder/index.ts';
import { askExtension } from '../../prisma/repositories/extensions.ts';
import { saveLadder } from '../../prisma/repositories/ladders.ts';
import { addUse, endUse, type NewUse, previewUse, readUses } from '../../prisma/repositories/ladderUses.ts';
import { setUrgency } from '../../prisma/repositories/measureChanges.ts';
import { completeOfficeLadder } from '../../prisma/repositories/setup.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf } from '../support/county.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { playDay, playDays, settle } from '../support/settle.ts';

const bed = freshCounty();
const admin = () => actorOf(bed.db, bed.county.posts.admin);
const FAST = '急件规则';

/** A ladder on which everything comes earlier, and the report of a half-year. */
async function openReport() {
  const rungs = defaultLadder.rungs.map((rung) => (rung.key === 'REMIND_7' ? { ...rung, offset: -10 } : rung));
  const ladder = { ...defaultLadder, rungs };
  await saveLadder(bed.db, await admin(), { name: FAST, ladder, reason: '领导小组会议', version: 0 });
  const { measureIds, planId } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads: [bed.county.units.water.name] }, { leads: [bed.county.units.finance.name] }],
  });
  await playDay(bed.db, bed.county.id, '2020-06-01');
  const reportOf = (index: number) => itemOf(bed.db, { measureId: measureIds[index] ?? '', kind: 'REPORT' });
  return { planId, measureIds, reportOf };
}

const use = (change: Partial<NewUse>): NewUse => ({
  ...{ ladderName: FAST, planId: null, kind: null, urgent: null, fromDay: '2020-06-01' },
  ...change,
});

const shipped = async () => (await readUses(bed.db, await admin())).filter((row) => row.savedOn === '').length;

it('a use moves just what its preview says, and ending it brings all back', async () => {
  const { reportOf } = await openReport();
  const before = await reportOf(0);
  const preview = await previewUse(bed.db, await admin(), { add: use({ kind: 'REPORT' }) });
  expect(preview.items.map(({ kind, items, rung }) => [kind, items, rung.from, rung.to])).toEqual([
    ['REPORT', 2, '2020-06-18', '2020-06-15'],
  ]);
  expect(await addUse(bed.db, await admin(), { ...use({ kind: 'REPORT' }), reason: '办公会' })).toEqual({ moved: 2 });
  expect((await reportOf(0)).nextRungOn).toBe('2020-06-15');
  const row = (await readUses(bed.db, await admin())).find(({ ladderName }) => ladderName === FAST);
  const ending = await previewUse(bed.db, await admin(), { without: row?.id ?? '' });
  expect(ending.counts.rungs).toBe(2);
  await endUse(bed.db, await admin(), { id: row?.id ?? '', reason: '撤销' });
  const { ladderId, nextRung, nextRungOn } = await reportOf(0);
  expect([ladderId, nextRung, nextRungOn]).toEqual([before.ladderId, before.nextRung, before.nextRungOn]);
});

it('an urgent measure goes over at once, the other stays, and what opens later follows', async () => {
  const { measureIds, reportOf } = await openReport();
  await addUse(bed.db, await admin(), { ...use({ urgent: true }), reason: '办公会' });
  expect((await reportOf(0)).nextRungOn).toBe('2020-06-18');
  const office = await actorOf(bed.db, bed.county.posts.office);
  await setUrgency(bed.db, office, { id: measureIds[0] ?? '', urgent: true, reason: '省里督办' });
  expect([(await reportOf(0)).nextRungOn, (await reportOf(1)).nextRungOn]).toEqual(['2020-06-15', '2020-06-18']);
});

it('a use that begins later counts from its day on', async () => {
  const { planId, reportOf } = await openReport();
  await addUse(bed.db, await admin(), { ...use({ planId, fromDay: '2020-06-05' }), reason: '办公会' });
  await playDays(bed.db, bed.county.id, '2020-06-01', '2020-06-04');
  expect((await reportOf(0)).nextRungOn).toBe('2020-06-18');
  await playDay(bed.db, bed.county.id, '2020-06-05');
  expect((await reportOf(0)).nextRungOn).toBe('2020-06-15');
});

it('a review that the office leaves undone climbs upward, and never counts against the unit', async () => {
  const { measureIds } = await openReport();
  expect(await shipped()).toBeGreaterThan(0);
  const report = await itemOf(bed.db, { measureId: measureIds[0] ?? '', kind: 'REPORT' });
  const head = await actorOf(bed.db, bed.county.units.water.head);
  await submitWorkItem(bed.db, head, { id: report.id, text: '已完成' });
  await settle(bed.db);
  const review = await itemOf(bed.db, { measureId: measureIds[0] ?? '', kind: 'REVIEW' });
  const chief = await bed.db.postHolding.findFirstOrThrow({ where: { postId: bed.county.posts.chief } });
  await playDays(bed.db, bed.county.id, '2020-06-01', '2020-07-15');
  const rungs = await bed.db.escalation.findMany({ where: { workItemId: review.id }, orderBy: { reachedOn: 'asc' } });
  expect(rungs.map(({ rung }) => rung)).toEqual(['REMIND_1', 'URGE', 'URGE_2', 'URGE_3']);
  const upward = await bed.db.notice.findMany({
    where: { workItemId: review.id, kind: 'URGE_3', personId: chief.personId },
  });
  expect(upward).toHaveLength(1);
  expect(await bed.db.escalation.count({ where: { workItemId: report.id } })).toBe(0);
});

it('a county that was set up earlier gets what climbs the office’s ladder now, once, and nothing that was ended', async () => {
  await bed.db.ladderUse.deleteMany({ where: { kind: { in: ['RECONSIDER', 'EXTEND'] } } });
  const review = await bed.db.ladderUse.findFirstOrThrow({ where: { kind: 'REVIEW' } });
  await endUse(bed.db, await admin(), { id: review.id, reason: '审核另行督促' });
  const { reportOf } = await openReport();
  const head = await actorOf(bed.db, bed.county.units.water.head);
  const report = await reportOf(0);
  await askExtension(bed.db, head, { workItemId: report.id, dueOn: '2020-07-15', reason: '用地批复未到' });
  const decision = () => itemOf(bed.db, { kind: 'EXTEND' });
  expect(await decision()).toMatchObject({ ladderUpTo: null, nextRungOn: null });

  await Promise.all([completeOfficeLadder(bed.db), completeOfficeLadder(bed.db)]);
  await completeOfficeLadder(bed.db);
  const uses = await bed.db.ladderUse.findMany({ orderBy: { kind: 'asc' } });
  expect(uses.map((row) => row.kind)).toEqual([...officeKinds].sort());
  expect(uses.find((row) => row.kind === 'REVIEW')).toMatchObject({ endedBy: (await admin()).personName });
  await playDay(bed.db, bed.county.id, '2020-06-02');
  expect(await decision()).toMatchObject({ ladderUpTo: 'URGE', nextRung: 'URGE' });
  await bed.db.ladderUse.deleteMany();
  await bed.db.ladder.deleteMany({ where: { name: review.ladderName } });
  await completeOfficeLadder(bed.db);
  expect(await bed.db.ladderUse.count()).toBe(officeKinds.length);
});
