import { DubanError } from '../../domain/errors.ts';
import type { Light } from '../../domain/light.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { ClauseKind, ClauseState, PlanKind, PlanState } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { overdueToday } from './lateness.ts';
import type { Passage } from './measureReads.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { heldByUnits, itemsSeen, measuresSeen, plansSeen } from './scope.ts';
import { groupBy, readStandings } from './standings.ts';

export interface PlanCounts extends Record<Light, number> {
  measures: number;
  closed: number;
  openItems: number;
  overdueItems: number;
}

export interface PlanRow {
  id: string;
  title: string;
  documentNumber: string | null;
  issuedOn: string | null;
  launchedOn: string;
  kind: PlanKind;
  state: PlanState;
  counts: PlanCounts;
}

interface PlanColumns extends Omit<PlanRow, 'counts'> {
  issuers: string[];
  periodStart: string | null;
  periodEnd: string | null;
  documentId: string | null;
  fileName: string | null;
}

/** Plans with something in them for the actor, latest launched first, with counts of what the actor may see. */
export async function listPlans(
  db: Db,
  actor: Actor,
  { cursor, limit, kind }: Paging & { kind?: PlanKind | undefined },
): Promise<PageOf<PlanRow>> {
  const after = decodeCursor(cursor, 2);
  const plans = await plansWhere(
    db,
    actor,
    Prisma.sql`${after ? Prisma.sql`(p."launchedOn", p.id) < (${after[0]}, ${after[1]})` : Prisma.sql`true`}
      ${kind ? Prisma.sql`AND p.kind::text = ${kind}` : Prisma.empty}`,
    limit + 1,
  );
  const { items, nextCursor } = toPage(plans, limit, (plan) => [plan.launchedOn, plan.id]);
  return { items: await withCounts(db, actor, items), nextCursor };
}

function plansWhere(db: Tx, actor: Actor, where: Prisma.Sql, limit: number): Promise<PlanColumns[]> {
  return db.$queryRaw<PlanColumns[]>`
    SELECT p.id, p.title, p."documentNumber", p."issuedOn", p."launchedOn", p.kind::text AS kind,
      p.state::text AS state, p.issuers,
      p."periodStart", p."periodEnd", p."documentId", d."fileName"
    FROM "Plan" p LEFT JOIN "Document" d ON d.id = p."documentId"
    WHERE ${plansSeen(actor)} AND ${where} ORDER BY p."launchedOn" DESC, p.id DESC LIMIT ${limit}`;
}

async function withCounts<P extends PlanColumns>(db: Tx, actor: Actor, plans: P[]): Promise<(P & PlanRow)[]> {
  const measures = await db.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM "Measure" m WHERE m."planId" = ANY(${plans.map((plan) => plan.id)}) AND ${measuresSeen(actor)}`;
  const standings = await readStandings(
    db,
    actor,
    measures.map((row) => row.id),
  );
  const items = await db.$queryRaw<{ planId: string; open: bigint; overdue: bigint }[]>`
    SELECT w."planId", count(*) AS open, count(*) FILTER (WHERE ${await overdueToday(db, actor.countyId)} AND ${heldByUnits}) AS overdue
    FROM "WorkItem" w WHERE w."planId" = ANY(${plans.map((plan) => plan.id)}) AND w.state IN ('OPEN', 'PREPARED')
      AND ${itemsSeen(actor)} GROUP BY w."planId"`;
  const itemCounts = new Map(items.map((row) => [row.planId, row]));
  const byPlan = groupBy([...standings.values()], (standing) => standing.planId);
  return plans.map((plan) => {
    const own = byPlan.get(plan.id) ?? [];
    const count = (light: Light) => own.filter((standing) => standing.light === light).length;
    return {
      ...plan,
      counts: {
        measures: own.length,
        closed: own.filter((standing) => standing.state === 'CLOSED').length,
        red: count('red'),
        yellow: count('yellow'),
        green: count('green'),
        grey: count('grey'),
        openItems: Number(itemCounts.get(plan.id)?.open ?? 0),
        overdueItems: Number(itemCounts.get(plan.id)?.overdue ?? 0),
      },
    };
  });
}

export interface ClauseRow {
  id: string;
  kind: ClauseKind;
  state: ClauseState;
  text: string;
  data: unknown;
  arrangement: string | null;
  arrangedBy: string | null;
  arrangedOn: string | null;
}

export interface PlanDetail extends PlanRow, PlanColumns {
  periods: { key: string; name: string; opensOn: string; dueOn: string; cutOffOn: string }[];
  years: { key: string; opensOn: string }[];
  clauses: ClauseRow[];
  progress: { instances: number; started: number };
}

export async function requirePlan(db: Tx, actor: Actor, id: string): Promise<PlanColumns> {
  const [plan] = await plansWhere(db, actor, Prisma.sql`p.id = ${id}`, 1);
  if (!plan) throw new DubanError('NOT_FOUND', { zh: '没有找到该方案', en: 'There is no such plan' });
  return plan;
}

/** The row of a plan with its counts. @throws DubanError NOT_FOUND as `readPlan`. */
export async function readPlanRow(db: Tx, actor: Actor, id: string): Promise<PlanRow> {
  const [plan] = await withCounts(db, actor, [await requirePlan(db, actor, id)]);
  if (!plan) throw new Error(`plan ${id} vanished while it was read`);
  return plan;
}

/** @throws DubanError NOT_FOUND also where the plan exists but holds nothing for the actor. */
export async function readPlan(db: Tx, actor: Actor, id: string): Promise<PlanDetail> {
  const [plan] = await withCounts(db, actor, [await requirePlan(db, actor, id)]);
  if (!plan) throw new Error(`plan ${id} vanished while it was read`);
  const [progress] = await db.$queryRaw<{ instances: bigint; started: bigint }[]>`
    SELECT count(*) AS instances, count("workflowStartedAt") AS started FROM "ProcessInstance" WHERE "planId" = ${id}`;
  return {
    ...plan,
    periods: await db.reportingPeriod.findMany({ where: { planId: id }, orderBy: { opensOn: 'asc' } }),
    years: await db.assessmentYear.findMany({ where: { planId: id }, orderBy: { opensOn: 'asc' } }),
    clauses: await db.planClause.findMany({ where: { planId: id }, orderBy: { number: 'asc' } }),
    progress: { instances: Number(progress?.instances ?? 0), started: Number(progress?.started ?? 0) },
  };
}

export interface PlanDocument {
  text: string;
  passages: { measureId: string; start: number; end: number }[];
}

/** The document's text, with the passages of the measures that the actor may see. */
export async function readPlanDocument(db: Tx, actor: Actor, planId: string): Promise<PlanDocument> {
  const plan = await requirePlan(db, actor, planId);
  const document = plan.documentId
    ? await db.document.findUnique({ where: { id: plan.documentId }, select: { text: true } })
    : null;
  const measures = await db.$queryRaw<{ id: string; passages: Passage[] }[]>`
    SELECT m.id, m.passages FROM "Measure" m WHERE m."planId" = ${planId} AND ${measuresSeen(actor)} ORDER BY m.number`;
  return {
    text: document?.text ?? '',
    passages: measures.flatMap(({ id, passages }) => passages.map(({ start, end }) => ({ measureId: id, start, end }))),
  };
}
