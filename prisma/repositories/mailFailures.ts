import { DubanError } from '../../domain/errors.ts';
import type { MailCause } from '../../domain/notices/mailFailure.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { type Digest, Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { recordEvents } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { reachable } from './passing.ts';

/** Condition on `"Digest" d`: it did not arrive, as far as is known. */
const failed = Prisma.sql`d.state IN ('REFUSED', 'BOUNCED', 'UNDELIVERABLE')`;
/** Condition on `"Digest" d`: somebody asked for it again, and it waits to go out. */
const waitsAgain = Prisma.sql`d.state = 'CLAIMED' AND d."resendAskedAt" IS NOT NULL`;
const cause = Prisma.sql`coalesce(d."failureCause", 'OTHER')`;

export interface MailFailureRow extends Pick<Digest, 'id' | 'day' | 'attempts' | 'lastError'> {
  person: { id: string; name: string };
  /** Where it went, else where it would go now; null where there is no address. */
  address: string | null;
  cause: MailCause;
  /** Why it cannot be sent again yet; null where it can. */
  unreachable: 'NO_ADDRESS' | 'ADDRESS_FAILED' | null;
  /** It was asked for again and waits to go out. */
  queued: boolean;
}

/** Mails that did not arrive, and those of them that are on their way again; the latest first. */
export async function listMailFailures(
  db: Tx,
  { countyId }: Actor,
  { cause: wanted, cursor, limit }: Paging & { cause?: MailCause | undefined },
): Promise<PageOf<MailFailureRow>> {
  const after = decodeCursor(cursor, 2);
  const rows = await db.$queryRaw<MailFailureRow[]>`
    SELECT d.id, d.day, d.attempts, d."lastError", json_build_object('id', p.id, 'name', p.name) AS person,
      coalesce(d."toAddress", p.email) AS address, ${cause} AS cause, ${waitsAgain} AS queued,
      CASE WHEN coalesce(p.email, '') = '' THEN 'NO_ADDRESS' WHEN p."mailFailedOn" IS NOT NULL THEN 'ADDRESS_FAILED' END
        AS unreachable
    FROM "Digest" d JOIN "Person" p ON p.id = d."personId"
    WHERE d."countyId" = ${countyId} AND (${failed} OR ${waitsAgain})
      ${wanted ? Prisma.sql`AND ${cause} = ${wanted}` : Prisma.empty}
      ${after ? Prisma.sql`AND (d.day, d.id) < (${after[0]}, ${after[1]})` : Prisma.empty}
    ORDER BY d.day DESC, d.id DESC LIMIT ${limit + 1}`;
  return toPage(rows, limit, (row) => [row.day, row.id]);
}

/** How many mails did not arrive, by cause, the most frequent first. */
export function countMailFailures(db: Tx, { countyId }: Actor): Promise<{ cause: MailCause; count: number }[]> {
  return db.$queryRaw`
    SELECT ${cause} AS cause, count(*)::int AS count FROM "Digest" d WHERE d."countyId" = ${countyId} AND ${failed}
    GROUP BY 1 ORDER BY 2 DESC, 1`;
}

/** Which mails are to go out again: some by their ids, or all that failed for a cause. */
export type ResendChoice = { ids: string[] } | { cause: MailCause };

export interface Resent {
  /** Mails that go out again. */
  queued: number;
  /** Mails whose news go with a later one to the same person. */
  joined: number;
  /** Mails whose reader still has no address, or one that does not work. */
  unreachable: number;
}

/**
 * Lets mails that did not arrive go out again. What was sent, or is on its way already, stays as it is. Nobody gets
 * several mails at once: of one person's the latest carries the news of the others.
 *
 * @throws DubanError CONFLICT where none of them can go out.
 */
export function resendMails(db: Db, actor: Actor, choice: ResendChoice): Promise<Resent> {
  return db.$transaction(async (tx) => {
    const { countyId } = actor;
    const { today } = await loadCountyDay(tx, countyId);
    const chosen = 'ids' in choice ? Prisma.sql`d.id = ANY(${choice.ids})` : Prisma.sql`${cause} = ${choice.cause}`;
    const found = await tx.$queryRaw<{ id: string; personId: string; day: Day; reachable: boolean }[]>`
      SELECT d.id, d."personId", d.day, ${reachable(Prisma.sql`p`)} AS reachable
      FROM "Digest" d JOIN "Person" p ON p.id = d."personId"
      WHERE d."countyId" = ${countyId} AND ${failed} AND ${chosen} ORDER BY d.id FOR UPDATE OF d`;
    const sendable = found.filter((one) => one.reachable);
    if (sendable.length === 0) throw nothingToSend(found.length);
    const carriers = new Map<string, (typeof sendable)[number]>();
    for (const one of sendable) {
      const known = carriers.get(one.personId);
      if (known === undefined || known.day < one.day) carriers.set(one.personId, one);
    }
    const queued = [...carriers.values()].map(({ id }) => id);
    const joined = sendable
      .filter(({ id }) => !queued.includes(id))
      .map(({ id, personId }) => ({ id, carrier: carriers.get(personId)?.id }));
    await join(tx, joined);
    await tx.digest.updateMany({
      where: { id: { in: queued } },
      data: { state: 'CLAIMED', resendAskedAt: new Date() },
    });
    await recordEvents(
      tx,
      queued.map((digestId) => ({
        ...{ countyId, kind: 'MAIL_RESENT' as const, businessDay: today },
        ...{ accountId: actor.accountId, personName: actor.personName },
        data: { digestId, with: joined.filter(({ carrier }) => carrier === digestId).map(({ id }) => id) },
      })),
    );
    return { queued: queued.length, joined: joined.length, unreachable: found.length - sendable.length };
  });
}

/** Gives the news of mails to those that go out instead; nothing is left in them. */
async function join(tx: Tx, mails: { id: string; carrier: string | undefined }[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Notice" n SET "digestId" = m.carrier
    FROM json_to_recordset(${JSON.stringify(mails)}::json) AS m(id text, carrier text) WHERE n."digestId" = m.id`;
  await tx.digest.updateMany({ where: { id: { in: mails.map(({ id }) => id) } }, data: { state: 'EMPTY' } });
}

function nothingToSend(found: number): DubanError {
  return found > 0
    ? new DubanError('CONFLICT', {
        zh: '收件人没有登记邮箱，或登记的邮箱不可用。请先在“单位与人员”中更正，再重新发送',
        en: 'Their readers have no address, or one that does not work; mend it under Units and people first',
      })
    : new DubanError('CONFLICT', {
        zh: '没有未送达的邮件，可能已经重新发送',
        en: 'None of them has failed; they may have been sent again by now',
      });
}

/** Counties of which mails wait to go out again. */
export async function countiesToResend(db: Tx): Promise<string[]> {
  const rows = await db.digest.findMany({
    where: { resendAskedAt: { not: null }, state: 'CLAIMED' },
    distinct: ['countyId'],
    select: { countyId: true },
  });
  return rows.map(({ countyId }) => countyId);
}
