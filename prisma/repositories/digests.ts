import { randomUUID } from 'node:crypto';
import { isWorkingDay } from '../../domain/calendar.ts';
import { daysBetween, yearOf } from '../../domain/day.ts';
import type { DigestContent, DigestLine } from '../../domain/notices/content.ts';
import { OUTLIVES_ITEM } from '../../domain/notices/state.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { recordEvent } from './audit.ts';
import { loadCalendar } from './calendar.ts';
import { businessDayIn, loadCountyDay } from './clock.ts';
import { keepDueDates, loadDueDates } from './dueEntries.ts';
import { mailTemplateInUse } from './mailTemplates.ts';

const BATCH = 500;

/**
 * Claims one digest per person for what has been noticed and not been sent yet. None on days that are not working days:
 * it waits for the next. A person whose digest of the day is out already gets the rest on the next working day.
 *
 * @returns how many digests were claimed.
 */
export async function claimDigests(db: Db, countyId: string, day: Day): Promise<number> {
  const { calendar } = await loadCountyDay(db, countyId);
  await withdrawUnclaimed(db, countyId, day);
  if (!isWorkingDay(calendar, day)) return 0;
  let claimed = 0;
  for (;;) {
    const batch = await db.$transaction((tx) => claimBatch(tx, countyId, day));
    claimed += batch;
    if (batch < BATCH) return claimed;
  }
}

async function claimBatch(tx: Tx, countyId: string, day: Day): Promise<number> {
  const people = await tx.$queryRaw<{ personId: string }[]>`
    SELECT DISTINCT n."personId" FROM "Notice" n
    WHERE n."countyId" = ${countyId} AND n."digestId" IS NULL AND n."withdrawnOn" IS NULL AND NOT EXISTS (
      SELECT 1 FROM "Digest" d WHERE d."countyId" = ${countyId} AND d."personId" = n."personId" AND d.day = ${day})
    ORDER BY 1 LIMIT ${BATCH}`;
  if (people.length === 0) return 0;
  const rows = people.map(({ personId }) => {
    const id = randomUUID();
    return { id, countyId, personId, day, messageId: `<digest.${id}@duban.example>` };
  });
  const created = await tx.digest.createManyAndReturn({
    data: rows,
    skipDuplicates: true,
    select: { id: true, personId: true },
  });
  await tx.$executeRaw`
    UPDATE "Notice" n SET "digestId" = d.id
    FROM json_to_recordset(${JSON.stringify(created)}::json) AS d(id text, "personId" text)
    WHERE n."countyId" = ${countyId} AND n."personId" = d."personId" AND n."digestId" IS NULL AND n."withdrawnOn" IS NULL`;
  return people.length;
}

