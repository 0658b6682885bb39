import { DubanError } from '../../domain/errors.ts';
import { standingOn } from '../../domain/process/standing.ts';
import type { ProcessState } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { Prisma, type ProcessRun } from '../generated/client.ts';
import type { InstanceStatus, PlanKind } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { type MeasureHead, mayChangeMeasure, readHeads } from './measureChanges.ts';
import { holdsAny, measuresSeen } from './scope.ts';

/** A run as a list shows it: how many of its instances, of measures that the actor may see, there are and still run. */
export interface RunRow extends Omit<ProcessRun, 'countyId'> {
  planTitle: string;
  planKind: PlanKind;
  version: number;
  instances: number;
  running: number;
  /** Its own deadline, where it has one. */
  deadlineOn: string | null;
  /** One of its measures: of an instruction the only one. */
  measureId: string;
  measureTitle: string;
  /** The day of the occasion that began it by itself, and why that was set up; null where somebody began it. */
  occasionDay: string | null;
  occasionNote: string | null;
}

export interface RunFilter {
  id?: string | undefined;
  planId?: string | undefined;
  measureId?: string | undefined;
  /** Only instructions 批示: those of the actor's own posts, to the office all. */
  instructions?: boolean | undefined;
}

/** Runs of a plan, or those that concern a measure, latest first. */
export function listRuns(db: Tx, actor: Actor, { id, planId, measureId, instructions }: RunFilter): Promise<RunRow[]> {
  const ownPosts = actor.posts.map((post) => post.id);
  const where = Prisma.sql`true
    ${id === undefined ? Prisma.empty : Prisma.sql`AND r.id = ${id}`}
    ${planId === undefined ? Prisma.empty : Prisma.sql`AND r."planId" = ${planId}`}
    ${
      measureId === undefined
        ? Prisma.empty
        : Prisma.sql`AND r.id IN (SELECT x."runId" FROM "ProcessInstance" x WHERE x."measureId" = ${measureId})`
    }
    ${
      instructions
        ? Prisma.sql`AND r."instructedByPostId" IS NOT NULL
            AND (${holdsAny(actor, ['OFFICE'])} OR r."instructedByPostId" = ANY(${ownPosts}))`
        : Prisma.empty
    }`;
  return db.$queryRaw<RunRow[]>`
    SELECT r.id, r."definitionVersionId", r."planId", r.name, r.note, r."startedBy", r."startedOn", r."triggerIds", r."endedBy",
      r."endedOn", r."endReason", r."instructedByPostId", min(i."deadlineOn") AS "deadlineOn",
      min(m.title) AS "measureTitle", min(m.id) AS "measureId", p.title AS "planTitle", p.kind::text AS "planKind", v.version, count(*)::int AS instances,
      (SELECT o.day FROM "TriggerOccurrence" o WHERE o."runId" = r.id LIMIT 1) AS "occasionDay",
      (SELECT t.note FROM "TriggerOccurrence" o JOIN "ProcessTrigger" t ON t.id = o."triggerId"
        WHERE o."runId" = r.id LIMIT 1) AS "occasionNote",
      r."endedFor", (count(*) FILTER (WHERE i.status = 'RUNNING' AND i."measureId" <> ALL(r."endedFor")))::int AS running
    FROM "ProcessRun" r JOIN "Plan" p ON p.id = r."planId" JOIN "DefinitionVersion" v ON v.id = r."definitionVersionId"
    JOIN "ProcessInstance" i ON i."runId" = r.id JOIN "Measure" m ON m.id = i."measureId"
    WHERE r."countyId" = ${actor.countyId} AND ${measuresSeen(actor)} AND ${where}
    GROUP BY r.id, p.title, p.kind, v.version ORDER BY r."startedOn" DESC, r.id`;
}

export interface RunInstance {
  id: string;
  measure: { id: string; number: number; title: string };
  status: InstanceStatus;
  /** Elements on which it stands. */
  active: { elementId: string; count: number }[];
  passed: string[];
}

export interface RunDetail extends RunRow {
  bpmnXml: string;
  parts: RunInstance[];
  mayEnd: boolean;
}

/** @throws DubanError NOT_FOUND also where none of its measures is the actor's to see. */
export async function readRun(db: Tx, actor: Actor, id: string): Promise<RunDetail> {
  const [run] = await listRuns(db, actor, { id });
  if (!run) throw new DubanError('NOT_FOUND', { zh: '没有找到该流程', en: 'There is no such process' });
  const { bpmnXml } = await db.definitionVersion.findUniqueOrThrow({
    where: { id: run.definitionVersionId },
    select: { bpmnXml: true },
  });
  const rows = await db.$queryRaw<
    { id: string; status: InstanceStatus; state: ProcessState; measureId: string; number: number; title: string }[]
  >`
    SELECT i.id, i.status::text AS status, i.state, m.id AS "measureId", m.number, m.title
    FROM "ProcessInstance" i JOIN "Measure" m ON m.id = i."measureId"
    WHERE i."runId" = ${id} AND ${measuresSeen(actor)} ORDER BY m.number`;
  const running = rows
    .filter((row) => row.status === 'RUNNING' && !run.endedFor.includes(row.measureId))
    .map((row) => row.measureId);
  const heads: MeasureHead[] = running.length > 0 ? await readHeads(db, actor, running) : [];
  return {
    ...run,
    bpmnXml,
    parts: rows.map(({ id: instanceId, status, state, measureId, number, title }) => ({
      ...{ id: instanceId, status, measure: { id: measureId, number, title } },
      ...standingOn(state),
    })),
    mayEnd: heads.some((head) => mayChangeMeasure(actor, head)),
  };
}
