import { foundBy } from '../../domain/names/search.ts';
import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';

/**
 * Ids of what a search text finds, by any of its names or by their sounds (xfpb finds 县扶贫办); null where nothing is
 * searched for. A county has hundreds of units and thousands of people: they are looked through here, where the sounds of
 * signs are known.
 */
type Found = string[] | null;

function found(q: string, rows: readonly { id: string; names: readonly (string | null | undefined)[] }[]): string[] {
  return rows.filter(({ names }) => names.some((name) => name && foundBy(q, name))).map((row) => row.id);
}

export async function findUnits(db: Tx, { countyId }: Actor, q: string | undefined): Promise<Found> {
  if (!q) return null;
  const rows = await db.unit.findMany({
    where: { countyId },
    select: { id: true, name: true, shortName: true, aliases: true },
  });
  return found(
    q,
    rows.map(({ id, name, shortName, aliases }) => ({ id, names: [name, shortName, ...aliases] })),
  );
}

export async function findUnitGroups(db: Tx, { countyId }: Actor, q: string | undefined): Promise<Found> {
  if (!q) return null;
  const rows = await db.unitGroup.findMany({ where: { countyId }, select: { id: true, name: true, aliases: true } });
  return found(
    q,
    rows.map(({ id, name, aliases }) => ({ id, names: [name, ...aliases] })),
  );
}

export async function findPeople(db: Tx, { countyId }: Actor, q: string | undefined): Promise<Found> {
  if (!q) return null;
  const rows = await db.person.findMany({
    where: { countyId },
    select: { id: true, name: true, email: true, account: { select: { username: true } } },
  });
  const latin = q.toLowerCase();
  const byName = found(
    q,
    rows.map(({ id, name }) => ({ id, names: [name] })),
  );
  const byAddress = rows.filter(({ email, account }) =>
    [email, account?.username].some((text) => text?.toLowerCase().includes(latin)),
  );
  return [...new Set([...byName, ...byAddress.map((row) => row.id)])];
}

/** Posts by title, unit, or those who hold them on the business day. */
export async function findPosts(db: Tx, { countyId, businessDay }: Actor, q: string | undefined): Promise<Found> {
  if (!q) return null;
  const rows = await db.post.findMany({
    where: { countyId },
    select: {
      id: true,
      title: true,
      unit: { select: { name: true } },
      holdings: {
        where: { fromDay: { lte: businessDay }, OR: [{ toDay: null }, { toDay: { gte: businessDay } }] },
        select: { person: { select: { name: true } } },
      },
    },
  });
  return found(
    q,
    rows.map(({ id, title, unit, holdings }) => ({
      id,
      names: [title, unit?.name, ...holdings.map((holding) => holding.person.name)],
    })),
  );
}

/** Decisions by the printed name or by the unit that it means. */
export async function findNameDecisions(db: Tx, { countyId }: Actor, q: string | undefined): Promise<Found> {
  if (!q) return null;
  const rows = await db.nameDecision.findMany({
    where: { countyId },
    select: { id: true, name: true, unit: { select: { name: true } }, post: { select: { title: true } } },
  });
  return found(
    q,
    rows.map(({ id, name, unit, post }) => ({ id, names: [name, unit?.name, post?.title] })),
  );
}
