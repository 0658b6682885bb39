import type { Day } from '../../domain/process/types.ts';
import { type ReportingNumber, reportingNumbers } from '../../domain/reporting.ts';
import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import { loadCountyDay } from './clock.ts';
import { type DueColumns, latenessOf } from './lateness.ts';
import { requirePlan } from './planReads.ts';
import { itemsSeen } from './scope.ts';
import { groupBy } from './standings.ts';

/** Who has reported: 应报, 已报, 未报, 迟报, and how the unit's sheet of the period stands. */
export interface ReportingRow extends Record<ReportingNumber, number> {
  unit: { id: string; name: string };
  sheetState: string | null;
  sheetId: string | null;
}

export interface Reporting {
  period: string | null;
  periods: { key: string; name: string; dueOn: string }[];
  rows: ReportingRow[];
}

/** 应报, 已报, 未报 and 迟报 of each unit in a period; without a wish, in the latest that has opened. */
export async function readReporting(db: Tx, actor: Actor, planId: string, wanted?: string): Promise<Reporting> {
  await requirePlan(db, actor, planId);
  const periods = await db.reportingPeriod.findMany({ where: { planId }, orderBy: { opensOn: 'asc' } });
  const opened = periods.filter((period) => period.opensOn <= actor.businessDay);
  const period = wanted ?? opened.at(-1)?.key ?? periods[0]?.key ?? null;
  const owed = groupBy(period === null ? [] : await reportsOwed(db, actor, planId, period), (one) => one.unitId);
  const sheets = await db.$queryRaw<{ unitId: string; id: string; state: string }[]>`
    SELECT DISTINCT ON (w."unitId") w."unitId", w.id, w.state::text AS state FROM "WorkItem" w
    WHERE w."planId" = ${planId} AND w."periodKey" = ${period} AND w.kind = 'SHEET' AND w.state <> 'CANCELLED'
      AND w."unitId" IS NOT NULL AND ${itemsSeen(actor)} ORDER BY w."unitId", w.round DESC`;
  const sheetOf = new Map(sheets.map((sheet) => [sheet.unitId, sheet]));
  const units = await db.unit.findMany({
    where: { id: { in: [...owed.keys(), ...sheetOf.keys()] } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  });
  return {
    period,
    periods: periods.map(({ key, name, dueOn }) => ({ key, name, dueOn })),
    rows: units.map((unit) => ({
      unit,
      ...counted(owed.get(unit.id) ?? []),
      sheetState: sheetOf.get(unit.id)?.state ?? null,
      sheetId: sheetOf.get(unit.id)?.id ?? null,
    })),
  };
}

function counted(owed: readonly OwedReport[]): Record<ReportingNumber, number> {
  const entries = reportingNumbers.map((number) => [number, owed.filter(counts[number]).length]);
  return Object.fromEntries(entries) as Record<ReportingNumber, number>;
}

/** A report that is owed for a period, by its first round; an obligation counts once, however many rounds it took. */
interface OwedReport {
  id: string;
  unitId: string;
  /** When its first round that was handed in was; null: none was. */
  firstOn: Day | null;
  late: boolean;
}

const counts: Record<ReportingNumber, (report: OwedReport) => boolean> = {
  expected: () => true,
  reported: ({ firstOn }) => firstOn !== null,
  missing: ({ firstOn }) => firstOn === null,
  late: ({ late }) => late,
};

/** Late is what was handed in late the first time, days of waiting left out, as lights and ladders judge. */
async function reportsOwed(db: Tx, actor: Actor, planId: string, period: string): Promise<OwedReport[]> {
  const county = await loadCountyDay(db, actor.countyId);
  const rounds = await db.$queryRaw<
    (DueColumns & { id: string; unitId: string; submittedOn: Day | null; firstOn: Day | null })[]
  >`
    SELECT DISTINCT ON (w."instanceId", w."obligationKey", w."unitId") w.id, w."unitId", w."planId", w."openedOn",
      w."dueOn", w."ladderUpTo", w.frozen, w."carriedDays", w."submittedOn",
      min(w."submittedOn") OVER (PARTITION BY w."instanceId", w."obligationKey", w."unitId") AS "firstOn"
    FROM "WorkItem" w WHERE w."planId" = ${planId} AND w."periodKey" = ${period} AND w.kind = 'REPORT'
      AND w.state <> 'CANCELLED' AND w."unitId" IS NOT NULL AND ${itemsSeen(actor)}
    ORDER BY w."instanceId", w."obligationKey", w."unitId", w.round`;
  return rounds.map(({ id, unitId, firstOn, ...round }) => ({
    ...{ id, unitId, firstOn },
    late: round.submittedOn !== null && latenessOf({ ...round, unitId }, county, round.submittedOn).late,
  }));
}

/** The items that a number of the reporting page counts: the first round of each obligation. */
export async function reportsCounted(
  db: Tx,
  actor: Actor,
  { number, planId, period }: { number: ReportingNumber; planId: string; period: string },
): Promise<string[]> {
  return (await reportsOwed(db, actor, planId, period)).filter(counts[number]).map(({ id }) => id);
}
