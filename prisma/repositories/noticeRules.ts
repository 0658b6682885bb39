import { DubanError } from '../../domain/errors.ts';
import { type NoticeRules, shippedNoticeRules } from '../../domain/notices/rules.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { savedMeanwhile } from './letterTemplates.ts';
import { change, requireOne } from './organisationChange.ts';

/** The rules as they stand: version 0 are those that came with the installation. */
export interface NoticeRulesVersion extends NoticeRules {
  version: number;
  reason: string;
  savedBy: string;
  savedOn: string;
}

const shipped: NoticeRulesVersion = { ...shippedNoticeRules, version: 0, reason: '', savedBy: '', savedOn: '' };

/** All versions, the newest first; the shipped one stands last. */
export async function readNoticeRules(db: Tx, countyId: string): Promise<NoticeRulesVersion[]> {
  const rows = await db.noticeRules.findMany({ where: { countyId }, orderBy: { version: 'desc' } });
  return [...rows, shipped];
}

export async function noticeRulesInUse(db: Tx, countyId: string): Promise<NoticeRules> {
  return (await db.noticeRules.findFirst({ where: { countyId }, orderBy: { version: 'desc' } })) ?? shipped;
}

/**
 * Saves the next version of the rules.
 *
 * @throws DubanError VALIDATION where no mail could ever go out, STALE_VERSION where somebody else saved meanwhile.
 */
export function saveNoticeRules(
  db: Db,
  actor: Actor,
  input: NoticeRules & { basedOn: number; reason: string },
): Promise<number> {
  const { mailsPerWeek, mailFrom, mailUntil, basedOn, reason } = input;
  if (mailFrom >= mailUntil) throw noTimeLeft();
  const { countyId } = actor;
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, countyId);
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`noticeRules|${countyId}`}))::text`;
    const last = await tx.noticeRules.aggregate({ where: { countyId }, _max: { version: true } });
    const newest = last._max.version ?? 0;
    if (newest !== basedOn) throw savedMeanwhile(newest);
    const version = newest + 1;
    await tx.noticeRules.create({
      data: {
        ...{ countyId, version, mailsPerWeek, mailFrom, mailUntil, reason },
        ...{ savedBy: actor.personName, savedOn: county.today },
      },
    });
    await recordEvent(tx, {
      ...{ countyId, kind: 'NOTICE_RULES_CHANGED', businessDay: county.today },
      ...{ accountId: actor.accountId, personName: actor.personName },
      data: { version, reason, mailsPerWeek, mailFrom, mailUntil },
    });
    return version;
  });
}

function noTimeLeft(): DubanError {
  const message = { zh: '结束时间须晚于开始时间', en: 'The end must be later than the beginning' };
  return new DubanError('VALIDATION', message, { problems: [{ pointer: '/mailUntil', message }] });
}

/** A person whose weekly limit is not the county's. */
export interface PersonalLimit {
  personId: string;
  personName: string;
  mailsPerWeek: number;
}

export function readPersonalLimits(db: Tx, countyId: string): Promise<PersonalLimit[]> {
  return db.$queryRaw<PersonalLimit[]>`
    SELECT id AS "personId", name AS "personName", "mailsPerWeek" FROM "Person"
    WHERE "countyId" = ${countyId} AND "mailsPerWeek" IS NOT NULL ORDER BY name, id`;
}

/**
 * Gives a person a weekly limit in place of the county's.
 *
 * @param mailsPerWeek null: the county's counts again.
 * @throws DubanError NOT_FOUND where the county has no such person.
 */
export function setPersonalLimit(db: Db, actor: Actor, personId: string, mailsPerWeek: number | null): Promise<void> {
  const data = { personId, mailsPerWeek: mailsPerWeek === null ? null : String(mailsPerWeek) };
  return change(db, actor, data, async (tx) => {
    await requireOne(
      tx.person.updateMany({ where: { id: personId, countyId: actor.countyId }, data: { mailsPerWeek } }),
    );
  });
}

/** A person with notices that wait for another week, and since when the first of them does. */
export interface HeldBack {
  personId: string;
  personName: string;
  notices: number;
  since: Day;
}

/** Whose notices are held back by the weekly limit now. */
export function readHeldBack(db: Tx, countyId: string): Promise<HeldBack[]> {
  return db.$queryRaw<HeldBack[]>`
    SELECT r.id AS "personId", r.name AS "personName", count(*)::int AS notices, min(n."heldOn") AS since
    FROM "Notice" n JOIN "Person" r ON r.id = n."personId" JOIN "WorkItem" w ON w.id = n."workItemId"
    WHERE n."countyId" = ${countyId} AND n."digestId" IS NULL AND n."withdrawnOn" IS NULL AND n."heldOn" IS NOT NULL
      AND w.state IN ('OPEN', 'PREPARED')
    GROUP BY r.id, r.name ORDER BY 2 DESC, 1, r.id`;
}
