import type { ChannelKind } from '../../domain/channels/index.ts';
import type { MailCause } from '../../domain/notices/mailFailure.ts';
import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { decodeCursor, likePattern, type PageOf, type Paging, toPage } from './paging.ts';
import { holdsAny } from './scope.ts';

export interface UndeliverableRow {
  personId: string;
  name: string;
  cause: MailCause;
  day: string;
}

/** Whom mail did not reach: refused, bounced or without an address, each person once with the latest cause. */
export function readUndeliverable(db: Tx, actor: Actor): Promise<UndeliverableRow[]> {
  return db.$queryRaw<UndeliverableRow[]>`
    SELECT DISTINCT ON (d."personId") d."personId", p.name, coalesce(d."failureCause", 'OTHER') AS cause, d.day
    FROM "Digest" d JOIN "Person" p ON p.id = d."personId"
    WHERE d."countyId" = ${actor.countyId} AND d.state IN ('REFUSED', 'BOUNCED', 'UNDELIVERABLE')
      AND NOT EXISTS (SELECT 1 FROM "Digest" s WHERE s."personId" = d."personId" AND s.state = 'SENT' AND s.day > d.day)
    ORDER BY d."personId", d.day DESC`;
}

export interface Backlog {
  /** Clauses of documents that nobody has arranged yet: 待安排. */
  clauses: number;
  drafts: number;
  unassigned: number;
  letters: number;
  /** Planned changes of units that could not be made on their day. */
  unitChanges: number;
  /** Deadlines that could not be given on their day. */
  deadlines: number;
  ladders: number;
  /** Drafts of processes that wait for a second person. */
  definitions: number;
}

/** Counts of what waits for the office or the administrator, in one query. */
export async function readBacklog(db: Tx, actor: Actor): Promise<Backlog> {
  const { countyId } = actor;
  const [row] = await db.$queryRaw<Record<keyof Backlog, bigint>[]>`SELECT
    (SELECT count(*) FROM "PlanClause" c JOIN "Plan" p ON p.id = c."planId"
      WHERE p."countyId" = ${countyId} AND c.state = 'TO_ARRANGE') AS clauses,
    (SELECT count(*) FROM "PlanDraft" WHERE "countyId" = ${countyId} AND state = 'OPEN') AS drafts,
    (SELECT count(*) FROM "WorkItem" WHERE "countyId" = ${countyId} AND kind = 'ASSIGN' AND state = 'OPEN') AS unassigned,
    (SELECT count(*) FROM "Letter" WHERE "countyId" = ${countyId} AND state = 'DRAFT') AS letters,
    (SELECT count(*) FROM "PlannedChange"
      WHERE "countyId" = ${countyId} AND kind = 'UNITS' AND state = 'REFUSED') AS "unitChanges",
    (SELECT count(*) FROM "PlannedChange"
      WHERE "countyId" = ${countyId} AND kind = 'DEADLINE' AND state = 'REFUSED') AS deadlines,
    (SELECT count(*) FROM "PlannedChange"
      WHERE "countyId" = ${countyId} AND kind = 'LADDER' AND state = 'REFUSED') AS ladders,
    (SELECT count(*) FROM "DefinitionDraft" f JOIN "ProcessDefinition" d ON d.id = f."definitionId"
      WHERE d."countyId" = ${countyId} AND f.state = 'IN_REVIEW') AS definitions`;
  const number = (key: keyof Backlog) => Number(row?.[key] ?? 0);
  return {
    clauses: number('clauses'),
    drafts: number('drafts'),
    unassigned: number('unassigned'),
    letters: number('letters'),
    unitChanges: number('unitChanges'),
    deadlines: number('deadlines'),
    ladders: number('ladders'),
    definitions: number('definitions'),
  };
}

export interface MailRow {
  id: bigint;
  from: string;
  to: string[];
  subject: string;
  text: string;
  messageId: string;
  /** The kind of channel that it would have gone by; null for mail. */
  channel: ChannelKind | null;
  receivedAt: Date;
}

/** The mailbox of a rehearsal, latest first: all of it for the office and administrators, else one's own mail. */
export async function listMail(
  db: Tx,
  actor: Actor,
  { to, cursor, limit }: Paging & { to?: string | undefined },
): Promise<PageOf<MailRow>> {
  const after = decodeCursor(cursor, 1);
  const all = holdsAny(actor, ['OFFICE', 'ADMIN']);
  const rows = await db.$queryRaw<MailRow[]>`
    SELECT m.id, m."from", m."to", m.subject, m.text, m."messageId", m.channel::text AS channel, m."receivedAt" FROM "MailboxMessage" m
    WHERE (${all} OR (SELECT p.email FROM "Person" p WHERE p.id = ${actor.personId}) = ANY(m."to"))
      ${to ? Prisma.sql`AND array_to_string(m."to", ' ') ILIKE ${likePattern(to)}` : Prisma.empty}
      ${after ? Prisma.sql`AND m.id < ${String(after[0])}::bigint` : Prisma.empty}
    ORDER BY m.id DESC LIMIT ${limit + 1}`;
  return toPage(rows, limit, (row) => [String(row.id)]);
}
