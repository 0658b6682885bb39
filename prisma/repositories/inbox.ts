import type { Audience } from '../../domain/ladder/index.ts';
import type { PassingCause } from '../../domain/notices/gaps.ts';
import type { NoticeFacts } from '../../domain/notices/state.ts';
import { OUTLIVES_ITEM } from '../../domain/notices/state.ts';
import { isAboutEscalation } from '../../domain/notices/words.ts';
import type { Day, WorkItemKind } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { loadCountyDay } from './clock.ts';
import { type DueColumns, latenessOf } from './lateness.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { itemsSeen, reachOf } from './scope.ts';
import { STEP_NAME } from './stepNames.ts';

/** A notice as its receiver finds it: what it is about, and what became of it. */
export interface NoticeRow extends NoticeFacts {
  id: string;
  workItemId: string;
  escalationId: string | null;
  reason: Audience;
  /** Whom its reader acts for by delegation. */
  onBehalfOf: string | null;
  passedBecause: PassingCause | null;
  insteadOf: string | null;
  day: Day;
  readOn: Day | null;
  openedOn: Day | null;
  itemKind: WorkItemKind;
  stepName: string | null;
  round: number;
  dueOn: Day | null;
  planTitle: string | null;
  /** The measure, or what a process beside the lifecycle is about. */
  subject: string | null;
  /** The unit that holds it; of a judging item the one whose item it judges. */
  unitName: string | null;
  /** Working days overdue; 0 once it no longer waits. */
  overdueDays: number;
  /** Whether its item waits and is late. */
  late: boolean;
}

/** A notice as the office finds it at the item: who was told, and how it went. */
export interface DeliveryRow extends NoticeRow {
  personName: string;
  address: string | null;
  sentAt: Date | null;
  error: string | null;
}

const columns = Prisma.sql`n.id, n."workItemId", n."escalationId", n.kind, n.reason, n."onBehalfOf", n."passedBecause", n."insteadOf", n.day, n."readOn", n."openedOn",
  n."withdrawnOn", n."heldOn", d.state::text AS digest, w.state IN ('OPEN', 'PREPARED') AS "itemOpen", w.kind AS "itemKind", ${STEP_NAME} AS "stepName", w.round,
  w."dueOn", p.title AS "planTitle", coalesce(m.title, i.title) AS subject, u.name AS "unitName",
  w."openedOn" AS "itemOpenedOn", w."ladderUpTo", w.frozen, w."carriedDays", w."planId", w."unitId"`;

const joined = Prisma.sql`"Notice" n JOIN "WorkItem" w ON w.id = n."workItemId"
  JOIN "ProcessInstance" i ON i.id = w."instanceId" LEFT JOIN "Plan" p ON p.id = w."planId"
  LEFT JOIN "Measure" m ON m.id = w."measureId" LEFT JOIN "WorkItem" v ON v.id = w."reviewsId" LEFT JOIN "Unit" u ON u.id = coalesce(v."unitId", w."unitId")
  LEFT JOIN "Digest" d ON d.id = n."digestId"`;

/** Not read, and still to be heard: what was withdrawn, or asks for what is done, waits for nobody. */
const unread = Prisma.sql`n."readOn" IS NULL AND n."withdrawnOn" IS NULL
  AND (w.state IN ('OPEN', 'PREPARED') OR n.kind ~ ${OUTLIVES_ITEM.source})`;

/** What the days overdue of the item depend on; `openedOn` of a notice is when its receiver opened it. */
type ItemDays = Omit<DueColumns, 'openedOn'> & { itemOpenedOn: Day };

async function withOverdue<R extends NoticeRow & ItemDays>(db: Tx, actor: Actor, rows: R[]): Promise<R[]> {
  const county = await loadCountyDay(db, actor.countyId);
  return rows.map((row) => {
    const { overdueDays, late } = latenessOf({ ...row, openedOn: row.itemOpenedOn }, county);
    return { ...row, ...(row.itemOpen ? { overdueDays, late } : { overdueDays: 0, late: false }) };
  });
}