/** Ids of digests that are claimed and not sent, in order. */
export async function pendingDigests(db: Tx, countyId: string, limit: number): Promise<string[]> {
  const rows = await db.digest.findMany({
    where: { countyId, state: 'CLAIMED' },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    take: limit,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** Condition on `"Notice" n` and its `"WorkItem" w`: its item is done, and nothing is left to say about it. */
const moot = Prisma.sql`w.id = n."workItemId" AND w.state NOT IN ('OPEN', 'PREPARED')
  AND n."withdrawnOn" IS NULL AND n.kind !~ ${OUTLIVES_ITEM.source}`;

async function withdrawUnclaimed(db: Tx, countyId: string, day: Day): Promise<void> {
  await db.$executeRaw`UPDATE "Notice" n SET "withdrawnOn" = ${day} FROM "WorkItem" w
    WHERE n."countyId" = ${countyId} AND n."digestId" IS NULL AND ${moot}`;
}

/**
 * Withdraws the notices of a digest whose items are done: asked once more when everything is composed, just before the
 * mail goes out.
 *
 * @returns how many were withdrawn; then the digest is to be read and composed again.
 */
export function withdrawDone(db: Tx, { id, today }: Pick<DigestContent, 'id' | 'today'>): Promise<number> {
  return db.$executeRaw`UPDATE "Notice" n SET "withdrawnOn" = ${today} FROM "WorkItem" w
    WHERE n."digestId" = ${id} AND ${moot}`;
}

/** What a digest says, read at the moment of sending: items done meanwhile are left out. */
export async function loadDigest(db: Tx, id: string): Promise<DigestContent> {
  const digest = await db.digest.findUniqueOrThrow({ where: { id } });
  const county = await db.county.findUniqueOrThrow({ where: { id: digest.countyId } });
  const person = await db.person.findUniqueOrThrow({ where: { id: digest.personId } });
  const rows = await db.$queryRaw<(Omit<DigestLine, 'daysLeft'> & { state: string })[]>`
    SELECT n."workItemId", n."escalationId", n.kind AS "noticeKind", n.reason, n."onBehalfOf", w.kind, p.title AS "planTitle", coalesce(m.title, i.title) AS "measureTitle",
      u.name AS "unitName", w.round, w."dueOn", w.state::text AS state
    FROM "Notice" n JOIN "WorkItem" w ON w.id = n."workItemId" JOIN "ProcessInstance" i ON i.id = w."instanceId"
      LEFT JOIN "Plan" p ON p.id = w."planId" LEFT JOIN "Measure" m ON m.id = w."measureId"
      LEFT JOIN "Unit" u ON u.id = w."unitId"
    WHERE n."digestId" = ${id} AND n."withdrawnOn" IS NULL
    ORDER BY p.title, w."dueOn" NULLS LAST, m.number NULLS FIRST, n.kind`;
  const language = person.language === 'en' ? 'en' : 'zh';
  const { coveredYears } = await loadCalendar(db, county.id, county.calendarVersion);
  const open = rows.filter(
    (row) => row.state === 'OPEN' || row.state === 'PREPARED' || OUTLIVES_ITEM.test(row.noticeKind),
  );
  return {
    ...{ id, messageId: digest.messageId, day: digest.day },
    today: businessDayIn(county),
    rehearsal: county.businessDate !== null,
    uncoveredYears: [...new Set(open.flatMap(({ dueOn }) => (dueOn === null ? [] : [yearOf(dueOn)])))]
      .filter((year) => !coveredYears.has(year))
      .sort((a, b) => a - b),
    countyName: county.name,
    person: { id: person.id, name: person.name, email: person.email, language },
    template: await mailTemplateInUse(db, county.id, language),
    dates: await loadDueDates(db, person.id, open),
    lines: open.map(({ state: _, ...row }) => ({
      ...row,
      daysLeft: row.dueOn === null ? null : daysBetween(digest.day, row.dueOn),
    })),
  };
}

export type DigestOutcome =
  | { state: 'SENT'; toAddress: string; subject: string }
  | { state: 'EMPTY' }
  | { state: 'UNDELIVERABLE'; error: string }
  | { state: 'REFUSED'; toAddress: string; subject: string; error: string }
  /** To be tried again. */
  | { state: 'CLAIMED'; error: string };

/** Marks what became of a digest. One that was marked already stays as it is. */
export async function markDigest(
  db: Db,
  { id, person, dates }: Pick<DigestContent, 'id' | 'person' | 'dates'>,
  outcome: DigestOutcome,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { state, ...rest } = outcome;
    const { error, ...sent } = { error: null, ...rest };
    const changed = await tx.digest.updateManyAndReturn({
      where: { id, state: 'CLAIMED' },
      data: {
        state,
        ...sent,
        lastError: error,
        attempts: { increment: 1 },
        ...(state === 'SENT' ? { sentAt: new Date() } : {}),
      },
    });
    const digest = changed[0];
    if (!digest || state === 'CLAIMED' || state === 'EMPTY') return;
    if (state === 'SENT') await keepDueDates(tx, person.id, dates);
    await recordEvent(tx, {
      countyId: digest.countyId,
      kind: state === 'SENT' ? 'DIGEST_SENT' : 'DIGEST_FAILED',
      businessDay: digest.day,
      data: { digestId: id, personId: digest.personId, state, error },
    });
  });
}
