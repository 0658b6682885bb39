import { randomUUID } from 'node:crypto';
import { isWorkingDay } from '../../domain/calendar.ts';
import type { DigestContent } from '../../domain/notices/content.ts';
import { mayWait, mondayOf } from '../../domain/notices/rules.ts';
import { OUTLIVES_ITEM } from '../../domain/notices/state.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { type Digest, Prisma } from '../generated/client.ts';
import { insertRowsReturning } from './bulk.ts';
import { loadCountyDay } from './clock.ts';
import { readUrgentGaps } from './deliveryGaps.ts';
import { noticeRulesInUse } from './noticeRules.ts';

const BATCH = 500;

/**
 * Claims one digest per person for what has been noticed and not been sent yet; whoever has had the
 * week's mails waits with everything that may wait. On a day off only what its rung says goes out then, too: the rest
 * waits for the next working day. A person whose digest of the day is out already gets the rest on the next working day. A round
 * that makes up for missed days claims for the last of them alone, and what was claimed on an earlier day and never
 * tried, because the hours of mail were over, goes into the digest of this day: nobody gets several mails on one
 * morning. Where notices do not reach whom they are for, the office gets a digest every working day that lists it, also
 * without other news. One that was tried may have arrived: it is sent again as it was, and its receiver's news wait another day.
 *
 * @returns how many digests were claimed.
 */
export async function claimDigests(db: Db, countyId: string, day: Day): Promise<number> {
  const { calendar } = await loadCountyDay(db, countyId);
  await withdrawUnclaimed(db, countyId, day);
  if (await isMadeUpFor(db, countyId, day)) return 0;
  await releaseUntried(db, countyId, day);
  const round: ClaimingRound = { countyId, day, working: isWorkingDay(calendar, day) };
  await holdBack(db, round);
  let claimed = 0;
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after;
    const batch = await db.$transaction((tx) => claimBatch(tx, round, from));
    claimed += batch.claimed;
    after = batch.last;
  }
  return claimed + (await claimForGaps(db, round));
}

/** The day that digests are claimed for, and whether it is a working day. */
interface ClaimingRound {
  countyId: string;
  day: Day;
  working: boolean;
}

/** Condition on `"Notice" n`: it waits for a digest, and may go out on such a day. */
const sendable = ({ countyId, working }: ClaimingRound) => Prisma.sql`n."countyId" = ${countyId}
  AND n."digestId" IS NULL AND n."withdrawnOn" IS NULL AND (${working} OR n."onDaysOff")`;

/** Whether the round has a later day to finish. */
async function isMadeUpFor(db: Db, countyId: string, day: Day): Promise<boolean> {
  return (await db.dailyRound.count({ where: { countyId, day: { gt: day }, finishedAt: null } })) > 0;
}

/**
 * Holds back for the day what waits for people who have had their mails of the week, by their own limit or else the
 * county's, unless something among it may not
 * wait: then a mail goes out anyway and carries everything. `heldUntil` is the day itself: tomorrow is decided anew.
 */
async function holdBack(db: Tx, round: ClaimingRound): Promise<void> {
  const { countyId, day } = round;
  const { mailsPerWeek } = await noticeRulesInUse(db, countyId);
  const waiting = await db.$queryRaw<{ id: string; personId: string; kind: string; dueOn: Day | null }[]>`
    SELECT n.id, n."personId", n.kind, w."dueOn" FROM "Notice" n JOIN "WorkItem" w ON w.id = n."workItemId"
    WHERE ${sendable(round)} AND n."personId" IN (${atLimit(round, mailsPerWeek)})`;
  const urgent = new Set(waiting.filter((notice) => !mayWait(notice, day)).map(({ personId }) => personId));
  const ids = waiting.filter(({ personId }) => !urgent.has(personId)).map(({ id }) => id);
  if (ids.length === 0) return;
  await db.$executeRaw`
    UPDATE "Notice" SET "heldUntil" = ${day}, "heldOn" = coalesce("heldOn", ${day}) WHERE id = ANY(${ids})`;
}

