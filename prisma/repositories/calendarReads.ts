import type { Tx } from '../client.ts';
import { fromJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { itemsHeld } from './scope.ts';

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

/** The saved versions of a year, newest first; the calendar as it came with the installation has no name beside it. */
export async function readCalendarVersions(db: Tx, actor: Actor, year: number) {
  const rows = await db.calendarVersion.findMany({
    where: { countyId: actor.countyId, year },
    orderBy: { version: 'desc' },
    select: { version: true, days: true, reason: true, savedBy: true, savedOn: true },
  });
  return rows.map((row) => ({ ...row, days: fromJson<CalendarYearRow['days']>(row.days) }));
}

/**
 * Years with a loaded calendar, and years without one: those that running plans have deadlines or periods in, and those
 * that the actor's own open items fall due in.
 */
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
  const own = await db.$queryRaw<{ year: number; items: bigint }[]>`
    SELECT left(w."dueOn", 4)::int AS year, count(*) AS items FROM "WorkItem" w
    WHERE ${itemsHeld(actor)} AND w.state IN ('OPEN', 'PREPARED') AND w."dueOn" IS NOT NULL
      AND left(w."dueOn", 4)::int NOT IN (SELECT c.year FROM "CalendarYear" c WHERE c."countyId" = ${countyId})
    GROUP BY 1 ORDER BY 1`;
  return {
    coveredYears: years.map((row) => row.year),
    missingFor: missingFor.map(({ year, plans }) => ({ year, plans: Number(plans) })),
    missingForMe: own.map(({ year, items }) => ({ year, items: Number(items) })),
  };
}
