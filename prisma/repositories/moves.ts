import type { Audience } from '../../domain/ladder/index.ts';
import type { Day, WorkItemKind } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { type Actor, by } from './actor.ts';
import { recordEvents } from './audit.ts';
import { itemRefs } from './cancelItems.ts';
import type { CountyDay } from './clock.ts';
import type { ByThen, ItemMove } from './dayMoves.ts';

/** Saving goes over every open item of the county in one transaction. */
export const SAVING = { maxWait: 30_000, timeout: 600_000 };

/** Items of one plan and kind that move alike. Nothing in it tells what a measure is about: administrators read it. */
export interface MovedGroup {
  planId: string | null;
  planTitle: string | null;
  kind: WorkItemKind;
  due: { from: Day | null; to: Day | null };
  rung: { key: string | null; from: Day | null; to: Day | null; told: Audience[] };
  byThen: ByThen | null;
  items: number;
}

export interface MoveCounts {
  due: number;
  rungs: number;
  /** Items that are late once the edit counts and were not before. */
  overdueAtOnce: number;
}

export function noMoves(): MoveCounts {
  return { due: 0, rungs: 0, overdueAtOnce: 0 };
}

/** Names the plans of rows. */
export async function titlesOf(db: Tx, countyId: string) {
  const plans = await db.plan.findMany({ where: { countyId }, select: { id: true, title: true } });
  const titles = new Map(plans.map(({ id, title }) => [id, title]));
  return <T extends { planId: string | null }>(row: T): T & { planTitle: string | null } => ({
    ...row,
    planTitle: titles.get(row.planId ?? '') ?? null,
  });
}

export function countMoves(counts: MoveCounts, moves: ItemMove[]): void {
  for (const { from, to, late } of moves) {
    if (from.dueOn !== to.dueOn) counts.due += 1;
    if (from.nextRungOn !== to.nextRungOn || from.nextRung !== to.nextRung) counts.rungs += 1;
    if (!late.from && late.to) counts.overdueAtOnce += 1;
  }
}

export function groupItems(groups: Map<string, MovedGroup>, moves: ItemMove[]): void {
  for (const { item, kind, from, to, told, byThen } of moves) {
    const due = { from: from.dueOn, to: to.dueOn };
    const rung = { key: to.nextRung, from: from.nextRungOn, to: to.nextRungOn, told };
    const key = JSON.stringify([item.planId, kind, due, rung, byThen]);
    const group = groups.get(key) ?? { planId: item.planId, planTitle: null, kind, due, rung, byThen, items: 0 };
    groups.set(key, { ...group, items: group.items + 1 });
  }
}

/** Stores what moved; each item's trail says by what and why. */
export async function storeMoves(
  tx: Tx,
  county: CountyDay,
  actor: Actor | null,
  moves: ItemMove[],
  why: MoveCause,
): Promise<void> {
  await storeColumns(tx, moves);
  await recordMoves(tx, county, actor, moves, why);
}

export interface MoveCause {
  cause: 'calendar' | 'ladder' | 'deadline';
  reason: string;
}

/** Each moved item's trail says from when to when, by what and why. */
export async function recordMoves(
  tx: Tx,
  county: CountyDay,
  actor: Actor | null,
  moves: ItemMove[],
  why: MoveCause,
): Promise<void> {
  await recordEvents(
    tx,
    moves.map(({ item, from, to }) => ({
      ...itemRefs(item),
      ...{ countyId: county.countyId, kind: 'DAYS_MOVED' as const, businessDay: county.today },
      ...(actor && by(actor)),
      data: {
        ...{ ...why, dueFrom: from.dueOn, dueTo: to.dueOn },
        ...{ rung: to.nextRung, rungFrom: from.nextRungOn, rungTo: to.nextRungOn },
      },
    })),
  );
}

async function storeColumns(tx: Tx, moves: ItemMove[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ item, to }) => ({ id: item.id, ...to }));
  await tx.$executeRaw`
    UPDATE "WorkItem" w SET "dueOn" = r."dueOn", "deemOn" = r."deemOn", "carriedDays" = r."carriedDays",
      "nextRung" = r."nextRung", "nextRungOn" = r."nextRungOn"
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r(id text, "dueOn" text, "deemOn" text, "carriedDays" int, "nextRung" text, "nextRungOn" text)
    WHERE w.id = r.id AND w.state IN ('OPEN', 'PREPARED')`;
}
