import { shippedDefinitions } from '../../api/shippedDefinitions.ts';
import { defaultLadder } from '../../domain/ladder/index.ts';
import type { Actor } from '../../prisma/repositories/actor.ts';
import { previewCalendar, saveCalendar } from '../../prisma/repositories/calendarEdit.ts';
import { readCalendarYear } from '../../prisma/repositories/calendarReads.ts';
import { commitStep } from '../../prisma/repositories/instances.ts';
import { giveInstruction } from '../../prisma/repositories/instructions.ts';
import { saveLadder } from '../../prisma/repositories/ladders.ts';
import { fireTimers } from '../../prisma/repositories/round.ts';
import { publishMissing } from '../../prisma/repositories/setup.ts';
import { freshCounty } from '../support/bed.ts';
import { bothAtOnce } from '../support/bothAtOnce.ts';
import { actorOf, setDay } from '../support/county.ts';
import { buildPlan, itemOf } from '../support/plan.ts';
import { nextStep } from '../support/settle.ts';

const bed = freshCounty();

/** A plan with one measure, on the day on which its half-year is to be reported. @returns the measure's id. */
async function onReportingDay(): Promise<string> {
  const { measureIds } = await buildPlan(bed.db, bed.county, { measures: [{ leads: [bed.county.units.water.name] }] });
  await setDay(bed.db, bed.county.id, '2020-06-01');
  return measureIds[0] ?? '';
}

/** Opens the report of the half-year, while `edit` is begun. */
async function openDuring(edit: () => Promise<unknown>) {
  const measureId = await onReportingDay();
  await fireTimers(bed.db, bed.county.id, '2020-06-01');
  const instance = await bed.db.processInstance.findFirstOrThrow({ where: { measureId } });
  const step = await nextStep(bed.db, instance.id);
  if (!step) throw new Error('the period did not open');
  await bothAtOnce(bed, () => commitStep(bed.db, step), edit);
  return itemOf(bed.db, { measureId, kind: 'REPORT' });
}

it('an item that is opened while a ladder is saved climbs the saved one', async () => {
  const admin = await actorOf(bed.db, bed.county.posts.admin);
  const rungs = defaultLadder.rungs.map((rung) => (rung.key === 'REMIND_7' ? { ...rung, offset: -10 } : rung));
  const report = await openDuring(() =>
    saveLadder(bed.db, admin, {
      ...{ name: '默认升级规则', ladder: { ...defaultLadder, rungs }, reason: '领导小组会议', version: 1 },
    }),
  );
  const saved = await bed.db.ladder.findFirstOrThrow({ where: { name: '默认升级规则', version: 2 } });
  expect(report.ladderId).toBe(saved.id);
  // Ten working days before 30 June: the holiday of 25 to 27 June does not count, the 28th does.
  expect(report.nextRungOn).toBe('2020-06-15');
});

/** Saves the calendar of 2020 with one more day off. */
async function freeingJune22(admin: Actor): Promise<() => Promise<unknown>> {
  const { days } = await readCalendarYear(bed.db, admin, 2020);
  const years = [{ year: 2020, days: [...days, { day: '2020-06-22', working: false, name: '县定放假' }] }];
  const { version } = await previewCalendar(bed.db, admin, years);
  return () => saveCalendar(bed.db, admin, { years, reason: '县政府通知', version });
}

it('an item that is opened while the calendar is saved has the days of the saved one', async () => {
  const admin = await actorOf(bed.db, bed.county.posts.admin);
  const report = await openDuring(await freeingJune22(admin));
  // Seven working days before 30 June, the day that was freed left out.
  expect(report.nextRungOn).toBe('2020-06-17');
});

it('so has what a leader asks for in that moment', async () => {
  const measureId = await onReportingDay();
  await publishMissing(bed.db, shippedDefinitions());
  const leader = await actorOf(bed.db, bed.county.posts.leader);
  const edit = await freeingJune22(await actorOf(bed.db, bed.county.posts.admin));
  const instruction = { measureId, text: '请报进展', deadlineOn: '2020-06-30' };
  await bothAtOnce(bed, () => giveInstruction(bed.db, leader, instruction), edit);
  const item = await bed.db.workItem.findFirstOrThrow({ where: { dueOn: '2020-06-30', kind: { not: 'REPORT' } } });
  expect(item.nextRungOn).toBe('2020-06-17');
});
