import type { OpeningPost } from '../../domain/itemOpening.ts';
import type { Ladder } from '../../domain/ladder/index.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { AssignmentRole, SubjectKind } from '../generated/enums.ts';
import type { CountyDay } from './clock.ts';

/** An instance as far as writing its rows needs it. */
export interface InstanceRef {
  id: string;
  countyId: string;
  subjectKind: SubjectKind;
  planId: string | null;
  measureId: string | null;
  unitId: string | null;
  /** Its own deadline, where it has one; else the measure's counts. */
  deadlineOn?: Day | null;
}

export interface AssignmentFacts {
  id: string;
  unitId: string;
  role: AssignmentRole;
  answerable: boolean;
  ordinal: number;
}

export interface MeasureFacts {
  id: string;
  title: string;
  deadlineOn: Day | null;
  pausedOn: Day | null;
  urgent: boolean;
  assignments: AssignmentFacts[];
  leaderPostIds: string[];
}

export interface PlanFacts {
  id: string;
  title: string;
  officeUnitId: string;
  approverPostId: string | null;
  /** Posts of everybody who leads one of its measures. */
  leaderPostIds: string[];
  ladderId: string;
  ladder: Ladder;
  periods: Map<string, { name: string; opensOn: Day; dueOn: Day; cutOffOn: Day }>;
  years: Map<string, { opensOn: Day }>;
}

/** What rows of a set of instances depend on, read once for all of them. */
export interface Subjects {
  plans: Map<string, PlanFacts>;
  measures: Map<string, MeasureFacts>;
  /** Posts that stand in for others, those of leaders who hold others besides, and those that were asked for. */
  posts: OpeningPost[];
}

export async function loadSubjects(
  tx: Tx,
  county: Pick<CountyDay, 'countyId' | 'today'>,
  instances: InstanceRef[],
  postIds: string[] = [],
): Promise<Subjects> {
  const plans = await loadPlans(tx, distinct(instances.map((i) => i.planId)));
  const measures = await loadMeasures(tx, distinct(instances.map((i) => i.measureId)));
  const posts = await readPosts(tx, county, postIds);
  return { plans, measures, posts };
}

/**
 * Posts as items see them: those that stand in for others, `ids`, and those of leaders who are in a unit or in another
 * post besides, whose cases they may not judge.
 */
export function readPosts(
  tx: Tx,
  { countyId, today }: Pick<CountyDay, 'countyId' | 'today'>,
  ids: string[],
): Promise<Subjects['posts']> {
  const now = (holding: string) => {
    const { fromDay, toDay } = { fromDay: Prisma.raw(`${holding}."fromDay"`), toDay: Prisma.raw(`${holding}."toDay"`) };
    return Prisma.sql`${fromDay} <= ${today} AND (${toDay} IS NULL OR ${toDay} >= ${today})`;
  };
  return tx.$queryRaw<Subjects['posts']>`
    SELECT o.id, o.kind::text AS kind, o."unitId", coalesce((
      SELECT json_agg(json_build_object('unitIds', p."unitIds", 'postIds', p."postIds") ORDER BY h.id)
      FROM "PostHolding" h CROSS JOIN LATERAL (
        SELECT coalesce(json_agg(q."unitId") FILTER (WHERE q."unitId" IS NOT NULL), '[]') AS "unitIds",
          json_agg(q.id) AS "postIds"
        FROM "PostHolding" g JOIN "Post" q ON q.id = g."postId" WHERE g."personId" = h."personId" AND ${now('g')}) p
      WHERE h."postId" = o.id AND ${now('h')}), '[]') AS "heldBy"
    FROM "Post" o WHERE o."countyId" = ${countyId}
      AND (o.kind IN ('CHIEF_LEADER', 'DISCIPLINE') OR o.id = ANY(${ids}) OR (o.kind = 'LEADER'
        AND (o."unitId" IS NOT NULL OR EXISTS (
          SELECT 1 FROM "PostHolding" h JOIN "PostHolding" g ON g."personId" = h."personId" AND g."postId" <> h."postId"
          WHERE h."postId" = o.id AND ${now('h')} AND ${now('g')}))))
    ORDER BY o.id`;
}

