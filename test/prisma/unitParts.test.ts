import { submitWorkItem } from '../../prisma/repositories/workItems.ts';
import { freshCounty } from '../support/bed.ts';
import { actorOf, setDay } from '../support/county.ts';
import { buildPlan, itemsOf } from '../support/plan.ts';
import { playDay, settle } from '../support/settle.ts';

const bed = freshCounty();

/** The office names the lead unit of every measure that has none. */
async function assignAll(unitId: string) {
  const office = await actorOf(bed.db, bed.county.posts.office);
  for (const item of await itemsOf(bed.db, { kind: 'ASSIGN', state: 'OPEN' })) {
    await submitWorkItem(bed.db, office, { id: item.id, text: '已明确', fields: { leadUnitIds: [unitId] } });
  }
  await settle(bed.db);
}

const kindsOf = async (unitId: string) =>
  (await itemsOf(bed.db, { unitId, measureId: null })).map((item) => item.kind).sort();

it('a unit named after the launch confirms, plans and reports by sheet, once for all its measures', async () => {
  const { finance, water } = bed.county.units;
  await buildPlan(bed.db, bed.county, { measures: [{}, {}, { leads: [water.name] }] });
  expect(await kindsOf(finance.id)).toEqual([]);
  await assignAll(finance.id);
  expect(await kindsOf(finance.id)).toEqual(['CONFIRM', 'PLAN']);
  expect(await kindsOf(water.id)).toEqual(['CONFIRM', 'PLAN']);
  await playDay(bed.db, bed.county.id, '2020-06-01');
  expect(await kindsOf(finance.id)).toEqual(['CONFIRM', 'PLAN', 'SHEET']);
});

it('a unit that has its part already keeps it, and periods that are over ask for nothing', async () => {
  const { finance, water } = bed.county.units;
  await buildPlan(bed.db, bed.county, { measures: [{}, { leads: [water.name] }] });
  await setDay(bed.db, bed.county.id, '2020-07-20');
  await assignAll(water.id);
  expect(await kindsOf(water.id)).toEqual(['CONFIRM', 'PLAN']);
  expect(await kindsOf(finance.id)).toEqual([]);
});

it('asks a unit that comes after mid-year for the year-end sheet only', async () => {
  const { finance } = bed.county.units;
  const mid = { key: '2020-MID', name: '年中', opensOn: '2020-06-01', dueOn: '2020-06-30', cutOffOn: '2020-07-15' };
  const end = { key: '2020-END', name: '年末', opensOn: '2020-12-01', dueOn: '2020-12-31', cutOffOn: '2021-01-15' };
  await buildPlan(bed.db, bed.county, { measures: [{}], periods: [mid, end] });
  await setDay(bed.db, bed.county.id, '2020-07-20');
  await assignAll(finance.id);
  await playDay(bed.db, bed.county.id, '2020-12-01');
  expect(await itemsOf(bed.db, { unitId: finance.id, kind: 'SHEET' })).toMatchObject([{ periodKey: '2020-END' }]);
});
