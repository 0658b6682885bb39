import type { InstanceStateFilter } from '../../domain/monitoring.ts';
import { countOn } from '../../domain/process/standing.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { Prisma, type ProcessInstance } from '../generated/client.ts';
import type { InstanceStatus } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { faultyInstances } from './monitorFaults.ts';
import { decodeCursor, likePattern, type PageOf, type Paging, toPage } from './paging.ts';
import { isCancellable } from './repairs.ts';
import { graphOf } from './versionGraphs.ts';

/** An element with how many tokens, or processes, stand on it. */
export interface StandsOn {
  elementId: string;
  name: string;
  count: number;
}

/** A process as the lists of administrators name it: what it is about, never what was written in it. */
export interface InstanceRow {
  id: string;
  name: string;
  version: number;
  versionId: string;
  definitionId: string;
  /** The measure, the unit or the matter. */
  subject: string;
  plan: { id: string; title: string } | null;
  measureId: string | null;
  status: InstanceStatus;
  paused: boolean;
  faulty: boolean;
  active: StandsOn[];
  /** The business day on which it last got on. */
  movedOn: Day;
  /** The earliest due day of its open items, and the earliest day of its timers. */
  dueOn: Day | null;
  timerOn: Day | null;
  createdAt: Date;
  mayCancel: boolean;
}

interface FlatInstance
  extends Omit<InstanceRow, 'plan' | 'active' | 'mayCancel'>,
    Pick<ProcessInstance, 'runId' | 'parentInstanceId' | 'subjectKind' | 'standsOn'> {
  planId: string | null;
  planTitle: string | null;
  urgency: number;
  standing: number;
}

export interface InstanceFilter {
  id?: string | undefined;
  definitionId?: string | undefined;
  versionId?: string | undefined;
  state?: InstanceStateFilter | undefined;
  planId?: string | undefined;
  /** Only those that concern this unit: its own, and those of measures that it has a part in. */
  unitId?: string | undefined;
  /** Only those that stand on this element. */
  elementId?: string | undefined;
  q?: string | undefined;
}

/** What an instance is about, in the words of its measure (`m`), its unit (`u`), itself (`i`) or its process (`d`). */
export const subject = Prisma.sql`coalesce(m.number || '. ' || m.title, u.name, i.title, d.name)`;

const stateIs: Record<InstanceStateFilter, Prisma.Sql> = {
  RUNNING: Prisma.sql`i.status = 'RUNNING'`,
  STUCK: Prisma.sql`f.id IS NOT NULL`,
  PAUSED: Prisma.sql`i.status = 'RUNNING' AND i.paused`,
  ENDED: Prisma.sql`i.status <> 'RUNNING'`,
  COMPLETED: Prisma.sql`i.status = 'COMPLETED'`,
  TERMINATED: Prisma.sql`i.status = 'TERMINATED'`,
  WITHDRAWN: Prisma.sql`i.status = 'WITHDRAWN'`,
};

function fits({ id, definitionId, versionId, state, planId, unitId, elementId, q }: InstanceFilter): Prisma.Sql {
  const conditions = [
    id !== undefined && Prisma.sql`i.id = ${id}`,
    definitionId !== undefined && Prisma.sql`d.id = ${definitionId}`,
    versionId !== undefined && Prisma.sql`v.id = ${versionId}`,
    state !== undefined && stateIs[state],
    planId !== undefined && Prisma.sql`i."planId" = ${planId}`,
    unitId !== undefined &&
      Prisma.sql`(i."unitId" = ${unitId} OR EXISTS (SELECT 1 FROM "Assignment" a
        WHERE a."measureId" = i."measureId" AND a."unitId" = ${unitId} AND a."removedOn" IS NULL))`,
    elementId !== undefined && Prisma.sql`${elementId} = ANY(i."standsOn")`,
    q !== undefined && Prisma.sql`(${subject} ILIKE ${likePattern(q)} OR i.id = ${q})`,
  ].filter((condition) => condition !== false);
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' AND ');
}

/**
 * Processes of all definitions and versions: first those that do not go on, then the running ones, the longest
 * standing first, then the ended ones, the latest first. `lost` are those that Temporal does not know.
 */
