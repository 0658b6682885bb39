import { doingPosts } from '../../domain/delegation.ts';
import { DubanError } from '../../domain/errors.ts';
import type { WorkItemKind } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { type Escalation, Prisma, type Talk } from '../generated/client.ts';
import type { EscalationState, PlanKind } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { loadCountyDay } from './clock.ts';
import { type DecisionName, isApprover, mayDecide, mayHold, mayRecordOutcome } from './escalations.ts';
import { mayBeAsked } from './explanations.ts';
import { type DueColumns, latenessOf } from './lateness.ts';
import { mayObjectToRung, rungObjectUntil } from './objections.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { type PostRow, postsById } from './parties.ts';
import { escalationsSeen } from './scope.ts';
import { STEP_NAME } from './stepNames.ts';
import { mayConduct } from './talks.ts';
import { mayTolerate } from './tolerance.ts';

interface Names {
  kind: WorkItemKind;
  stepName: string | null;
  measureTitle: string | null;
  planTitle: string | null;
  planKind: PlanKind | null;
  unitName: string | null;
  letterState: 'DRAFT' | 'SIGNED' | 'WITHDRAWN' | null;
  /** What the unit said before the decision; null until it has. */
  explanation: string | null;
  explainedOn: string | null;
  talkState: Talk['state'] | null;
}

/** An escalation with the names around it and what the actor may decide about it. */
export interface EscalationRow extends Escalation, Names {
  approverPost: PostRow | null;
  /** Working days that its item is overdue, or was when it was handed in or closed. */
  overdueDays: number;
  /** The last day on which the unit may object to it. */
  objectUntil: string | null;
  may: Record<DecisionName | 'recordOutcome' | 'sign' | 'talk' | 'askToExplain' | 'object' | 'tolerate', boolean>;
}

export interface EscalationFilter extends Paging {
  rung?: string | undefined;
  state?: EscalationState | undefined;
  planId?: string | undefined;
  measureId?: string | undefined;
  reachedOn?: string | undefined;
  /** Those of which no outcome is recorded, and talks that are not followed up. */
  unfinished?: boolean;
}

/** Escalations that the actor may see, latest first. */
export async function listEscalations(db: Tx, actor: Actor, filter: EscalationFilter): Promise<PageOf<EscalationRow>> {
  const after = decodeCursor(filter.cursor, 2);
  const rows = await escalationsWhere(
    db,
    actor,
    Prisma.sql`true ${conditions(filter)}
      ${after ? Prisma.sql`AND (e."reachedOn", e.id) < (${after[0]}, ${after[1]})` : Prisma.empty}`,
    filter.limit + 1,
  );
  return toPage(rows, filter.limit, (row) => [row.reachedOn, row.id]);
}

function conditions({
  rung,
  state,
  planId,
  measureId,
  reachedOn,
  unfinished,
}: Omit<EscalationFilter, keyof Paging>): Prisma.Sql {
  return Prisma.sql`
    ${rung ? Prisma.sql`AND e.rung = ${rung}` : Prisma.empty}
    ${state ? Prisma.sql`AND e.state::text = ${state}` : Prisma.empty}
    ${planId ? Prisma.sql`AND e."planId" = ${planId}` : Prisma.empty}
    ${measureId ? Prisma.sql`AND e."measureId" = ${measureId}` : Prisma.empty}
    ${reachedOn ? Prisma.sql`AND e."reachedOn" = ${reachedOn}` : Prisma.empty}
    ${unfinished ? UNFINISHED : Prisma.empty}`;
}

const UNFINISHED = Prisma.sql`AND e."liftedOn" IS NULL AND CASE WHEN e.rung = 'TALK'
  THEN coalesce((SELECT t.state <> 'FOLLOWED_UP' FROM "Talk" t WHERE t."escalationId" = e.id), e.outcome IS NULL)
  ELSE e.outcome IS NULL END`;

export async function countEscalations(
  db: Tx,
  actor: Actor,
  filter: Omit<EscalationFilter, keyof Paging>,
): Promise<number> {
  const rows = await db.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM "Escalation" e WHERE ${escalationsSeen(actor)} ${conditions(filter)}`;
  return Number(rows[0]?.n ?? 0);
}

/** @throws DubanError NOT_FOUND also where it exists but is not the actor's to see. */
export async function readEscalation(db: Tx, actor: Actor, id: string): Promise<EscalationRow> {
  const [row] = await escalationsWhere(db, actor, Prisma.sql`e.id = ${id}`, 1);
  if (!row) throw new DubanError('NOT_FOUND', { zh: '没有找到该督办记录', en: 'There is no such escalation' });
  return row;
}

async function escalationsWhere(db: Tx, caller: Actor, where: Prisma.Sql, limit: number): Promise<EscalationRow[]> {
  const rows = await db.$queryRaw<(Escalation & Names & DueColumns & { doneOn: string | null })[]>`
    SELECT e.*, e.state::text AS state, e."approverKind"::text AS "approverKind", w.kind, ${STEP_NAME} AS "stepName", m.title AS "measureTitle",
      p.title AS "planTitle", p.kind::text AS "planKind", u.name AS "unitName", l.state::text AS "letterState",
      CASE WHEN x."submittedOn" IS NOT NULL THEN x.text END AS explanation, x."submittedOn" AS "explainedOn", k.state::text AS "talkState", w."openedOn", w."dueOn",
      w."ladderUpTo", w.frozen, w."carriedDays", coalesce(w."submittedOn", w."closedOn") AS "doneOn"
    FROM "Escalation" e JOIN "WorkItem" w ON w.id = e."workItemId"
    LEFT JOIN "Measure" m ON m.id = e."measureId" LEFT JOIN "Plan" p ON p.id = e."planId"
    LEFT JOIN "Unit" u ON u.id = e."unitId" LEFT JOIN "Letter" l ON l.id = e."letterId"
    LEFT JOIN "WorkItem" x ON x.id = e."explainItemId" LEFT JOIN "Talk" k ON k."escalationId" = e.id
    WHERE ${escalationsSeen(caller)} AND ${where}
    ORDER BY e."reachedOn" DESC, e.id DESC LIMIT ${limit}`;
  const county = await loadCountyDay(db, caller.countyId);
  const actor = { ...caller, posts: doingPosts(caller.posts) };
  const approverIds = rows.flatMap((row) => (row.approverPostId ? [row.approverPostId] : []));
  const posts = await postsById(db, county.today, approverIds);
  return rows.map((row) => ({
    ...row,
    approverPost: row.approverPostId ? (posts.get(row.approverPostId) ?? null) : null,
    overdueDays: latenessOf(row, county, row.doneOn ?? county.today).overdueDays,
    objectUntil: rungObjectUntil(row, county),
    may: {
      approve: mayDecide(caller, row, 'approve'),
      reject: mayDecide(caller, row, 'reject'),
      hold: mayDecide(actor, row, 'hold'),
      release: mayDecide(actor, row, 'release'),
      acknowledge: mayDecide(actor, row, 'acknowledge'),
      recordOutcome: mayRecordOutcome(actor, row),
      askToExplain: mayBeAsked(row) && (isApprover(actor, row) || mayHold(actor, row)),
      object: mayObjectToRung(actor, row) && county.today <= (rungObjectUntil(row, county) ?? county.today),
      tolerate: mayTolerate(actor, row),
      talk: mayConduct(actor, row),
      sign: row.letterState === 'DRAFT' && isApprover(caller, row),
    },
  }));
}
