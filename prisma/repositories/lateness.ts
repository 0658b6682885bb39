import {
  type FrozenSpan,
  isLate,
  lastDayInTime,
  overdueWorkingDays,
  type RungGroup,
} from '../../domain/ladder/index.ts';
import { calendarOf } from '../../domain/ownDays.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';

/** Columns of an item that its days overdue depend on. */
export interface DueColumns {
  openedOn: Day;
  dueOn: Day | null;
  ladderUpTo: string | null;
  frozen: unknown;
  carriedDays: number;
  planId: string | null;
  unitId: string | null;
}

/** How an item stands to its due day. Everything that speaks of lateness takes it from here. */
export interface Lateness {
  /** Working days overdue, those of earlier rounds included and those not counted on the holder left out. */
  overdueDays: number;
  /** From `lastDayInTime`. */
  inTimeUntil: Day | null;
  /** Whether it was, or is, not handed in in time. */
  late: boolean;
}

/** @param on The day that it is judged by: today, or for what is done the day on which it was. */
export function latenessOf(item: DueColumns, county: CountyDay, on: Day = county.today): Lateness {
  const clock = {
    openedOn: item.openedOn,
    dueOn: item.dueOn,
    ladderUpTo: item.ladderUpTo as RungGroup | null,
    frozen: item.frozen as FrozenSpan[],
    carriedOverdueDays: item.carriedDays,
    fired: [],
  };
  const calendar = calendarOf(county, item);
  const inTimeUntil = lastDayInTime(clock, calendar);
  return { overdueDays: overdueWorkingDays(clock, calendar, on), inTimeUntil, late: isLate(inTimeUntil, on) };
}

/** Whether a limit for signing 签收 had passed on a day; days on which the item waited do not count here either. */
export function signedLate(item: DueColumns & { signBy: Day | null }, county: CountyDay, on: Day): boolean {
  return latenessOf({ ...item, dueOn: item.signBy, carriedDays: 0 }, county, on).late;
}

/**
 * Condition on `"WorkItem" w`: still to do and late today. The few that have waited for somebody else are judged one by
 * one, the others by their due day alone.
 */
export async function overdueToday(db: Tx, countyId: string): Promise<Prisma.Sql> {
  const county = await loadCountyDay(db, countyId);
  const waited = await db.$queryRaw<(DueColumns & { id: string })[]>`
    SELECT w.id, w."openedOn", w."dueOn", w."ladderUpTo", w.frozen, w."carriedDays", w."planId", w."unitId"
    FROM "WorkItem" w WHERE w."countyId" = ${countyId} AND w.state IN ('OPEN', 'PREPARED')
      AND w."dueOn" < ${county.today} AND w.frozen <> '[]'::jsonb`;
  const inTime = waited.filter((item) => !latenessOf(item, county).late).map(({ id }) => id);
  return Prisma.sql`(w.state IN ('OPEN', 'PREPARED') AND w."dueOn" < ${county.today} AND w.id <> ALL(${inTime}))`;
}
