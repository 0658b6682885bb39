import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import { checkLadder, type Ladder } from '../../domain/ladder/index.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { fromJson, toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { movedItems } from './dayMoves.ts';
import { effectiveDay } from './effectiveDay.ts';
import {
  countMoves,
  groupItems,
  type MoveCounts,
  type MovedGroup,
  noMoves,
  SAVING,
  storeMoves,
  titlesOf,
} from './moves.ts';
import { distinct } from './subjects.ts';

/*
 * Ladders are rows that never change: an edit is the next version of its name, and every plan and open item that climbs
 * an older version of it goes over to the new one. What has fired stays fired.
 */

export interface LadderRow {
  id: string;
  name: string;
  version: number;
  ladder: Ladder;
  reason: string;
  savedBy: string;
  savedOn: string;
}

/** All versions of all ladders, each name together, the newest first, with the plans that climb the name. */
export async function readLadders(db: Db, actor: Actor): Promise<(LadderRow & { plans: string[] })[]> {
  const rows = await db.ladder.findMany({
    where: { countyId: actor.countyId },
    orderBy: [{ name: 'asc' }, { version: 'desc' }],
  });
  const plans = await db.plan.findMany({
    where: { countyId: actor.countyId, state: { not: 'CLOSED' } },
    select: { title: true, ladderId: true },
    orderBy: { title: 'asc' },
  });
  return rows.map(({ id, name, version, rungs, reason, savedBy, savedOn }) => ({
    ...{ id, name, version, ladder: fromJson<Ladder>(rungs), reason, savedBy, savedOn },
    plans: plans.filter((plan) => plan.ladderId === id).map((plan) => plan.title),
  }));
}

/** Names of the county's ladders. */
export async function ladderNames(db: Tx, countyId: string): Promise<string[]> {
  const rows = await db.ladder.findMany({ where: { countyId }, distinct: ['name'], orderBy: { name: 'asc' } });
  return rows.map(({ name }) => name);
}

export interface LadderEdit {
  name: string;
  ladder: Ladder;
}

/**
 * What saving a ladder would move, without saving, as items will stand on the day from which it counts (today where it
 * is left out). `version` is 0 for a name that is new.
 *
 * @throws DubanError VALIDATION where the ladder is unsound or the day has passed.
 */
export async function previewLadder(
  db: Db,
  actor: Actor,
  { name, ladder }: LadderEdit,
  fromDay?: Day,
): Promise<{ version: number; counts: MoveCounts; items: MovedGroup[] }> {
  refuseUnsound(ladder);
  await refuseUnknownPosts(db, actor, ladder);
  const county = await loadCountyDay(db, actor.countyId);
  const asOf = effectiveDay(county.today, fromDay);
  const older = await versionsOf(db, actor, name);
  const counts = noMoves();
  const groups = new Map<string, MovedGroup>();
  const edited = { calendar: county.calendar, ladder: { replaces: older.map((row) => row.id), by: ladder }, asOf };
  for await (const moves of movedItems(db, county, edited, false)) {
    countMoves(counts, moves);
    groupItems(groups, moves);
  }
  const titled = await titlesOf(db, actor.countyId);
  return { version: older[0]?.version ?? 0, counts, items: [...groups.values()].map(titled) };
}

/**
 * Saves a ladder as the next version of its name; plans and open items that climb an older one go over to it.
 *
 * @param version The version that the edit began from, 0 for a new name.
 * @throws DubanError VALIDATION where the ladder is unsound, STALE_VERSION where somebody else saved meanwhile.
 */
export function saveLadder(db: Db, actor: Actor, edit: LadderSave): Promise<{ version: number; moved: number }> {
  return db.$transaction((tx) => storeLadder(tx, actor, edit), SAVING);
}

export interface LadderSave extends LadderEdit {
  reason: string;
  version: number;
}

/** Refuses a ladder that could not be saved, as a whole or over the version that it began from. */
export async function refuseLadder(tx: Tx, actor: Actor, { name, ladder, version }: LadderSave): Promise<void> {
  refuseUnsound(ladder);
  await refuseUnknownPosts(tx, actor, ladder);
  const [newest] = await versionsOf(tx, actor, name);
  if ((newest?.version ?? 0) !== version) throw overtaken();
}

