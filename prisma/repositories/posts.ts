import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { PostKind } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { refuseLeft } from './leaving.ts';
import { change, organisationNotFound, requireOne } from './organisationChange.ts';
import { decodeCursor, type PageOf, toPage } from './paging.ts';
import { type PostRow, postsWhere } from './parties.ts';
import { findPosts } from './search.ts';
import type { Search } from './units.ts';

export interface HoldingRow {
  id: string;
  person: { id: string; name: string };
  fromDay: string;
  toDay: string | null;
}

/** Posts with their terms; `kind` may name several kinds, parted by commas. */
export async function listPosts(
  db: Tx,
  actor: Actor,
  { q, ids: wanted, kind, cursor, limit }: Search,
): Promise<PageOf<PostRow & { holdings: HoldingRow[] }>> {
  const after = decodeCursor(cursor, 1);
  const ids = wanted ?? (await findPosts(db, actor, q));
  const rows = await postsWhere(
    db,
    actor.businessDay,
    Prisma.sql`o.id IN (SELECT o.id FROM "Post" o
      WHERE o."countyId" = ${actor.countyId}
      ${kind ? Prisma.sql`AND o.kind::text = ANY(${kind.split(',')})` : Prisma.empty}
      ${ids ? Prisma.sql`AND o.id = ANY(${ids})` : Prisma.empty}
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
    if (toDay !== null) {
      await refuseLeft(tx, actor, holding.personId, toDay, (post) => post.holdingIds.includes(id));
    }
    await tx.postHolding.update({ where: { id }, data: { toDay } });
    return holding.postId;
  });
}

function requireOrder(fromDay: string, toDay: string | null): void {
  if (toDay === null || toDay >= fromDay) return;
  const message = { zh: '离任日期不能早于到任日期', en: 'The last day cannot be before the first' };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/toDay', message }] });
}