/** People who have had their mails of the week. */
function atLimit({ countyId, day }: ClaimingRound, mailsPerWeek: number | null): Prisma.Sql {
  return Prisma.sql`
    SELECT d."personId" FROM "Digest" d JOIN "Person" p ON p.id = d."personId"
    WHERE d."countyId" = ${countyId} AND d.day >= ${mondayOf(day)} AND d.day < ${day} AND d.state <> 'EMPTY'
    GROUP BY d."personId", p.id HAVING count(*) >= coalesce(p."mailsPerWeek", ${mailsPerWeek}::int)`;
}

/** Takes back the digests of earlier days that nothing has gone out of; their notices wait for another again. */
async function releaseUntried(db: Tx, countyId: string, day: Day): Promise<void> {
  await db.$executeRaw`
    WITH untried AS (
      DELETE FROM "Digest" WHERE "countyId" = ${countyId} AND state = 'CLAIMED' AND day < ${day}
        AND "triedAt" IS NULL AND attempts = 0
      RETURNING id)
    UPDATE "Notice" n SET "digestId" = NULL FROM untried WHERE n."digestId" = untried.id`;
}

/** Condition on `"Notice" n`. */
const notHeld = (day: Day) => Prisma.sql`(n."heldUntil" IS NULL OR n."heldUntil" < ${day})`;

/** People in the order of their ids; who has a digest of the day already is passed over by its unique key. */
async function claimBatch(
  tx: Tx,
  round: ClaimingRound,
  after: string,
): Promise<{ claimed: number; last: string | null }> {
  const { countyId, day } = round;
  const people = await tx.$queryRaw<{ personId: string }[]>`
    SELECT DISTINCT n."personId" FROM "Notice" n
    WHERE ${sendable(round)} AND ${notHeld(day)} AND n."personId" > ${after} AND n."personId" NOT IN (
      SELECT d."personId" FROM "Digest" d WHERE d."countyId" = ${countyId} AND d.state = 'CLAIMED' AND d.day < ${day})
    ORDER BY 1 LIMIT ${BATCH}`;
  const created = await insertDigests(tx, round, people);
  await tx.$executeRaw`
    UPDATE "Notice" n SET "digestId" = d.id
    FROM json_to_recordset(${JSON.stringify(created.map(({ id, personId }) => ({ id, personId })))}::json) AS d(id text, "personId" text)
    WHERE ${sendable(round)} AND n."personId" = d."personId" AND ${notHeld(day)}`;
  return { claimed: created.length, last: people.length < BATCH ? null : (people.at(-1)?.personId ?? null) };
}

/** Digests of the office that have nothing to say but where notices do not reach whom they are for. */
async function claimForGaps(db: Tx, round: ClaimingRound): Promise<number> {
  const { countyId, day, working } = round;
  if (!working || (await readUrgentGaps(db, countyId, day)).length === 0) return 0;
  const { mailsPerWeek } = await noticeRulesInUse(db, countyId);
  const people = await db.$queryRaw<{ personId: string }[]>`
    SELECT DISTINCT h."personId" FROM "PostHolding" h JOIN "Post" o ON o.id = h."postId"
    WHERE o."countyId" = ${countyId} AND o.kind = 'OFFICE' AND h."fromDay" <= ${day} AND (h."toDay" IS NULL OR h."toDay" >= ${day})
      AND NOT EXISTS (SELECT 1 FROM "Digest" d WHERE d."countyId" = ${countyId} AND d."personId" = h."personId"
        AND (d.day = ${day} OR d.state = 'CLAIMED'))
      AND h."personId" NOT IN (${atLimit(round, mailsPerWeek)})
    ORDER BY 1`;
  return (await insertDigests(db, round, people)).length;
}