function own(actor: Actor): Prisma.Sql {
  return Prisma.sql`n."countyId" = ${actor.countyId} AND n."personId" = ${actor.personId}`;
}

/** The actor's notices: the latest day first, within it by plan and due day. */
export async function listInbox(
  db: Tx,
  actor: Actor,
  { cursor, limit, onlyUnread }: Paging & { onlyUnread: boolean },
): Promise<PageOf<NoticeRow>> {
  const after = decodeCursor(cursor, 4);
  const within = Prisma.sql`(coalesce(p.title, ''), coalesce(w."dueOn", '9'), n.id)`;
  const rows = await db.$queryRaw<(NoticeRow & ItemDays)[]>`
    SELECT ${columns} FROM ${joined}
    WHERE ${own(actor)} ${onlyUnread ? Prisma.sql`AND ${unread}` : Prisma.empty}
      ${
        after
          ? Prisma.sql`AND (n.day < ${after[0]} OR (n.day = ${after[0]} AND ${within} > (${after[1]}, ${after[2]}, ${after[3]})))`
          : Prisma.empty
      }
    ORDER BY n.day DESC, coalesce(p.title, ''), coalesce(w."dueOn", '9'), n.id LIMIT ${limit + 1}`;
  return toPage(await withOverdue(db, actor, rows), limit, (row) => [
    row.day,
    row.planTitle ?? '',
    row.dueOn ?? '9',
    row.id,
  ]);
}

export async function countUnread(db: Tx, actor: Actor): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM "Notice" n JOIN "WorkItem" w ON w.id = n."workItemId"
    WHERE ${own(actor)} AND ${unread}`;
  return row?.n ?? 0;
}

/**
 * Who was told of an item or of one escalation, when, and whether it arrived: all of it for the office and the chief
 * leaders, anybody else what was sent to them.
 */
export async function listDeliveries(
  db: Tx,
  actor: Actor,
  about: { workItemId?: string | undefined; escalationId?: string | undefined },
): Promise<DeliveryRow[]> {
  const rows = await db.$queryRaw<(DeliveryRow & ItemDays)[]>`
    SELECT ${columns}, r.name AS "personName", coalesce(d."toAddress", r.email) AS address, d."sentAt", d."lastError" AS error
    FROM ${joined} JOIN "Person" r ON r.id = n."personId"
    WHERE ${itemsSeen(actor)} AND (${reachOf(actor).all} OR n."personId" = ${actor.personId})
      ${about.workItemId === undefined ? Prisma.empty : Prisma.sql`AND n."workItemId" = ${about.workItemId}`}
      ${about.escalationId === undefined ? Prisma.empty : Prisma.sql`AND n."escalationId" = ${about.escalationId}`}
    ORDER BY n.day DESC, n.kind, r.name, n.id`;
  return withOverdue(db, actor, rows);
}

/*
 * What a person has read is nobody's business but the sender's of the notice: it stands at the notice alone, never in
 * the audit trail, and nothing counts it.
 */

/** Marks everything of the actor as read. */
export async function markAllRead(db: Db, actor: Actor): Promise<void> {
  await db.$executeRaw`UPDATE "Notice" n SET "readOn" = ${actor.businessDay} WHERE ${own(actor)} AND n."readOn" IS NULL`;
}

/** Marks as opened what the actor was told about the item, or about the escalation, whose page was opened. */
export async function markOpened(
  db: Db,
  actor: Actor,
  page: { workItemId: string } | { escalationId: string },
): Promise<void> {
  const { countyId, personId, businessDay } = actor;
  const notices = await db.notice.findMany({
    where: { countyId, personId, openedOn: null, ...page },
    select: { id: true, kind: true, escalationId: true },
  });
  const ofThisPage = notices.filter(
    ({ kind, escalationId }) => isAboutEscalation(kind, escalationId) === 'escalationId' in page,
  );
  if (ofThisPage.length === 0) return;
  const ids = ofThisPage.map(({ id }) => id);
  await db.notice.updateMany({ where: { id: { in: ids }, openedOn: null }, data: { openedOn: businessDay } });
  await db.notice.updateMany({ where: { id: { in: ids }, readOn: null }, data: { readOn: businessDay } });
}
