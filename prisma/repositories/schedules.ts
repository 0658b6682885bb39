import {
  type AssessmentYear,
  assessmentYears,
  cadenceOfKeys,
  type ReportingPeriod,
  reportingPeriods,
} from '../../domain/periods.ts';
import type { CollectionName, Day, Member, ProcessEvent } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { appendEvents } from './outbox.ts';

/**
 * Periods and assessment years are rows made a year ahead: adds those that a running plan lacks by now, and its
 * processes take them as new members. A plan whose periods the office made itself is left alone.
 *
 * @returns how many periods were added.
 */
export async function extendSchedules(db: Db, countyId: string, day: Day): Promise<number> {
  const plans = await db.plan.findMany({ where: { countyId, state: 'RUNNING' }, select: { id: true } });
  let added = 0;
  for (const { id } of plans) added += await db.$transaction(async (tx) => extendPlan(tx, countyId, id, day));
  return added;
}

async function extendPlan(tx: Tx, countyId: string, planId: string, day: Day): Promise<number> {
  const county = await lockCountyDay(tx, countyId);
  if ((await missingRows(tx, county, planId, day)) === null) return 0;
  // Instances before the plan, as whoever joins a running plan locks them; what is missing is then looked up again.
  await tx.$queryRaw`
    SELECT id FROM "ProcessInstance" WHERE "planId" = ${planId} AND status = 'RUNNING' ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM "Plan" WHERE id = ${planId} FOR UPDATE`;
  const missing = await missingRows(tx, county, planId, day);
  if (missing === null) return 0;
  const { periods, years } = missing;
  await tx.reportingPeriod.createMany({
    data: periods.map(({ key, label, opensOn, dueOn, cutOffOn }) => ({
      ...{ planId, key, name: label.zh, opensOn, dueOn, cutOffOn },
    })),
  });
  await tx.assessmentYear.createMany({ data: years.map(({ key, opensOn }) => ({ planId, key, opensOn })) });
  await tellInstances(tx, county, planId, [
    ['reportingPeriods', periods.map((period) => period.key)],
    ['assessmentYears', years.map((year) => year.key)],
  ]);
  return periods.length;
}

/** Periods and years that the plan should have by `day` and lacks; null where it lacks none. */
async function missingRows(
  tx: Tx,
  county: CountyDay,
  planId: string,
  day: Day,
): Promise<{ periods: ReportingPeriod[]; years: AssessmentYear[] } | null> {
  const plan = await tx.plan.findUniqueOrThrow({ where: { id: planId }, include: { periods: true, years: true } });
  const cadence = cadenceOfKeys(plan.periods.map((period) => period.key));
  if (cadence === null) return null;
  const span = { launchedOn: plan.launchedOn, endsOn: plan.periodEnd, today: day };
  const lastOpening =
    plan.periods
      .map((period) => period.opensOn)
      .sort()
      .at(-1) ?? '';
  const wanted = reportingPeriods(cadence, span, county.calendar);
  // A period whose days the office moved to the front is there already, by its key.
  const taken = new Set(plan.periods.map((period) => period.key));
  const periods = wanted.filter(({ key, opensOn }) => opensOn > lastOpening && !taken.has(key));
  const known = new Set(plan.years.map((year) => year.key));
  const years = assessmentYears(wanted, span).filter((year) => !known.has(year.key));
  return periods.length === 0 && years.length === 0 ? null : { periods, years };
}

async function tellInstances(
  tx: Tx,
  county: CountyDay,
  planId: string,
  collections: [CollectionName, string[]][],
): Promise<void> {
  const events = collections.flatMap(([collection, keys]): ProcessEvent[] =>
    keys.length === 0
      ? []
      : [
          {
            type: 'membersChanged',
            collection,
            added: keys.map((key): Member => ({ key })),
            removed: [],
            day: county.today,
          },
        ],
  );
  const instances = await tx.processInstance.findMany({ where: { planId, status: 'RUNNING' }, select: { id: true } });
  await appendEvents(
    tx,
    instances.map(({ id }) => ({ instanceId: id, events, wake: true })),
  );
}
