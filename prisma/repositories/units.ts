import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { change, organisationNotFound, refuseTaken, requireOne } from './organisationChange.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { type PostRow, postsWhere, type UnitRefRow } from './parties.ts';
import { findUnitGroups, findUnits } from './search.ts';

export interface UnitRow {
  id: string;
  name: string;
  shortName: string | null;
  aliases: string[];
  kind: string;
  validFrom: string | null;
  validTo: string | null;
  posts: PostRow[];
}

export interface Search extends Paging {
  q?: string | undefined;
  ids?: string[] | undefined;
  kind?: string | undefined;
}

/** Units of the county by name, with their posts. */
export async function listUnits(
  db: Tx,
  actor: Actor,
  { q, ids: wanted, kind, cursor, limit }: Search,
): Promise<PageOf<UnitRow>> {
  const after = decodeCursor(cursor, 1);
  const ids = wanted ?? (await findUnits(db, actor, q));
  const units = await db.unit.findMany({
    where: {
      countyId: actor.countyId,
      ...(kind ? { kind } : {}),
      ...(ids ? { id: { in: ids } } : {}),
      ...(after ? { AND: { name: { gt: String(after[0]) } } } : {}),
    },
    orderBy: { name: 'asc' },
    take: limit + 1,
  });
  const paged = toPage(units, limit, (unit) => [unit.name]);
  const posts = await postsWhere(db, actor.businessDay, Prisma.sql`o."unitId" = ANY(${paged.items.map((u) => u.id)})`);
  return {
    ...paged,
    items: paged.items.map((unit) => ({ ...unit, posts: posts.filter((p) => p.unit?.id === unit.id) })),
  };
}

export async function readUnit(db: Tx, actor: Actor, id: string): Promise<UnitRow> {
  const unit = await db.unit.findFirst({ where: { id, countyId: actor.countyId } });
  if (!unit) throw organisationNotFound();
  return { ...unit, posts: await postsWhere(db, actor.businessDay, Prisma.sql`o."unitId" = ${id}`) };
}

export interface UnitChange {
  name?: string | undefined;
  kind?: string | undefined;
  shortName?: string | null | undefined;
  aliases?: string[] | undefined;
  validFrom?: string | null | undefined;
  validTo?: string | null | undefined;
}

/** @throws DubanError CONFLICT where another unit has the name. */
export function createUnit(db: Db, actor: Actor, unit: UnitChange & { name: string }): Promise<string> {
  return change(db, actor, { unit: unit.name }, async (tx) => {
    const id = randomUUID();
    await refuseTaken(tx.unit.findFirst({ where: { countyId: actor.countyId, name: unit.name } }));
    await tx.unit.create({ data: { ...unit, id, countyId: actor.countyId } });
    return id;
  });
}

export function updateUnit(db: Db, actor: Actor, id: string, data: UnitChange): Promise<void> {
  return change(db, actor, { unitId: id, ...(data.name ? { name: data.name } : {}) }, async (tx) => {
    if (data.name !== undefined) {
      await refuseTaken(tx.unit.findFirst({ where: { countyId: actor.countyId, name: data.name, id: { not: id } } }));
    }
    await requireOne(tx.unit.updateMany({ where: { id, countyId: actor.countyId }, data }));
  });
}

export interface UnitGroupRow {
  id: string;
  name: string;
  aliases: string[];
  members: UnitRefRow[];
}

export async function listUnitGroups(
  db: Tx,
  actor: Actor,
  { q, cursor, limit }: Paging & { q?: string | undefined },
): Promise<PageOf<UnitGroupRow>> {
  const after = decodeCursor(cursor, 1);
  const ids = await findUnitGroups(db, actor, q);
  const groups = await db.unitGroup.findMany({
    where: {
      countyId: actor.countyId,
      ...(ids ? { id: { in: ids } } : {}),
      ...(after ? { name: { gt: String(after[0]) } } : {}),
    },
    orderBy: { name: 'asc' },
    take: limit + 1,
    include: groupMembers(actor),
  });
  const paged = toPage(groups, limit, (group) => [group.name]);
  return { ...paged, items: paged.items.map(toGroupRow) };
}

export async function readUnitGroup(db: Tx, actor: Actor, id: string): Promise<UnitGroupRow> {
  const group = await db.unitGroup.findFirst({ where: { id, countyId: actor.countyId }, include: groupMembers(actor) });
  if (!group) throw organisationNotFound();
  return toGroupRow(group);
}

function groupMembers(actor: Actor) {
  const today = actor.businessDay;
  return {
    members: {
      where: { fromDay: { lte: today }, OR: [{ toDay: null }, { toDay: { gte: today } }] },
      include: { unit: { select: { id: true, name: true } } },
      orderBy: { unit: { name: 'asc' } },
    },
  } satisfies Prisma.UnitGroupInclude;
}

function toGroupRow(group: {
  id: string;
  name: string;
  aliases: string[];
  members: { unit: UnitRefRow }[];
}): UnitGroupRow {
  return { id: group.id, name: group.name, aliases: group.aliases, members: group.members.map((m) => m.unit) };
}

export interface UnitGroupInput {
  name: string;
  aliases: string[];
  memberIds: string[];
}

/** Creates a group, or replaces its name, aliases and members where `id` is given. */
export function saveUnitGroup(db: Db, actor: Actor, id: string | null, input: UnitGroupInput): Promise<string> {
  return change(db, actor, { group: input.name }, async (tx) => {
    const { countyId } = actor;
    const memberIds = [...new Set(input.memberIds)];
    const known = await tx.unit.count({ where: { countyId, id: { in: memberIds } } });
    if (known !== memberIds.length) throw organisationNotFound();
    await refuseTaken(
      tx.unitGroup.findFirst({ where: { countyId, name: input.name, ...(id ? { id: { not: id } } : {}) } }),
    );
    const groupId = id ?? randomUUID();
    const data = { name: input.name, aliases: input.aliases };
    if (id) await requireOne(tx.unitGroup.updateMany({ where: { id, countyId }, data }));
    else await tx.unitGroup.create({ data: { ...data, id: groupId, countyId } });
    await tx.unitGroupMember.deleteMany({ where: { groupId } });
    await tx.unitGroupMember.createMany({ data: memberIds.map((unitId) => ({ groupId, unitId })) });
    return groupId;
  });
}
