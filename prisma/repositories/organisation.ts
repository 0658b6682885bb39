import { randomUUID } from 'node:crypto';
import { DubanError, type UserMessage } from '../../domain/errors.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { PostKind } from '../generated/enums.ts';
import { likePattern } from './accounts.ts';
import type { Actor } from './actor.ts';
import { recordEvent } from './audit.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';

export interface UnitRefRow {
  id: string;
  name: string;
}

/** A post with its unit and who holds it on the business day. */
export interface PostRow {
  id: string;
  title: string;
  kind: PostKind;
  unit: UnitRefRow | null;
  holder: { id: string; name: string } | null;
}

interface FlatPost {
  id: string;
  title: string;
  kind: PostKind;
  unitId: string | null;
  unitName: string | null;
  personId: string | null;
  personName: string | null;
}

/** Posts that fulfil a condition on `"Post" o`, each with the holder who came last among those of the day. */
async function postsWhere(db: Tx, today: string, where: Prisma.Sql): Promise<PostRow[]> {
  const rows = await db.$queryRaw<FlatPost[]>`
    SELECT o.id, o.title, o.kind::text AS kind, o."unitId", u.name AS "unitName", h.id AS "personId", h.name AS "personName"
    FROM "Post" o LEFT JOIN "Unit" u ON u.id = o."unitId"
    LEFT JOIN LATERAL (
      SELECT p.id, p.name FROM "PostHolding" g JOIN "Person" p ON p.id = g."personId"
      WHERE g."postId" = o.id AND g."fromDay" <= ${today} AND (g."toDay" IS NULL OR g."toDay" >= ${today})
      ORDER BY g."fromDay" DESC, g.id LIMIT 1) h ON true
    WHERE ${where} ORDER BY o.id`;
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    kind: row.kind,
    unit: row.unitId === null ? null : { id: row.unitId, name: row.unitName ?? '' },
    holder: row.personId === null ? null : { id: row.personId, name: row.personName ?? '' },
  }));
}

/** Posts by id, for rows that name them. */
export async function postsById(db: Tx, today: string, ids: readonly string[]): Promise<Map<string, PostRow>> {
  if (ids.length === 0) return new Map();
  const rows = await postsWhere(db, today, Prisma.sql`o.id = ANY(${[...new Set(ids)]})`);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function unitsById(db: Tx, ids: readonly string[]): Promise<Map<string, UnitRefRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.unit.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row]));
}

export function postsOfKinds(db: Tx, actor: Actor, kinds: readonly PostKind[]): Promise<PostRow[]> {
  return postsWhere(
    db,
    actor.businessDay,
    Prisma.sql`o."countyId" = ${actor.countyId} AND o.kind::text = ANY(${[...kinds]})`,
  );
}

