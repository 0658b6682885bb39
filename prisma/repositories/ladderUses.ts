import { randomUUID } from 'node:crypto';
import { maxDay } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import { type Choice, chooseLadder, type StepLadder, type UseOfLadder } from '../../domain/ladder/index.ts';
import type { Day, WorkItemKind } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';
import { type ItemMove, movedItems } from './dayMoves.ts';
import { loadUses } from './ladderChoice.ts';
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
import { loadLadders } from './subjects.ts';

export interface NewUse {
  ladderName: string;
  planId: string | null;
  kind: WorkItemKind | null;
  urgent: boolean | null;
  fromDay: Day;
}

export interface UseRow extends NewUse {
  id: string;
  planTitle: string | null;
  reason: string;
  savedBy: string;
  savedOn: Day;
}

/** Uses that have not ended, the newest first. */
export async function readUses(db: Db, { countyId }: Actor): Promise<UseRow[]> {
  const rows = await db.ladderUse.findMany({
    where: { countyId, endedOn: null },
    orderBy: [{ savedOn: 'desc' }, { id: 'asc' }],
  });
  const titled = await titlesOf(db, countyId);
  return rows.map((row) => titled({ ...row, kind: row.kind as WorkItemKind | null }));
}

/** What a new use would move on the day from which it counts, or what ending one (`without`) would; saves nothing. */
export async function previewUse(
  db: Db,
  actor: Actor,
  change: { add: NewUse } | { without: string },
): Promise<{ counts: MoveCounts; items: MovedGroup[] }> {
  const county = await loadCountyDay(db, actor.countyId);
  const uses = await loadUses(db, actor.countyId);
  const asOf = 'add' in change ? maxDay(change.add.fromDay, county.today) : county.today;
  const after =
    'add' in change ? [...uses, await asUse(db, actor, change.add)] : uses.filter(({ id }) => id !== change.without);
  const counts = noMoves();
  const groups = new Map<string, MovedGroup>();
  const edited = { calendar: county.calendar, chosen: chooser(after, asOf), asOf };
  for await (const moves of movedItems(db, county, edited, false)) {
    countMoves(counts, moves);
    groupItems(groups, moves);
  }
  const titled = await titlesOf(db, actor.countyId);
  return { counts, items: [...groups.values()].map(titled) };
}

async function asUse(db: Tx, actor: Actor, use: NewUse): Promise<UseOfLadder> {
  const row = await refuseUnknown(db, actor, use);
  const ladders = await loadLadders(db, [row.id]);
  const ladder = ladders.get(row.id);
  if (!ladder) throw new Error(`Ladder ${row.id} does not exist`);
  // Alike with another, the new one counts.
  return { ...use, id: '~', ladderId: row.id, ladder, endedOn: null };
}

async function refuseUnknown(db: Tx, { countyId }: Actor, { ladderName, planId }: NewUse): Promise<{ id: string }> {
  const row = await db.ladder.findFirst({ where: { countyId, name: ladderName }, orderBy: { version: 'desc' } });
  if (!row) throw new DubanError('NOT_FOUND', { zh: '没有这条升级规则', en: 'There is no such ladder' });
  if (planId !== null && (await db.plan.count({ where: { id: planId, countyId } })) === 0) {
    throw new DubanError('NOT_FOUND', { zh: '没有这个方案', en: 'There is no such plan' });
  }
  return row;
}

/** The ladder that each open item climbs by these uses. */
function chooser(uses: readonly UseOfLadder[], today: Day): (item: ItemFacts) => Choice {
  return (item) =>
    chooseLadder(
      uses,
      today,
      { planId: item.planId, kind: item.kind as WorkItemKind, urgent: item.urgent },
      item.own,
      item.step,
    );
}

interface ItemFacts extends Pick<WorkItem, 'planId' | 'kind'> {
  urgent: boolean;
  own: Choice;
  step: StepLadder | undefined;
}

