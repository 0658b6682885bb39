import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { PostKind } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { publishDefinition, setUpCounty } from './setup.ts';

/** Who calls: the actor for permissions, and what the pages show of the person. */
export interface Caller {
  actor: Actor;
  username: string;
  language: 'zh' | 'en';
  mustChangePassword: boolean;
  county: { id: string; name: string; fictional: boolean };
  posts: { id: string; title: string; kind: PostKind; unit: { id: string; name: string } | null }[];
}

/** The caller of an account, with the posts held on the business day; null where it is disabled or gone. */
export async function loadCaller(db: Tx, accountId: string): Promise<Caller | null> {
  const account = await db.account.findUnique({ where: { id: accountId }, include: { person: true } });
  if (!account || account.disabledAt !== null) return null;
  const { countyId, person } = account;
  const county = await db.county.findUniqueOrThrow({ where: { id: countyId } });
  const { today, rehearsal } = await loadCountyDay(db, countyId);
  if (account.demo && !rehearsal) return null;
  const posts = await db.$queryRaw<(Actor['posts'][number] & { title: string; unitName: string | null })[]>`
    SELECT o.id, o.kind::text AS kind, o.title, o."unitId", u.name AS "unitName"
    FROM "PostHolding" h JOIN "Post" o ON o.id = h."postId" LEFT JOIN "Unit" u ON u.id = o."unitId"
    WHERE h."personId" = ${person.id} AND h."fromDay" <= ${today} AND (h."toDay" IS NULL OR h."toDay" >= ${today})
    ORDER BY o.id`;
  return {
    actor: {
      accountId,
      personId: person.id,
      personName: person.name,
      countyId,
      posts: posts.map(({ id, kind, unitId }) => ({ id, kind, unitId })),
      businessDay: today,
    },
    username: account.username,
    language: person.language === 'en' ? 'en' : 'zh',
    mustChangePassword: account.mustChangePassword,
    county: { id: countyId, name: county.name, fictional: county.fictional },
    posts: posts.map(({ id, kind, title, unitId, unitName }) => ({
      id,
      kind,
      title,
      unit: unitId === null ? null : { id: unitId, name: unitName ?? '' },
    })),
  };
}

export function findForSignIn(db: Tx, username: string) {
  return db.account.findUnique({
    where: { username },
    select: { id: true, countyId: true, passwordHash: true, disabledAt: true, demo: true },
  });
}

export async function readPasswordHash(db: Tx, accountId: string): Promise<string> {
  return (await db.account.findUniqueOrThrow({ where: { id: accountId } })).passwordHash;
}

/** Sets a password the person has chosen and ends every other session of the account. */
export async function changePassword(db: Db, actor: Actor, passwordHash: string, keepSession: string | null) {
  await db.$transaction(async (tx) => {
    await tx.account.update({ where: { id: actor.accountId }, data: { passwordHash, mustChangePassword: false } });
    await endSessions(tx, actor.accountId, keepSession);
  });
}

async function endSessions(tx: Tx, accountId: string, except: string | null): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM session WHERE sess->>'accountId' = ${accountId} AND sid IS DISTINCT FROM ${except}`;
}

export async function setLanguage(db: Tx, actor: Actor, language: 'zh' | 'en'): Promise<void> {
  await db.person.update({ where: { id: actor.personId }, data: { language } });
}

// ---------------------------------------------------------------------------------------------------------------
// Personal tokens

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

// ---------------------------------------------------------------------------------------------------------------
// Administration

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

/** `%` and `_` in what people type are themselves. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
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
    accountId: actor.accountId,
    personName: actor.personName,
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

function accountNotFound(): DubanError {
  return new DubanError('NOT_FOUND', { zh: '没有找到', en: 'Not found' });
}

// ---------------------------------------------------------------------------------------------------------------
// Before sign-in

export interface InstallationFacts {
  mode: 'rehearsal' | 'production';
  county: { id: string; name: string; fictional: boolean } | null;
}

/** What kind of installation this is. Without its row it counts as production: nothing is shown that should not be. */
export async function readInstallation(db: Tx): Promise<InstallationFacts> {
  const installation = await db.installation.findFirst();
  const county = await db.county.findFirst({ orderBy: { createdAt: 'asc' } });
  return {
    mode: installation?.mode === 'REHEARSAL' ? 'rehearsal' : 'production',
    county: county && { id: county.id, name: county.name, fictional: county.fictional },
  };
}

export interface DemoAccount {
  username: string;
  role: PostKind | null;
  unit: string | null;
  person: string;
}

/** The accounts of a rehearsal, each with its first post. */
export function listDemoAccounts(db: Tx): Promise<DemoAccount[]> {
  return db.$queryRaw<DemoAccount[]>`
    SELECT DISTINCT ON (a.username) a.username, o.kind::text AS role, u.name AS unit, p.name AS person
    FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    LEFT JOIN "PostHolding" h ON h."personId" = p.id
    LEFT JOIN "Post" o ON o.id = h."postId" LEFT JOIN "Unit" u ON u.id = o."unitId"
    WHERE a.demo AND a."disabledAt" IS NULL
    ORDER BY a.username, o.kind, o.id`;
}

/** Notes a sign-in, or a failed one of a known account, in the trail. */
export async function recordSignIn(
  db: Tx,
  account: { id: string; countyId: string },
  succeeded: boolean,
): Promise<void> {
  const { today } = await loadCountyDay(db, account.countyId);
  await recordEvent(db, {
    countyId: account.countyId,
    kind: succeeded ? 'SIGNED_IN' : 'SIGN_IN_FAILED',
    businessDay: today,
    accountId: account.id,
  });
}
