import type { Db, Tx } from '../client.ts';
import type { PostKind } from '../generated/enums.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';

/** The organisation as far as an import must know it. */
export interface OrganisationFacts {
  units: { id: string; name: string; shortName: string | null; aliases: string[] }[];
  posts: { id: string; unitId: string | null; kind: PostKind; title: string }[];
  people: { id: string; name: string; email: string | null; unitIds: string[] }[];
  holdings: { postId: string; personId: string }[];
  accounts: { username: string; personId: string }[];
}

export interface OrganisationAdditions {
  units: { id: string; name: string; kind: string }[];
  posts: { id: string; unitId: string | null; kind: PostKind; title: string }[];
  people: { id: string; name: string; email: string | null }[];
  holdings: { id: string; postId: string; personId: string; fromDay: string }[];
  accounts: { id: string; personId: string; username: string }[];
}

export async function readOrganisationFacts(db: Tx, actor: Actor): Promise<OrganisationFacts> {
  const { countyId, businessDay } = actor;
  const units = await db.unit.findMany({ where: { countyId } });
  const posts = await db.post.findMany({ where: { countyId } });
  const holdings = await db.postHolding.findMany({
    where: { post: { countyId }, OR: [{ toDay: null }, { toDay: { gte: businessDay } }] },
  });
  const people = await db.person.findMany({ where: { countyId } });
  // Usernames are unique over the whole installation.
  const accounts = await db.account.findMany({ select: { username: true, personId: true } });
  const unitOf = new Map(posts.map((post) => [post.id, post.unitId]));
  const unitsOf = new Map<string, string[]>();
  for (const { personId, postId } of holdings) {
    const unitId = unitOf.get(postId);
    if (unitId) unitsOf.set(personId, [...(unitsOf.get(personId) ?? []), unitId]);
  }
  return {
    units,
    posts,
    holdings,
    accounts,
    people: people.map(({ id, name, email }) => ({ id, name, email, unitIds: unitsOf.get(id) ?? [] })),
  };
}

/** Writes everything an import adds, in one transaction. @param hashes Password hashes by username. */
export async function addToOrganisation(
  db: Db,
  actor: Actor,
  additions: OrganisationAdditions,
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  const { countyId } = actor;
  const counts = Object.fromEntries(Object.entries(additions).map(([noun, rows]) => [noun, rows.length]));
  await db.$transaction(async (tx) => {
    await tx.unit.createMany({ data: additions.units.map((unit) => ({ ...unit, countyId })) });
    await tx.post.createMany({ data: additions.posts.map((post) => ({ ...post, countyId })) });
    await tx.person.createMany({ data: additions.people.map((person) => ({ ...person, countyId })) });
    await tx.postHolding.createMany({ data: additions.holdings });
    await tx.account.createMany({
      data: additions.accounts.map((account) => ({
        ...account,
        countyId,
        passwordHash: hashes.get(account.username) ?? '',
        mustChangePassword: true,
      })),
    });
    await recordEvent(tx, {
      countyId,
      kind: 'ORGANISATION_CHANGED',
      businessDay: actor.businessDay,
      ...by(actor),
      data: counts,
    });
  });
}