export async function listInstances(
  db: Tx,
  actor: Actor,
  { cursor, limit, ...filter }: InstanceFilter & Paging,
  lost: readonly string[],
): Promise<PageOf<InstanceRow>> {
  const after = decodeCursor(cursor, 3);
  const urgency = Prisma.sql`(CASE WHEN f.id IS NOT NULL THEN 0 WHEN i.status = 'RUNNING' THEN 1 ELSE 2 END)`;
  const standing = Prisma.sql`((i."movedOn"::date - DATE '1970-01-01')
    * (CASE WHEN i.status = 'RUNNING' THEN 1 ELSE -1 END))`;
  const rows = await db.$queryRaw<FlatInstance[]>`
    WITH faulty AS MATERIALIZED (${faultyInstances(actor, lost)}), page AS (
      SELECT i.id, d.name, v.version, v.id AS "versionId", d.id AS "definitionId", ${subject} AS subject, i."planId",
        p.title AS "planTitle", i."measureId", i.status::text AS status, i.paused, f.id IS NOT NULL AS faulty,
        i."standsOn", i."movedOn", i."createdAt", i."runId", i."parentInstanceId",
        i."subjectKind"::text AS "subjectKind", ${urgency} AS urgency, ${standing} AS standing
      FROM "ProcessInstance" i JOIN "DefinitionVersion" v ON v.id = i."definitionVersionId"
      JOIN "ProcessDefinition" d ON d.id = v."definitionId" LEFT JOIN faulty f ON f.id = i.id
      LEFT JOIN "Plan" p ON p.id = i."planId" LEFT JOIN "Measure" m ON m.id = i."measureId"
      LEFT JOIN "Unit" u ON u.id = i."unitId"
      WHERE i."countyId" = ${actor.countyId} AND ${fits(filter)}
        ${after ? Prisma.sql`AND (${urgency}, ${standing}, i.id) > (${Number(after[0])}::int, ${Number(after[1])}::int, ${String(after[2])})` : Prisma.empty}
      ORDER BY urgency, standing, i.id LIMIT ${limit + 1}
    )
    SELECT page.*,
      (SELECT min(w."dueOn") FROM "WorkItem" w
        WHERE w."instanceId" = page.id AND w.state IN ('OPEN', 'PREPARED')) AS "dueOn",
      (SELECT min(t.day) FROM "Timer" t WHERE t."instanceId" = page.id AND t."firedOn" IS NULL) AS "timerOn"
    FROM page ORDER BY urgency, standing, id`;
  const { items, nextCursor } = toPage(rows, limit, (row) => [row.urgency, row.standing, row.id]);
  return { items: await Promise.all(items.map((row) => present(db, row))), nextCursor };
}

async function present(db: Tx, flat: FlatInstance): Promise<InstanceRow> {
  const { planId, planTitle, standsOn, runId, parentInstanceId, subjectKind, urgency, standing, ...row } = flat;
  const { nodes } = (await graphOf(db, row.versionId)).graph;
  return {
    ...row,
    mayCancel: row.status === 'RUNNING' && isCancellable({ runId, parentInstanceId, subjectKind }),
    plan: planId === null ? null : { id: planId, title: planTitle ?? '' },
    active: countOn(standsOn).map((at) => ({ ...at, name: nodes[at.elementId]?.name ?? at.elementId })),
  };
}

export interface StateCounts {
  running: number;
  stuck: number;
  paused: number;
  ended: number;
}

/** How many processes there are, each number as its list has it. */
export async function countStates(db: Tx, actor: Actor, lost: readonly string[]): Promise<StateCounts> {
  const [counts] = await db.$queryRaw<StateCounts[]>`
    WITH faulty AS MATERIALIZED (${faultyInstances(actor, lost)})
    SELECT (count(*) FILTER (WHERE ${stateIs.RUNNING}))::int AS running, count(f.id)::int AS stuck,
      (count(*) FILTER (WHERE ${stateIs.PAUSED}))::int AS paused, (count(*) FILTER (WHERE ${stateIs.ENDED}))::int AS ended
    FROM "ProcessInstance" i LEFT JOIN faulty f ON f.id = i.id WHERE i."countyId" = ${actor.countyId}`;
  return counts ?? { running: 0, stuck: 0, paused: 0, ended: 0 };
}