/** Posts that nobody holds on the business day although work may come to them. */
export async function vacantPosts(db: Tx, actor: Actor): Promise<PostRow[]> {
  const posts = await postsOfKinds(db, actor, ['OFFICE', 'UNIT_HEAD', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE']);
  return posts.filter((post) => post.holder === null);
}

// ---------------------------------------------------------------------------------------------------------------
// Units

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
  kind?: string | undefined;
}

/** Units of the county by name, with their posts. */
export async function listUnits(db: Tx, actor: Actor, { q, kind, cursor, limit }: Search): Promise<PageOf<UnitRow>> {
  const after = decodeCursor(cursor, 1);
  const units = await db.unit.findMany({
    where: {
      countyId: actor.countyId,
      ...(kind ? { kind } : {}),
      ...(q ? { OR: [{ name: { contains: q } }, { shortName: { contains: q } }, { aliases: { has: q } }] } : {}),
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

// ---------------------------------------------------------------------------------------------------------------
// Groups

export interface UnitGroupRow {
  id: string;
  name: string;
  aliases: string[];
  members: UnitRefRow[];
}

export async function listUnitGroups(db: Tx, actor: Actor, { cursor, limit }: Paging): Promise<PageOf<UnitGroupRow>> {
  const after = decodeCursor(cursor, 1);
  const groups = await db.unitGroup.findMany({
    where: { countyId: actor.countyId, ...(after ? { name: { gt: String(after[0]) } } : {}) },
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

// ---------------------------------------------------------------------------------------------------------------
// Posts and who holds them, from day to day

export interface HoldingRow {
  id: string;
  person: { id: string; name: string };
  fromDay: string;
  toDay: string | null;
}

export async function listPosts(
  db: Tx,
  actor: Actor,
  { q, kind, cursor, limit }: Search,
): Promise<PageOf<PostRow & { holdings: HoldingRow[] }>> {
  const after = decodeCursor(cursor, 1);
  const rows = await postsWhere(
    db,
    actor.businessDay,
    Prisma.sql`o.id IN (SELECT o.id FROM "Post" o LEFT JOIN "Unit" u ON u.id = o."unitId"
      WHERE o."countyId" = ${actor.countyId}
      ${kind ? Prisma.sql`AND o.kind::text = ${kind}` : Prisma.empty}
      ${q ? Prisma.sql`AND (o.title ILIKE ${likePattern(q)} OR u.name ILIKE ${likePattern(q)})` : Prisma.empty}
      ${after ? Prisma.sql`AND o.id > ${after[0]}` : Prisma.empty}
      ORDER BY o.id LIMIT ${limit + 1})`,
  );
  const paged = toPage(rows, limit, (row) => [row.id]);
  return { ...paged, items: await withHoldings(db, paged.items) };
}

export async function readPost(db: Tx, actor: Actor, id: string): Promise<PostRow & { holdings: HoldingRow[] }> {
  const rows = await postsWhere(db, actor.businessDay, Prisma.sql`o.id = ${id} AND o."countyId" = ${actor.countyId}`);
  const [post] = await withHoldings(db, rows);
  if (!post) throw organisationNotFound();
  return post;
}

async function withHoldings(db: Tx, posts: PostRow[]): Promise<(PostRow & { holdings: HoldingRow[] })[]> {
  const holdings = await db.postHolding.findMany({
    where: { postId: { in: posts.map((post) => post.id) } },
    include: { person: { select: { id: true, name: true } } },
    orderBy: [{ fromDay: 'desc' }, { id: 'asc' }],
  });
  return posts.map((post) => ({ ...post, holdings: holdings.filter((holding) => holding.postId === post.id) }));
}

export function createPost(
  db: Db,
  actor: Actor,
  post: { title: string; kind: PostKind; unitId: string | null },
): Promise<string> {
  return change(db, actor, { post: post.title }, async (tx) => {
    const { countyId } = actor;
    if (post.unitId !== null && !(await tx.unit.findFirst({ where: { id: post.unitId, countyId } }))) {
      throw organisationNotFound();
    }
    const id = randomUUID();
    await tx.post.create({ data: { ...post, id, countyId } });
    return id;
  });
}

export function updatePost(
  db: Db,
  actor: Actor,
  id: string,
  data: { title?: string | undefined; kind?: PostKind | undefined },
): Promise<void> {
  return change(db, actor, { postId: id }, async (tx) => {
    await requireOne(tx.post.updateMany({ where: { id, countyId: actor.countyId }, data }));
  });
}

export function createHolding(
  db: Db,
  actor: Actor,
  postId: string,
  holding: { personId: string; fromDay: string; toDay?: string | null | undefined },
): Promise<void> {
  return change(db, actor, { postId, personId: holding.personId, fromDay: holding.fromDay }, async (tx) => {
    const { countyId } = actor;
    const post = await tx.post.findFirst({ where: { id: postId, countyId } });
    const person = await tx.person.findFirst({ where: { id: holding.personId, countyId } });
    if (!post || !person) throw organisationNotFound();
    requireOrder(holding.fromDay, holding.toDay ?? null);
    await tx.postHolding.create({ data: { ...holding, id: randomUUID(), postId } });
  });
}

/** Ends a term 任期; `toDay` is its last day. @returns the post's id. */
export function endHolding(db: Db, actor: Actor, id: string, toDay: string | null): Promise<string> {
  return change(db, actor, { holdingId: id, toDay }, async (tx) => {
    const holding = await tx.postHolding.findFirst({ where: { id, post: { countyId: actor.countyId } } });
    if (!holding) throw organisationNotFound();
    requireOrder(holding.fromDay, toDay);
    await tx.postHolding.update({ where: { id }, data: { toDay } });
    return holding.postId;
  });
}

function requireOrder(fromDay: string, toDay: string | null): void {
  if (toDay === null || toDay >= fromDay) return;
  const message = { zh: '离任日期不能早于到任日期', en: 'The last day cannot be before the first' };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/toDay', message }] });
}

// ---------------------------------------------------------------------------------------------------------------
// People

export interface PersonRow {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  language: string;
  username: string | null;
  posts: PostRow[];
}

export async function listPeople(db: Tx, actor: Actor, { q, cursor, limit }: Search): Promise<PageOf<PersonRow>> {
  const after = decodeCursor(cursor, 2);
  const like = q ? likePattern(q) : null;
  const rows = await db.$queryRaw<Omit<PersonRow, 'posts'>[]>`
    SELECT p.id, p.name, p.email, p.phone, p.language, a.username
    FROM "Person" p LEFT JOIN "Account" a ON a."personId" = p.id
    WHERE p."countyId" = ${actor.countyId}
      AND (${like}::text IS NULL OR p.name ILIKE ${like} OR p.email ILIKE ${like} OR a.username ILIKE ${like})
      ${after ? Prisma.sql`AND (p.name, p.id) > (${after[0]}, ${after[1]})` : Prisma.empty}
    ORDER BY p.name, p.id LIMIT ${limit + 1}`;
  const paged = toPage(rows, limit, (row) => [row.name, row.id]);
  return { ...paged, items: await withPosts(db, actor, paged.items) };
}

export async function readPerson(db: Tx, actor: Actor, id: string): Promise<PersonRow> {
  const person = await db.person.findFirst({ where: { id, countyId: actor.countyId }, include: { account: true } });
  if (!person) throw organisationNotFound();
  const [row] = await withPosts(db, actor, [{ ...person, username: person.account?.username ?? null }]);
  if (!row) throw organisationNotFound();
  return row;
}

async function withPosts(db: Tx, actor: Actor, people: Omit<PersonRow, 'posts'>[]): Promise<PersonRow[]> {
  const today = actor.businessDay;
  const holdings = await db.postHolding.findMany({
    where: {
      personId: { in: people.map((person) => person.id) },
      fromDay: { lte: today },
      OR: [{ toDay: null }, { toDay: { gte: today } }],
    },
  });
  const posts = await postsById(
    db,
    today,
    holdings.map((holding) => holding.postId),
  );
  return people.map((person) => ({
    ...person,
    posts: holdings.flatMap((holding) => {
      const post = holding.personId === person.id ? posts.get(holding.postId) : undefined;
      return post ? [post] : [];
    }),
  }));
}

export interface PersonChange {
  name?: string | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  language?: string | undefined;
}

export function createPerson(db: Db, actor: Actor, person: PersonChange & { name: string }): Promise<string> {
  return change(db, actor, { person: person.name }, async (tx) => {
    const id = randomUUID();
    await tx.person.create({ data: { ...person, id, countyId: actor.countyId } });
    return id;
  });
}

export function updatePerson(db: Db, actor: Actor, id: string, data: PersonChange): Promise<void> {
  return change(db, actor, { personId: id }, async (tx) => {
    await requireOne(tx.person.updateMany({ where: { id, countyId: actor.countyId }, data }));
  });
}

// ---------------------------------------------------------------------------------------------------------------

/** One change of the organisation: a transaction that also writes the trail. */
async function change<T>(
  db: Db,
  actor: Actor,
  data: Record<string, string | null>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.$transaction(async (tx) => {
    const result = await work(tx);
    await recordEvent(tx, {
      countyId: actor.countyId,
      kind: 'ORGANISATION_CHANGED',
      businessDay: actor.businessDay,
      accountId: actor.accountId,
      personName: actor.personName,
      data,
    });
    return result;
  });
}

async function refuseTaken(found: Promise<{ name: string } | null>): Promise<void> {
  const taken = await found;
  if (!taken) return;
  const message: UserMessage = { zh: `已有“${taken.name}”`, en: `“${taken.name}” exists already` };
  throw new DubanError('CONFLICT', message, { problems: [{ pointer: '/name', message }] });
}

async function requireOne(changed: Promise<{ count: number }>): Promise<void> {
  if ((await changed).count === 0) throw organisationNotFound();
}

function organisationNotFound(): DubanError {
  return new DubanError('NOT_FOUND', { zh: '没有找到', en: 'Not found' });
}
