import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../client.ts';
import type { NameKind } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { recordEvent } from './audit.ts';
import { change, requireOne } from './organisationChange.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { findNameDecisions } from './search.ts';

/** What printed names mean, as somebody has just decided; null where an earlier decision no longer holds. */
export interface NameDecisions {
  units: ReadonlyMap<string, string | null>;
  leaders: ReadonlyMap<string, string | null>;
}

/** Unit and post ids by printed name. */
export async function readRemembered(
  db: Tx,
  actor: Actor,
): Promise<{ units: Map<string, string>; leaders: Map<string, string> }> {
  const rows = await db.nameDecision.findMany({ where: { countyId: actor.countyId } });
  return {
    units: new Map(rows.flatMap((row) => (row.unitId ? [[row.name, row.unitId] as const] : []))),
    leaders: new Map(rows.flatMap((row) => (row.postId ? [[row.name, row.postId] as const] : []))),
  };
}

/** Keeps decisions with who made them and when; part of the transaction in which they were made. */
export async function rememberNames(tx: Tx, actor: Actor, names: NameDecisions): Promise<void> {
  for (const [name, unitId] of names.units) await remember(tx, actor, 'UNIT', name, { unitId, postId: null });
  for (const [name, postId] of names.leaders) await remember(tx, actor, 'LEADER', name, { unitId: null, postId });
}

async function remember(
  tx: Tx,
  actor: Actor,
  kind: NameKind,
  name: string,
  target: { unitId: string | null; postId: string | null },
): Promise<void> {
  const { countyId, accountId, personName, businessDay } = actor;
  const key = { countyId_kind_name: { countyId, kind, name } };
  const known = await tx.nameDecision.findUnique({ where: key });
  if ((known?.unitId ?? null) === target.unitId && (known?.postId ?? null) === target.postId) return;
  if (!(await isOfCounty(tx, actor, target))) return;
  if (target.unitId === null && target.postId === null) {
    await tx.nameDecision.delete({ where: key });
  } else {
    const data = { ...target, accountId, personName, businessDay, decidedAt: new Date() };
    await tx.nameDecision.upsert({
      where: key,
      create: { ...data, id: randomUUID(), countyId, kind, name },
      update: data,
    });
  }
  await recordEvent(tx, {
    countyId,
    kind: 'ORGANISATION_CHANGED',
    businessDay,
    accountId,
    personName,
    data: { name, ...target },
  });
}

/** What is not of the county is no decision; the launch refuses it by its own check. */
async function isOfCounty(
  tx: Tx,
  { countyId }: Actor,
  { unitId, postId }: { unitId: string | null; postId: string | null },
): Promise<boolean> {
  if (unitId !== null) return (await tx.unit.count({ where: { id: unitId, countyId } })) === 1;
  if (postId !== null) return (await tx.post.count({ where: { id: postId, countyId } })) === 1;
  return true;
}

export interface NameDecisionRow {
  id: string;
  kind: NameKind;
  name: string;
  meaning: string;
  personName: string;
  businessDay: string;
}

/** Decisions of the county by name. */
export async function listNameDecisions(
  db: Tx,
  actor: Actor,
  { q, cursor, limit }: Paging & { q?: string | undefined },
): Promise<PageOf<NameDecisionRow>> {
  const after = decodeCursor(cursor, 2);
  const ids = await findNameDecisions(db, actor, q);
  const rows = await db.nameDecision.findMany({
    where: {
      countyId: actor.countyId,
      ...(ids ? { id: { in: ids } } : {}),
      ...(after
        ? {
            AND: {
              OR: [{ name: { gt: String(after[0]) } }, { name: String(after[0]), id: { gt: String(after[1]) } }],
            },
          }
        : {}),
    },
    include: { unit: { select: { name: true } }, post: { select: { title: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  });
  return toPage(
    rows.map(({ id, kind, name, personName, businessDay, unit, post }) => ({
      ...{ id, kind, name, personName, businessDay },
      meaning: unit?.name ?? post?.title ?? '',
    })),
    limit,
    (row) => [row.name, row.id],
  );
}

/** Undoes a decision: the name is asked about again. */
export function forgetName(db: Db, actor: Actor, id: string): Promise<void> {
  return change(db, actor, { forgottenName: id }, (tx) =>
    requireOne(tx.nameDecision.deleteMany({ where: { id, countyId: actor.countyId } })),
  );
}
