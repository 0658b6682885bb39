import { randomUUID } from 'node:crypto';
import { addDays } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { PostKind } from '../generated/enums.ts';
import { endSessions } from './accounts.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { refuseLeft } from './leaving.ts';
import { decodeCursor, likePattern, type PageOf, type Paging, toPage } from './paging.ts';
import { publishDefinition, setUpCounty } from './setup.ts';

export interface AccountRow {
  id: string;
  username: string;
  personId: string;
  personName: string;
  roles: PostKind[];
  disabled: boolean;
  demo: boolean;
  mustChangePassword: boolean;
  createdAt: Date;
}

/** Accounts of the county by username; `q` looks in username and name. */
export async function listAccounts(
  db: Tx,
  actor: Actor,
  { q, cursor, limit }: Paging & { q?: string | undefined },
): Promise<PageOf<AccountRow>> {
  const after = decodeCursor(cursor, 1);
  const like = q
    ? Prisma.sql`AND (a.username ILIKE ${likePattern(q)} OR p.name ILIKE ${likePattern(q)})`
    : Prisma.empty;
  const rows = await db.$queryRaw<AccountRow[]>`
    SELECT a.id, a.username, a."personId", p.name AS "personName", a."disabledAt" IS NOT NULL AS disabled, a.demo,
      a."mustChangePassword", a."createdAt", ${rolesOf(actor)} AS roles
    FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    WHERE a."countyId" = ${actor.countyId} ${like} ${after ? Prisma.sql`AND a.username > ${after[0]}` : Prisma.empty}
    ORDER BY a.username LIMIT ${limit + 1}`;
  return toPage(rows, limit, (row) => [row.username]);
}

function rolesOf(actor: Actor): Prisma.Sql {
  return Prisma.sql`ARRAY(SELECT DISTINCT o.kind::text FROM "PostHolding" h JOIN "Post" o ON o.id = h."postId"
    WHERE h."personId" = p.id AND h."fromDay" <= ${actor.businessDay}
      AND (h."toDay" IS NULL OR h."toDay" >= ${actor.businessDay}) ORDER BY 1)`;
}

export interface NewAccount {
  personId: string;
  username: string;
  passwordHash: string;
  demo?: boolean;
}

/**
 * Opens accounts with temporary passwords; one account a person.
 *
 * @throws DubanError CONFLICT where the username or the person has an account, NOT_FOUND for an unknown person.
 */
export async function createAccount(db: Db, actor: Actor, account: NewAccount): Promise<string> {
  return db.$transaction(async (tx) => {
    const person = await tx.person.findFirst({ where: { id: account.personId, countyId: actor.countyId } });
    if (!person) throw accountNotFound();
    const taken = await tx.account.findFirst({
      where: { OR: [{ username: account.username }, { personId: account.personId }] },
    });
    if (taken) {
      throw new DubanError('CONFLICT', {
        zh: '用户名已被使用，或该人员已有账号',
        en: 'The username or the person has an account',
      });
    }
    const id = randomUUID();
    await tx.account.create({
      data: { id, countyId: actor.countyId, mustChangePassword: true, ...account },
    });
    await recordAccountEvent(tx, actor, 'ACCOUNT_CREATED', account.username);
    return id;
  });
}

/** Replaces the password by a temporary one and ends all sessions and tokens of the account. */
export async function resetPassword(db: Db, actor: Actor, id: string, passwordHash: string): Promise<string> {
  return db.$transaction(async (tx) => {
    const account = await ownCountyAccount(tx, actor, id);
    await tx.account.update({ where: { id }, data: { passwordHash, mustChangePassword: true } });
    await tx.personalToken.deleteMany({ where: { accountId: id } });
    await endSessions(tx, id, null);
    await recordAccountEvent(tx, actor, 'ACCOUNT_PASSWORD_RESET', account.username);
    return account.username;
  });
}

/** Disabling ends all sessions at once. Nobody disables the account they are using. */
export async function setDisabled(db: Db, actor: Actor, id: string, disabledAt: Date | null): Promise<void> {
  if (id === actor.accountId) {
    throw new DubanError('CONFLICT', { zh: '不能停用自己的账号', en: 'You cannot disable your own account' });
  }
  await db.$transaction(async (tx) => {
    const account = await ownCountyAccount(tx, actor, id);
    if (disabledAt) await refuseLeft(tx, actor, account.personId, addDays(actor.businessDay, -1));
    await tx.account.update({ where: { id }, data: { disabledAt } });
    if (disabledAt) await endSessions(tx, id, null);
    await recordAccountEvent(tx, actor, 'ACCOUNT_DISABLED', account.username, { disabled: disabledAt !== null });
  });
}

async function ownCountyAccount(tx: Tx, actor: Actor, id: string) {
  const account = await tx.account.findFirst({ where: { id, countyId: actor.countyId } });
  if (!account) throw accountNotFound();
  return account;
}

function recordAccountEvent(
  tx: Tx,
  actor: Actor,
  kind: 'ACCOUNT_CREATED' | 'ACCOUNT_PASSWORD_RESET' | 'ACCOUNT_DISABLED',
  username: string,
  data: Record<string, boolean> = {},
): Promise<void> {
  return recordEvent(tx, {
    countyId: actor.countyId,
    kind,
    businessDay: actor.businessDay,
    ...by(actor),
    data: { username, ...data },
  });
}

/** What an installation begins with when its first administrator is made. */
export interface FirstSetUp {
  countyName: string;
  definitions: readonly { key: string; name: string; bpmnXml: string }[];
}

/**
 * An administrator who can sign in before anybody else can. The first one of an installation also sets it up as
 * production: its county with calendar, ladder and the shipped definitions.
 *
 * @throws DubanError CONFLICT where the username is taken.
 */
export function createAdministrator(
  db: Db,
  admin: { username: string; name: string; passwordHash: string },
  setUp: FirstSetUp,
): Promise<void> {
  return db.$transaction(async (tx) => {
    if (await tx.account.findUnique({ where: { username: admin.username } })) {
      throw new DubanError('CONFLICT', { zh: '用户名已被使用', en: 'The username is taken' });
    }
    const countyId =
      (await tx.county.findFirst({ orderBy: { createdAt: 'asc' } }))?.id ?? (await setUpFirst(tx, setUp));
    const { today } = await loadCountyDay(tx, countyId);
    const post =
      (await tx.post.findFirst({ where: { countyId, kind: 'ADMIN' } })) ??
      (await tx.post.create({ data: { id: randomUUID(), countyId, title: '系统管理员', kind: 'ADMIN' } }));
    const person = await tx.person.create({ data: { id: randomUUID(), countyId, name: admin.name } });
    await tx.postHolding.create({ data: { id: randomUUID(), postId: post.id, personId: person.id, fromDay: today } });
    await tx.account.create({
      data: {
        id: randomUUID(),
        countyId,
        personId: person.id,
        username: admin.username,
        passwordHash: admin.passwordHash,
        mustChangePassword: true,
      },
    });
    await recordEvent(tx, {
      countyId,
      kind: 'ACCOUNT_CREATED',
      businessDay: today,
      data: { username: admin.username },
    });
  });
}

async function setUpFirst(tx: Tx, { countyName, definitions }: FirstSetUp): Promise<string> {
  const county = { id: randomUUID(), name: countyName, fictional: false, businessDate: null };
  await setUpCounty(tx, 'PRODUCTION', county);
  for (const definition of definitions) await publishDefinition(tx, county.id, definition);
  return county.id;
}

export function accountNotFound(): DubanError {
  return new DubanError('NOT_FOUND', { zh: '没有找到', en: 'Not found' });
}
