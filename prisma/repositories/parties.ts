import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { PostKind } from '../generated/enums.ts';
import type { Actor } from './actor.ts';

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
export async function postsWhere(db: Tx, today: string, where: Prisma.Sql): Promise<PostRow[]> {
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

export function postsOfKinds(db: Tx, actor: Actor, kinds: readonly PostKind[]): Promise<PostRow[]> {
  return postsWhere(
    db,
    actor.businessDay,
    Prisma.sql`o."countyId" = ${actor.countyId} AND o.kind::text = ANY(${[...kinds]})`,
  );
}
