import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Tx } from '../client.ts';
import { accountNotFound } from './accountAdmin.ts';
import type { Actor } from './actor.ts';
import { decodeCursor, type Paging, toPage } from './paging.ts';

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The account of a token that is valid now; null otherwise. Notes the use, at most once a minute. */
export async function accountOfToken(db: Tx, token: string, now: Date): Promise<string | null> {
  const row = await db.personalToken.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!row || row.expiresAt <= now) return null;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > 60_000) {
    await db.personalToken.update({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return row.accountId;
}

export function listTokens(db: Tx, actor: Actor, { cursor, limit }: Paging) {
  const after = decodeCursor(cursor, 1);
  return db.personalToken
    .findMany({
      where: { accountId: actor.accountId, ...(after ? { id: { gt: String(after[0]) } } : {}) },
      orderBy: { id: 'asc' },
      take: limit + 1,
    })
    .then((rows) => toPage(rows, limit, (row) => [row.id]));
}

/** Makes a token; its text is returned this once and only its hash is kept. */
export async function createToken(db: Tx, actor: Actor, name: string, expiresAt: Date) {
  const token = `duban_${randomBytes(32).toString('base64url')}`;
  const row = await db.personalToken.create({
    data: { id: randomUUID(), accountId: actor.accountId, name, expiresAt, tokenHash: hashToken(token) },
  });
  return { ...row, token };
}

export async function deleteToken(db: Tx, actor: Actor, id: string): Promise<void> {
  const { count } = await db.personalToken.deleteMany({ where: { id, accountId: actor.accountId } });
  if (count === 0) throw accountNotFound();
}