/** Begins the use of a ladder from a day on; open items go over to it at once where that day has come. */
export function addUse(db: Db, actor: Actor, input: NewUse & { reason: string }): Promise<{ moved: number }> {
  return db.$transaction(async (tx) => {
    const county = await lockForEdit(tx, actor.countyId);
    await refuseUnknown(tx, actor, input);
    const { reason, ...use } = input;
    const applied = use.fromDay <= county.today;
    await tx.ladderUse.create({
      data: {
        ...{ id: randomUUID(), countyId: actor.countyId, ...use, reason, applied },
        ...{ savedBy: actor.personName, savedOn: county.today },
      },
    });
    const moved = applied ? await goOver(tx, county, actor, reason) : 0;
    await recordUse(tx, county, actor, use.ladderName, reason, moved);
    return { moved };
  }, SAVING);
}

/** Ends a use: open items go back to the ladder that counts without it. */
export function endUse(
  db: Db,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<{ moved: number }> {
  return db.$transaction(async (tx) => {
    const county = await lockForEdit(tx, actor.countyId);
    const use = await tx.ladderUse.findFirst({ where: { id, countyId: actor.countyId, endedOn: null } });
    if (!use) throw new DubanError('NOT_FOUND', { zh: '没有这项适用规定', en: 'There is no such use' });
    await tx.ladderUse.update({
      where: { id },
      data: { endedOn: county.today, endedBy: actor.personName, endReason: reason },
    });
    const moved = await goOver(tx, county, actor, reason);
    await recordUse(tx, county, actor, use.ladderName, reason, moved);
    return { moved };
  }, SAVING);
}

/**
 * Lets uses whose day has come count for what is open.
 *
 * @returns how many items moved.
 */
export async function beginUses(db: Db, countyId: string, day: Day): Promise<number> {
  const due = { countyId, applied: false, fromDay: { lte: day }, endedOn: null };
  if ((await db.ladderUse.count({ where: due })) === 0) return 0;
  return db.$transaction(async (tx) => {
    const county = { ...(await lockForEdit(tx, countyId)), today: day };
    const begun = await tx.ladderUse.updateManyAndReturn({ where: due, data: { applied: true } });
    return goOver(tx, county, null, begun.map((use) => use.reason).join('；'));
  }, SAVING);
}

async function lockForEdit(tx: Tx, countyId: string): Promise<CountyDay> {
  await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${countyId} FOR UPDATE`;
  return loadCountyDay(tx, countyId);
}

/** Every open item, or those of one measure, over to the ladder that counts for it now. */
export async function goOver(
  tx: Tx,
  county: CountyDay,
  actor: Actor | null,
  reason: string,
  measureId?: string,
): Promise<number> {
  const chosen = chooser(await loadUses(tx, county.countyId), county.today);
  let moved = 0;
  for await (const moves of movedItems(tx, county, { calendar: county.calendar, chosen, measureId }, true)) {
    await storeMoves(tx, county, actor, moves, { cause: 'ladder', reason });
    await storeChoices(tx, moves);
    moved += moves.length;
  }
  return moved;
}

async function storeChoices(tx: Tx, moves: ItemMove[]): Promise<void> {
  const rows = moves.flatMap(({ item, choice }) =>
    choice ? [{ id: item.id, ladderId: choice.ladderId, ladderUpTo: choice.ladderUpTo }] : [],
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE "WorkItem" w SET "ladderId" = r."ladderId", "ladderUpTo" = r."ladderUpTo"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id text, "ladderId" text, "ladderUpTo" text)
    WHERE w.id = r.id`;
}

async function recordUse(tx: Tx, county: CountyDay, actor: Actor, name: string, reason: string, moved: number) {
  await recordEvent(tx, {
    ...{ countyId: county.countyId, kind: 'LADDER_USED', businessDay: county.today },
    ...{ ...by(actor), data: { name, reason, moved } },
  });
}