/** The measure of an instance, with the deadline that counts for it. */
export function measureOf(
  { measures }: Subjects,
  { measureId, deadlineOn = null }: Pick<InstanceRef, 'measureId' | 'deadlineOn'>,
): MeasureFacts | undefined {
  const measure = measureId === null ? undefined : measures.get(measureId);
  return measure && deadlineOn !== null ? { ...measure, deadlineOn } : measure;
}

interface PlanRow {
  id: string;
  title: string;
  officeUnitId: string;
  approverPostId: string | null;
  leaderPostIds: string[] | null;
  ladderId: string;
  periods: { key: string; name: string; opensOn: Day; dueOn: Day; cutOffOn: Day }[] | null;
  years: { key: string; opensOn: Day }[] | null;
}

async function loadPlans(tx: Tx, ids: string[]): Promise<Map<string, PlanFacts>> {
  if (ids.length === 0) return new Map();
  const plans = await tx.$queryRaw<PlanRow[]>`
    SELECT p.id, p.title, p."officeUnitId", p."approverPostId", p."ladderId",
      (SELECT json_agg(DISTINCT l."postId") FROM "Measure" m JOIN "MeasureLeader" l ON l."measureId" = m.id
        WHERE m."planId" = p.id) AS "leaderPostIds",
      (SELECT json_agg(r) FROM "ReportingPeriod" r WHERE r."planId" = p.id) AS periods,
      (SELECT json_agg(y) FROM "AssessmentYear" y WHERE y."planId" = p.id) AS years
    FROM "Plan" p WHERE p.id = ANY(${ids})`;
  const ladders = await loadLadders(tx, distinct(plans.map((plan) => plan.ladderId)));
  return new Map(
    plans.map((plan) => [
      plan.id,
      {
        ...plan,
        leaderPostIds: plan.leaderPostIds ?? [],
        ladder: ladders.get(plan.ladderId) ?? { rungs: [], earliestAfterOpening: 0 },
        periods: new Map((plan.periods ?? []).map((period) => [period.key, period])),
        years: new Map((plan.years ?? []).map((year) => [year.key, year])),
      },
    ]),
  );
}

async function loadMeasures(tx: Tx, ids: string[]): Promise<Map<string, MeasureFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    (Omit<MeasureFacts, 'assignments' | 'leaderPostIds'> & {
      assignments: AssignmentFacts[] | null;
      leaderPostIds: string[] | null;
    })[]
  >`
    SELECT m.id, m.title, m."deadlineOn", m."pausedOn", m.urgent,
      (SELECT json_agg(a ORDER BY a.ordinal) FROM "Assignment" a
        WHERE a."measureId" = m.id AND a."removedOn" IS NULL) AS assignments,
      (SELECT json_agg(l."postId" ORDER BY l.ordinal) FROM "MeasureLeader" l
        WHERE l."measureId" = m.id) AS "leaderPostIds"
    FROM "Measure" m WHERE m.id = ANY(${ids})`;
  return new Map(
    rows.map((row) => [row.id, { ...row, assignments: row.assignments ?? [], leaderPostIds: row.leaderPostIds ?? [] }]),
  );
}

const ladderCache = new Map<string, Ladder>();

/** Ladders by id. A stored ladder never changes (an edit is a new version), so they are kept. */
export async function loadLadders(tx: Tx, ids: string[]): Promise<Map<string, Ladder>> {
  const missing = ids.filter((id) => !ladderCache.has(id));
  if (missing.length > 0) {
    for (const row of await tx.ladder.findMany({ where: { id: { in: missing } } })) {
      ladderCache.set(row.id, row.rungs as unknown as Ladder);
    }
  }
  return new Map(ids.flatMap((id) => (ladderCache.has(id) ? [[id, ladderCache.get(id) as Ladder]] : [])));
}

export function distinct(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
