import { randomUUID } from 'node:crypto';
import type { Tx } from '../client.ts';
import type { PostKind } from '../generated/enums.ts';
import type { CountyDay } from './clock.ts';

export interface RehearsalPost {
  post: { id: string; title: string; kind: PostKind };
  /** The holder's name; without one a name that says what the person is. */
  personName?: string;
  username?: string;
}

const PREFIX: Record<PostKind, string> = {
  OFFICE: 'office',
  UNIT_HEAD: 'head',
  LIAISON: 'liaison',
  LEADER: 'leader',
  CHIEF_LEADER: 'chief',
  DISCIPLINE: 'discipline',
  ADMIN: 'admin',
};

/**
 * People and accounts for posts of a rehearsal. They share the password hash that the rehearsal was set up with, are
 * marked as demonstration accounts and refused in production. Mail goes to the built-in mailbox.
 */
export async function addRehearsalPeople(
  tx: Tx,
  county: CountyDay,
  posts: RehearsalPost[],
  passwordHash?: string,
): Promise<void> {
  const { countyId, today } = county;
  const shared = passwordHash ?? (await tx.account.findFirst({ where: { countyId, demo: true } }))?.passwordHash;
  if (!shared) return;
  const taken = await tx.account.findMany({ where: { countyId }, select: { username: true } });
  const usernames = new Set(taken.map((account) => account.username));
  const rows = posts.map(({ post, personName, username }) => {
    const name = username ?? freeName(PREFIX[post.kind], usernames);
    usernames.add(name);
    return { post, personId: randomUUID(), username: name, personName: personName ?? post.title };
  });
  await tx.person.createMany({
    data: rows.map((row) => ({
      id: row.personId,
      countyId,
      name: row.personName,
      email: `${row.username}@duban.example`,
    })),
  });
  await tx.postHolding.createMany({
    data: rows.map((row) => ({ id: randomUUID(), postId: row.post.id, personId: row.personId, fromDay: today })),
  });
  await tx.account.createMany({
    data: rows.map((row) => ({
      ...{ id: randomUUID(), countyId, personId: row.personId, username: row.username },
      ...{ passwordHash: shared, demo: true },
    })),
  });
}

function freeName(prefix: string, taken: Set<string>): string {
  for (let n = 1; ; n += 1) {
    const name = `${prefix}${n}`;
    if (!taken.has(name)) return name;
  }
}

/** The demonstration accounts take another password. */
export async function setRehearsalPassword(tx: Tx, countyId: string, passwordHash: string): Promise<void> {
  await tx.account.updateMany({ where: { countyId, demo: true }, data: { passwordHash } });
}