function insertDigests(
  tx: Tx,
  { countyId, day }: ClaimingRound,
  people: readonly { personId: string }[],
): Promise<Digest[]> {
  const rows = people.map(({ personId }) => {
    const id = randomUUID();
    return { id, countyId, personId, day, messageId: `<digest.${id}@duban.example>` };
  });
  return insertRowsReturning(tx, 'Digest', rows);
}

/** A place in the order of the digests. */
export type DigestPlace = Pick<Digest, 'day' | 'id'>;

/** Which digests may go out now: all, or on a day off that day's own, which its rungs ask for. */
export type SendableDigests = 'all' | { day: Day };

/** Digests that are claimed and not sent, in order, those after a place among them; `again`: asked for once more. */
export function pendingDigests(
  db: Tx,
  countyId: string,
  { again, sendable }: { again: boolean; sendable: SendableDigests },
  after: DigestPlace | null,
  limit: number,
): Promise<DigestPlace[]> {
  return db.digest.findMany({
    where: {
      ...{ countyId, state: 'CLAIMED', resendAskedAt: again ? { not: null } : null },
      ...(sendable === 'all' ? {} : { day: sendable.day }),
      ...(after && { OR: [{ day: { gt: after.day } }, { day: after.day, id: { gt: after.id } }] }),
    },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    take: limit,
    select: { day: true, id: true },
  });
}

/**
 * Condition on `"Notice" n`: its item is done, and nothing is left to say about it. The item is looked up for each notice
 * by itself: as a join it would read all items where few notices are asked about.
 */
const moot = Prisma.sql`n."withdrawnOn" IS NULL AND n.kind !~ ${OUTLIVES_ITEM.source}
  AND (SELECT w.state FROM "WorkItem" w WHERE w.id = n."workItemId") NOT IN ('OPEN', 'PREPARED')`;

async function withdrawUnclaimed(db: Tx, countyId: string, day: Day): Promise<void> {
  await db.$executeRaw`UPDATE "Notice" n SET "withdrawnOn" = ${day}
    WHERE n."countyId" = ${countyId} AND n."digestId" IS NULL AND ${moot}`;
}

/** What is to be done with a digest that was composed: something of it was done meanwhile, or it is no longer to be sent. */
export type Release = 'SEND' | 'COMPOSE_AGAIN' | 'GONE';

/**
 * Asked once more when everything is composed, just before the mails go out: withdraws the notices whose items are
 * done, and notes of digests from which nothing was taken that their try begins.
 *
 * @returns in the order of the digests; one that somebody else has sent or taken back is GONE.
 */
export async function releaseDigests(db: Tx, digests: Pick<DigestContent, 'id' | 'today'>[]): Promise<Release[]> {
  const changed = await withdrawDone(db, digests);
  const ids = digests.map(({ id }) => id).filter((id) => !changed.has(id));
  const begun = await db.$queryRaw<{ id: string }[]>`
    UPDATE "Digest" d SET "triedAt" = coalesce(d."triedAt", now())
    FROM (SELECT id FROM "Digest" WHERE id = ANY(${ids}) AND state = 'CLAIMED' ORDER BY id FOR UPDATE) open
    WHERE d.id = open.id RETURNING d.id`;
  const sendable = new Set(begun.map(({ id }) => id));
  return digests.map(({ id }) => (changed.has(id) ? 'COMPOSE_AGAIN' : sendable.has(id) ? 'SEND' : 'GONE'));
}

/** @returns the ids of digests that it changed. */
async function withdrawDone(db: Tx, digests: Pick<DigestContent, 'id' | 'today'>[]): Promise<Set<string>> {
  const ids = digests.map(({ id }) => id);
  const rows = await db.$queryRaw<{ digestId: string }[]>`
    UPDATE "Notice" n SET "withdrawnOn" = d.today
    FROM json_to_recordset(${JSON.stringify(digests.map(({ id, today }) => ({ id, today })))}::json) AS d(id text, today text)
    WHERE n."digestId" = ANY(${ids}) AND n."digestId" = d.id AND ${moot} RETURNING n."digestId"`;
  return new Set(rows.map((row) => row.digestId));
}
