import { askExtension } from '../../prisma/repositories/extensions.ts';
import { commitStep } from '../../prisma/repositories/instances.ts';
import { fireTimers } from '../../prisma/repositories/round.ts';
import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { bothAtOnce } from '../support/bothAtOnce.ts';
import { actorOf, setDay } from '../support/county.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan } from '../support/plan.ts';
import { nextStep, settle } from '../support/settle.ts';

const bed = freshCounty();

/** Both reports of a unit are open, its sheet of the period is about to open. @returns the ids of the reports. */
async function reportsBeforeTheirSheet(): Promise<string[]> {
  const { name } = bed.county.units.finance;
  await buildPlan(bed.db, bed.county, { measures: [{ leads: [name] }, { leads: [name] }] });
  await setDay(bed.db, bed.county.id, '2020-06-01');
  await fireTimers(bed.db, bed.county.id, '2020-06-01');
  for (const { id } of await bed.db.processInstance.findMany({ where: { measureId: { not: null } } })) {
    const step = await nextStep(bed.db, id);
    if (step) await commitStep(bed.db, step);
  }
  const reports = await bed.db.workItem.findMany({ where: { kind: 'REPORT' } });
  expect(reports).toHaveLength(2);
  return reports.map(({ id }) => id);
}

async function openSheet(): Promise<void> {
  const { id: unitId } = bed.county.units.finance;
  const part = await bed.db.processInstance.findFirstOrThrow({ where: { subjectKind: 'UNIT_IN_PLAN', unitId } });
  const step = await nextStep(bed.db, part.id);
  if (!step) throw new Error('the sheet does not open');
  await commitStep(bed.db, step);
}

async function ask(workItemId: string, dueOn: string): Promise<string> {
  const head = await actorOf(bed.db, bed.county.units.finance.head);
  return askExtension(bed.db, head, { workItemId, dueOn, reason: '用地批复未到' });
}

async function grant(extensionId: string): Promise<void> {
  const { itemId } = await bed.db.extension.findUniqueOrThrow({ where: { id: extensionId } });
  const office = await actorOf(bed.db, bed.county.posts.office);
  await submitWorkItem(bed.db, office, { id: itemId, outcome: 'granted', text: '情况属实' });
}

const sheet = () =>
  bed.db.workItem.findFirstOrThrow({
    where: { kind: 'SHEET', unitId: bed.county.units.finance.id },
    select: { dueOn: true, originalDueOn: true, nextRungOn: true },
  });

it('a sheet that opens while the last of its reports gets more time is due with the first of them', async () => {
  const [one = '', other = ''] = await reportsBeforeTheirSheet();
  await grant(await ask(one, '2020-07-15'));
  const last = await ask(other, '2020-07-10');
  await bothAtOnce(bed, openSheet, () => grant(last));
  expect(await sheet()).toMatchObject({ dueOn: '2020-07-10', originalDueOn: '2020-06-30' });
  await settle(bed.db);
  expect(await breaches(bed.db)).toEqual([]);
});

it('so is one that opens after all of them got more time, and its ladder counts from there', async () => {
  const [one = '', other = ''] = await reportsBeforeTheirSheet();
  await grant(await ask(one, '2020-07-15'));
  await grant(await ask(other, '2020-07-10'));
  await openSheet();
  // Seven working days before 10 July.
  expect(await sheet()).toEqual({ dueOn: '2020-07-10', originalDueOn: '2020-06-30', nextRungOn: '2020-07-01' });
});

it('one report without more time keeps the sheet to the day of the period', async () => {
  const [one = ''] = await reportsBeforeTheirSheet();
  await grant(await ask(one, '2020-07-15'));
  await openSheet();
  expect(await sheet()).toMatchObject({ dueOn: '2020-06-30', originalDueOn: null });
});

it('the last two requests granted at once move it once, to the first of the new days', async () => {
  const [one = '', other = ''] = await reportsBeforeTheirSheet();
  await openSheet();
  const asked = [await ask(one, '2020-07-15'), await ask(other, '2020-07-10')];
  await Promise.all(asked.map(grant));
  expect(await sheet()).toMatchObject({ dueOn: '2020-07-10', originalDueOn: '2020-06-30' });
});
