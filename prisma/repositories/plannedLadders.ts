import { randomUUID } from 'node:crypto';
import { DubanError, type UserMessage } from '../../domain/errors.ts';
import type { Ladder } from '../../domain/ladder/index.ts';
import type { Day, Variables } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { PlannedLadder } from '../generated/client.ts';
import { fromJson, toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { effectiveDay } from './effectiveDay.ts';
import { type LadderSave, refuseLadder, saveLadder, storeLadder } from './ladders.ts';
import { SAVING } from './moves.ts';

/** A version of a ladder that waits for its day, or that could not be saved on it. */
export interface PlannedLadderRow {
  id: string;
  name: string;
  fromDay: Day;
  ladder: Ladder;
  reason: string;
  madeBy: string;
  madeOn: Day;
  /** Why it could not be saved; null while it waits. */
  refusal: UserMessage | null;
}

/**
 * Saves a ladder from today on, or puts it down for a later day. What is put down is tried first; whose next step it
 * moves is found anew on its day.
 *
 * @returns the version and how many items moved; the version that counts until then, and none, where it is put down.
 * @throws DubanError VALIDATION where the day has passed or the ladder is unsound, STALE_VERSION.
 */
export async function changeLadder(
  db: Db,
  actor: Actor,
  edit: LadderSave,
  fromDay?: Day,
): Promise<{ version: number; moved: number }> {
  const { today } = await loadCountyDay(db, actor.countyId);
  const onDay = effectiveDay(today, fromDay);
  if (onDay === today) return saveLadder(db, actor, edit);
  await refuseLadder(db, actor, edit);
  const { ladder, ...rest } = edit;
  const { countyId, personName: madeBy, accountId: madeById } = actor;
  await db.$transaction(async (tx) => {
    await tx.plannedLadder.create({
      data: {
        id: randomUUID(),
        countyId,
        fromDay: onDay,
        ...rest,
        rungs: toJson(ladder),
        madeBy,
        madeById,
        madeOn: today,
      },
    });
    await record(tx, actor, today, { name: edit.name, fromDay: onDay, reason: edit.reason });
  });
  return { version: edit.version, moved: 0 };
}

/** What waits for its day and what was refused on it, the nearest day first. */
export async function readPlannedLadders(db: Db, { countyId }: Actor): Promise<PlannedLadderRow[]> {
  const rows = await db.plannedLadder.findMany({
    where: { countyId, state: { in: ['PLANNED', 'REFUSED'] } },
    orderBy: [{ fromDay: 'asc' }, { madeAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, name, fromDay, rungs, reason, madeBy, madeOn, refusal }) => ({
    ...{ id, name, fromDay, ladder: fromJson<Ladder>(rungs), reason, madeBy, madeOn },
    refusal: refusal === null ? null : fromJson<UserMessage>(refusal),
  }));
}

/** Takes back what waits for its day, or puts aside what was refused. */
export async function cancelPlannedLadder(db: Db, actor: Actor, id: string): Promise<void> {
  const { countyId } = actor;
  const { today } = await loadCountyDay(db, countyId);
  await db.$transaction(async (tx) => {
    const [row] = await tx.plannedLadder.updateManyAndReturn({
      where: { id, countyId, state: { in: ['PLANNED', 'REFUSED'] } },
      data: { state: 'CANCELLED' },
    });
    if (row === undefined) {
      const message = { zh: '这次修改已经生效或已经撤回', en: 'This change has taken effect or was taken back' };
      throw new DubanError('NOT_FOUND', message);
    }
    await record(tx, actor, today, { name: row.name, fromDay: row.fromDay, takenBack: true });
  });
}

function record(tx: Tx, actor: Actor, businessDay: Day, data: Variables): Promise<void> {
  return recordEvent(tx, { countyId: actor.countyId, kind: 'LADDER_CHANGED', businessDay, ...by(actor), data });
}

/**
 * Saves what was put down for `day` or earlier, in the order of its days. What is not possible any more is kept with
 * its reason, which the page of the ladders shows.
 */
export async function savePlannedLadders(db: Db, countyId: string, day: Day): Promise<void> {
  const due = await db.plannedLadder.findMany({
    where: { countyId, state: 'PLANNED', fromDay: { lte: day } },
    orderBy: [{ fromDay: 'asc' }, { madeAt: 'asc' }, { id: 'asc' }],
  });
  for (const planned of due) {
    try {
      await saveOne(db, planned, day);
    } catch (error) {
      if (!(error instanceof DubanError)) throw error;
      await db.plannedLadder.updateMany({
        where: { id: planned.id, state: 'PLANNED' },
        data: { state: 'REFUSED', refusal: toJson(error.userMessage) },
      });
    }
  }
}

function saveOne(db: Db, { id, countyId, madeById, madeBy, rungs, ...rest }: PlannedLadder, day: Day): Promise<void> {
  return db.$transaction(async (tx) => {
    const where = { id, state: 'PLANNED' as const };
    const { count } = await tx.plannedLadder.updateMany({ where, data: { state: 'MADE' } });
    if (count === 0) return;
    const { personId } = await tx.account.findUniqueOrThrow({ where: { id: madeById } });
    const actor = { accountId: madeById, personId, personName: madeBy, countyId, posts: [], businessDay: day };
    const { name, reason, version } = rest;
    await storeLadder(tx, actor, { name, reason, version, ladder: fromJson<Ladder>(rungs) });
  }, SAVING);
}
