import type { Delegated } from '../../domain/delegation.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { PostKind } from '../generated/enums.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { postsHeld } from './delegationReads.ts';

/** Who calls: the actor for permissions, and what the pages show of the person. */
export interface Caller {
  actor: Actor;
  username: string;
  language: 'zh' | 'en';
  mustChangePassword: boolean;
  county: { id: string; name: string; fictional: boolean };
  posts: {
    id: string;
    title: string;
    kind: PostKind;
    unit: { id: string; name: string } | null;
    /** For whom it is held by delegation, and the last day of it; null for the caller's own. */
    delegation: (Delegated & { until: Day }) | null;
  }[];
}

/** The caller of an account, with the posts held on the business day; null where it is disabled or gone. */
export async function loadCaller(db: Tx, accountId: string): Promise<Caller | null> {
  const account = await db.account.findUnique({ where: { id: accountId }, include: { person: true } });
  if (!account || account.disabledAt !== null) return null;
  const { countyId, person } = account;
  const county = await db.county.findUniqueOrThrow({ where: { id: countyId } });
  const { today, rehearsal } = await loadCountyDay(db, countyId);
  if (account.demo && !rehearsal) return null;
  const posts = await postsHeld(db, person.id, today);
  return {
    actor: {
      accountId,
      personId: person.id,
      personName: person.name,
      countyId,
      posts: posts.map(({ id, kind, unitId, delegated, formerUnitIds }) => ({
        ...{ id, kind, unitId, ...(formerUnitIds.length > 0 && { formerUnitIds }), ...(delegated && { delegated }) },
      })),
      businessDay: today,
    },
    username: account.username,
    language: person.language === 'en' ? 'en' : 'zh',
    mustChangePassword: account.mustChangePassword,
    county: { id: countyId, name: county.name, fictional: county.fictional },
    posts: posts.map(({ id, kind, title, unitId, unitName, delegated, until }) => ({
      ...{ id, kind, title, unit: unitId === null ? null : { id: unitId, name: unitName ?? '' } },
      delegation: delegated && { ...delegated, until: until ?? '' },
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

/** What a change of password closed besides the page that it was made on. */
export interface PasswordChange {
  sessionsEnded: number;
  tokensRevoked: number;
}

/**
 * Sets a password the person has chosen, ends every other session of the account and revokes its personal tokens: who
 * changes it because somebody else knows it is rid of what that somebody made with it.
 */
export function changePassword(
  db: Db,
  actor: Actor,
  passwordHash: string,
  keepSession: string | null,
): Promise<PasswordChange> {
  const { accountId, countyId, businessDay } = actor;
  return db.$transaction(async (tx) => {
    const { username } = await tx.account.update({
      where: { id: accountId },
      data: { passwordHash, mustChangePassword: false },
    });
    const change = {
      sessionsEnded: await endSessions(tx, accountId, keepSession),
      tokensRevoked: (await tx.personalToken.deleteMany({ where: { accountId } })).count,
    };
    await recordEvent(tx, {
      ...{ countyId, kind: 'ACCOUNT_PASSWORD_CHANGED', businessDay, ...by(actor) },
      data: { username, ...change },
    });
    return change;
  });
}

/** Ends the sessions of an account, except one. @returns how many. */
export function endSessions(tx: Tx, accountId: string, except: string | null): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM session WHERE sess->>'accountId' = ${accountId} AND sid IS DISTINCT FROM ${except}`;
}

/** Removes sessions that are over. @returns how many. */
export function pruneSessions(db: Tx): Promise<number> {
  return db.$executeRaw`DELETE FROM session WHERE expire < now()`;
}

export async function setLanguage(db: Tx, actor: Actor, language: 'zh' | 'en'): Promise<void> {
  await db.person.update({ where: { id: actor.personId }, data: { language } });
}

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
