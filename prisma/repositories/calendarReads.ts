import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';

export interface CalendarYearRow {
  year: number;
  covered: boolean;
  days: { day: string; working: boolean; name: string }[];
}

export async function readCalendarYear(db: Tx, actor: Actor, year: number): Promise<CalendarYearRow> {
  const { countyId } = actor;
  const covered = (await db.calendarYear.count({ where: { countyId, year } })) > 0;
  const days = await db.calendarDay.findMany({
    where: { countyId, day: { gte: `${year}-01-01`, lte: `${year}-12-31` } },
    orderBy: { day: 'asc' },
    select: { day: true, working: true, name: true },
  });
  return { year, covered, days };
}

/** Years with a loaded calendar, and years without one that running plans have deadlines or periods in. */
export async function readCalendarCoverage(db: Tx, actor: Actor) {
  const { countyId } = actor;
  const years = await db.calendarYear.findMany({ where: { countyId }, orderBy: { year: 'asc' } });
  const missingFor = await db.$queryRaw<{ year: number; plans: bigint }[]>`
    SELECT year, count(DISTINCT "planId") AS plans FROM (
      SELECT p.id AS "planId", generate_series(left(p."launchedOn", 4)::int,
        left(greatest(p."launchedOn",
          (SELECT max(m."deadlineOn") FROM "Measure" m WHERE m."planId" = p.id),
          (SELECT max(d."cutOffOn") FROM "ReportingPeriod" d WHERE d."planId" = p.id)), 4)::int) AS year
      FROM "Plan" p WHERE p."countyId" = ${countyId} AND p.state <> 'CLOSED') reached
    WHERE year NOT IN (SELECT c.year FROM "CalendarYear" c WHERE c."countyId" = ${countyId})
    GROUP BY year ORDER BY year`;
  return {
    coveredYears: years.map((row) => row.year),
    missingFor: missingFor.map(({ year, plans }) => ({ year, plans: Number(plans) })),
  };
}
