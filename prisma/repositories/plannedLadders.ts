import type { UserMessage } from '../../domain/errors.ts';
import type { Ladder } from '../../domain/ladder/index.ts';
import type { Day, Variables } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { fromJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { effectiveDay } from './effectiveDay.ts';
import { type LadderSave, refuseLadder, saveLadder, storeLadder } from './ladders.ts';
import { makePlanned, putDown, readPlanned, takeBack } from './plannedChanges.ts';

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
 * moves is found anew on its day. Where another version is saved meanwhile, it is refused.
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
  await db.$transaction(async (tx) => {
    await putDown(tx, actor, today, { kind: 'LADDER', onDay, input: edit });
    await record(tx, actor, today, { name: edit.name, fromDay: onDay, reason: edit.reason });
  });
  return { version: edit.version, moved: 0 };
}

/** What waits for its day and what was refused on it, the nearest day first. */
export async function readPlannedLadders(db: Db, { countyId }: Actor): Promise<PlannedLadderRow[]> {
  const rows = await readPlanned<LadderSave>(db, countyId, 'LADDER');
  return rows.map(({ id, onDay, input: { name, ladder, reason }, madeBy, madeOn, refusal }) => ({
    ...{ id, name, fromDay: onDay, ladder, reason, madeBy, madeOn, refusal },
  }));
}

/** Takes back what waits for its day, or puts aside what was refused. */
export async function cancelPlannedLadder(db: Db, actor: Actor, id: string): Promise<void> {
  const { today } = await loadCountyDay(db, actor.countyId);
  await db.$transaction(async (tx) => {
    const { input, onDay, refusal } = await takeBack(tx, actor.countyId, 'LADDER', id);
    const { name } = fromJson<LadderSave>(input);
    await record(tx, actor, today, { name, fromDay: onDay, takenBack: true, putAside: refusal !== null });
  });
}

function record(tx: Tx, actor: Actor, businessDay: Day, data: Variables): Promise<void> {
  return recordEvent(tx, { countyId: actor.countyId, kind: 'LADDER_CHANGED', businessDay, ...by(actor), data });
}

/** Saves what was put down for `day` or earlier. */
export function savePlannedLadders(db: Db, countyId: string, day: Day): Promise<void> {
  return makePlanned(db, countyId, 'LADDER', day, {
    make: (tx, { input }, actor) => storeLadder(tx, actor, fromJson<LadderSave>(input)),
    refuse: (tx, { onDay, input }, refused) => {
      const { name, reason } = fromJson<LadderSave>(input);
      const data = { name, fromDay: onDay, reason, refusal: refused.refusal };
      return recordEvent(tx, { countyId, kind: 'LADDER_CHANGED', businessDay: refused.day, data });
    },
  });
}