/** `saveLadder` inside a transaction, on the business day of the actor. */
export async function storeLadder(tx: Tx, actor: Actor, edit: LadderSave): Promise<{ version: number; moved: number }> {
  // One edit at a time in a county, be it of the calendar or of a ladder.
  await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${actor.countyId} FOR UPDATE`;
  await refuseLadder(tx, actor, edit);
  const { name, ladder, reason, version } = edit;
  const county = { ...(await loadCountyDay(tx, actor.countyId)), today: actor.businessDay };
  const replaces = (await versionsOf(tx, actor, name)).map((row) => row.id);
  const id = randomUUID();
  await tx.ladder.create({
    data: {
      ...{ id, countyId: county.countyId, name, version: version + 1, rungs: toJson(ladder) },
      ...{ reason, savedBy: actor.personName, savedOn: county.today },
    },
  });
  await tx.plan.updateMany({ where: { ladderId: { in: replaces } }, data: { ladderId: id } });
  let moved = 0;
  const edited = { calendar: county.calendar, ladder: { replaces, by: ladder } };
  for await (const moves of movedItems(tx, county, edited, true)) {
    moved += moves.length;
    await storeMoves(tx, county, actor, moves, { cause: 'ladder', reason });
  }
  await tx.workItem.updateMany({
    where: { ladderId: { in: replaces }, state: { in: ['OPEN', 'PREPARED'] } },
    data: { ladderId: id },
  });
  await recordEvent(tx, {
    ...{ countyId: county.countyId, kind: 'LADDER_CHANGED', businessDay: county.today },
    ...by(actor),
    data: { name, version: version + 1, reason, moved },
  });
  return { version: version + 1, moved };
}

function versionsOf(db: Tx, actor: Actor, name: string): Promise<{ id: string; version: number }[]> {
  return db.ladder.findMany({
    where: { countyId: actor.countyId, name },
    orderBy: { version: 'desc' },
    select: { id: true, version: true },
  });
}

function refuseUnsound(ladder: Ladder): void {
  const problems = checkLadder(ladder).map(({ pointer, message }) => ({ pointer: `/ladder${pointer}`, message }));
  if (problems.length === 0) return;
  const message = { zh: '升级规则有误，请按提示修改', en: 'The ladder is not sound; mend what is named' };
  throw new DubanError('VALIDATION', message, { problems });
}

/** Posts that a rung names are the county's; who decides is a leader. */
async function refuseUnknownPosts(db: Tx, { countyId }: Actor, { rungs }: Ladder): Promise<void> {
  const ids = rungs.flatMap((rung) => [...(rung.posts ?? []), rung.approverPostId, rung.deputyPostId]);
  const named = distinct(ids.map((id) => id ?? null));
  if (named.length === 0) return;
  const rows = await db.post.findMany({ where: { id: { in: named }, countyId }, select: { id: true, kind: true } });
  const kinds = new Map(rows.map(({ id, kind }) => [id, kind]));
  const decides = (id: string | undefined) => {
    const kind = id === undefined ? 'LEADER' : kinds.get(id);
    return kind === 'LEADER' || kind === 'CHIEF_LEADER' || kind === 'OFFICE';
  };
  const message = {
    zh: '请选择本县的岗位；决定的人须是领导或办公室',
    en: 'Name posts of the county; leaders or the office decide',
  };
  const problems = rungs.flatMap((rung, index) => [
    ...((rung.posts ?? []).every((id) => kinds.has(id)) ? [] : [{ pointer: `/ladder/rungs/${index}/posts`, message }]),
    ...(decides(rung.approverPostId) ? [] : [{ pointer: `/ladder/rungs/${index}/approverPostId`, message }]),
    ...(decides(rung.deputyPostId) ? [] : [{ pointer: `/ladder/rungs/${index}/deputyPostId`, message }]),
  ]);
  if (problems.length > 0) throw new DubanError('VALIDATION', message, { problems });
}

function overtaken(): DubanError {
  return new DubanError('STALE_VERSION', {
    zh: '其他人已修改这条升级规则，请重新查看后再保存',
    en: 'Somebody else has changed this ladder; look at it again before saving',
  });
}
