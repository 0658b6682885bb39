import type { Day } from '../../domain/process/types.ts';
import type { Cadence } from '../../domain/triggers.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { cadenceOf } from './triggerRuns.ts';

/** A trigger that begins its process on schedule, with what its schedule on Temporal is made from. */
export interface Rhythm {
  id: string;
  countyId: string;
  zone: string;
  /** In a rehearsal the days come with the clock and no schedule runs by itself. */
  rehearsal: boolean;
  cadence: Cadence;
  note: string;
  paused: { on: Day; by: string | null; reason: string } | null;
  removed: boolean;
}

/** Ids of the county's rhythms that have not been removed. */
export async function rhythmsOf(db: Tx, countyId: string): Promise<string[]> {
  const rows = await db.processTrigger.findMany({
    where: { countyId, kind: 'SCHEDULE', removedOn: null },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** Ids of rhythms that have changed since their schedule was written. */
export async function staleRhythms(db: Tx): Promise<string[]> {
  const rows = await db.processTrigger.findMany({
    where: { kind: 'SCHEDULE', scheduleStale: true },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/**
 * Lets `write` bring the schedule of a rhythm in line with its row, under the row's lock: two writers come one after
 * the other, each with what the row says then, and a change that is made meanwhile waits for them. It counts as written
 * only when `write` has answered.
 */
export async function alignRhythm(db: Db, id: string, write: (rhythm: Rhythm) => Promise<void>): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "ProcessTrigger" WHERE id = ${id} FOR NO KEY UPDATE`;
    const row = await tx.processTrigger.findUnique({ where: { id } });
    const cadence = row && cadenceOf(row);
    if (!row || !cadence) return;
    const county = await tx.county.findUniqueOrThrow({ where: { id: row.countyId } });
    const { pausedOn, pauseReason, pausedBy } = row;
    await write({
      ...{ id, cadence, countyId: row.countyId, zone: county.zone, rehearsal: county.businessDate !== null },
      ...{ note: row.note, removed: row.removedOn !== null },
      paused: pausedOn === null ? null : { on: pausedOn, by: pausedBy, reason: pauseReason ?? '' },
    });
    await tx.processTrigger.update({ where: { id }, data: { scheduleStale: false } });
  });
}

/** Rhythms that come on `day` and are not paused. */
export async function rhythmsOn(db: Tx, countyId: string, day: Day): Promise<string[]> {
  const rows = await db.processTrigger.findMany({
    where: { countyId, kind: 'SCHEDULE', nextOn: day, removedOn: null, pausedOn: null },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** How many of these have not begun what was due up to `day`. */
export async function countWaiting(db: Tx, ids: string[], day: Day): Promise<number> {
  const rows = await db.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM "ProcessTrigger" t WHERE t.id IN (${Prisma.join(ids)}) AND t."removedOn" IS NULL
      AND (t."nextOn" <= ${day} OR EXISTS (
        SELECT 1 FROM "TriggerOccurrence" o WHERE o."triggerId" = t.id AND o.state = 'PENDING'))`;
  return Number(rows[0]?.n ?? 0);
}

/** @returns null where there is no such rhythm any more. */
export async function countyOfRhythm(db: Tx, id: string): Promise<string | null> {
  const row = await db.processTrigger.findFirst({ where: { id, removedOn: null }, select: { countyId: true } });
  return row?.countyId ?? null;
}

/** What became of the last day of a rhythm; null before the first. */
export async function lastOccurrence(db: Tx, triggerId: string) {
  return db.triggerOccurrence.findFirst({
    where: { triggerId },
    orderBy: [{ day: 'desc' }, { key: 'desc' }],
    select: { day: true, state: true, runId: true, detail: true },
  });
}
