import { extendSchedules } from '../../prisma/repositories/schedules.ts';
import { freshCounty } from '../support/bed.ts';
import { buildPlan, MID_2020, YEAR_2020 } from '../support/plan.ts';

const bed = freshCounty({ businessDate: '2020-03-02' });

it('a period that the office moved to the front at launch is not made a second time', async () => {
  const { db, county } = bed;
  const early = { ...MID_2020, opensOn: '2020-03-20', dueOn: '2020-04-15', cutOffOn: '2020-04-30' };
  const { planId } = await buildPlan(db, county, {
    measures: [{ responsible: [county.units.finance.name], deadline: '2020-09-30' }],
    periods: [early],
    years: [YEAR_2020],
  });
  expect(await extendSchedules(db, county.id, '2020-03-02')).toBe(0);
  const periods = await db.reportingPeriod.findMany({ where: { planId }, orderBy: { opensOn: 'asc' } });
  expect(periods.map(({ key, dueOn }) => `${key} ${dueOn}`)).toEqual(['2020-MID 2020-04-15']);
});
