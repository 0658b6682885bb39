import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { change, organisationNotFound, requireOne } from './organisationChange.ts';
import { decodeCursor, type PageOf, toPage } from './paging.ts';
import { type PostRow, postsById } from './parties.ts';
import { findPeople } from './search.ts';
import type { Search } from './units.ts';

export interface PersonRow {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  language: string;
  /** What the mail server said where mail to the address does not arrive. */
  mailFailure: string | null;
  username: string | null;
  posts: PostRow[];
}

/** People of the county by name; by `kind` those who cannot sign in yet, `withoutAccount`, or can, `withAccount`. */
export async function listPeople(
  db: Tx,
  actor: Actor,
  { q, ids: wanted, kind, cursor, limit }: Search,
): Promise<PageOf<PersonRow>> {
  const after = decodeCursor(cursor, 2);
  const ids = wanted ?? (await findPeople(db, actor, q));
  const rows = await db.$queryRaw<Omit<PersonRow, 'posts'>[]>`
    SELECT p.id, p.name, p.email, p.phone, p.language, p."mailFailure", a.username
    FROM "Person" p LEFT JOIN "Account" a ON a."personId" = p.id
    WHERE p."countyId" = ${actor.countyId}
      ${kind === 'withoutAccount' ? Prisma.sql`AND a.id IS NULL` : Prisma.empty}
      ${kind === 'withAccount' ? Prisma.sql`AND a.id IS NOT NULL AND a."disabledAt" IS NULL` : Prisma.empty}
      ${ids ? Prisma.sql`AND p.id = ANY(${ids})` : Prisma.empty}
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
    const person = await tx.person.findFirst({ where: { id, countyId: actor.countyId }, select: { email: true } });
    if (!person) throw organisationNotFound();
    const moved = data.email !== undefined && data.email !== person.email;
    await tx.person.update({ where: { id }, data: { ...data, ...(moved ? ADDRESS_WORKS : {}) } });
  });
}

const ADDRESS_WORKS = { mailFailedOn: null, mailFailure: null };

/**
 * Mail to the address is tried again, after somebody has seen to it.
 *
 * @throws DubanError NOT_FOUND
 */
export function trustAddress(db: Db, actor: Actor, id: string): Promise<void> {
  return change(db, actor, { personId: id, mail: 'trusted' }, async (tx) => {
    await requireOne(tx.person.updateMany({ where: { id, countyId: actor.countyId }, data: ADDRESS_WORKS }));
  });
}
