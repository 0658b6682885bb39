import { DubanError } from '../../domain/errors.ts';
import { rungGroups } from '../../domain/ladder/index.ts';
import type { Light } from '../../domain/light.ts';
import { type Standing, standingOn } from '../../domain/process/standing.ts';
import type { ProcessState } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { AssignmentRole, MeasureState, PlanKind } from '../generated/enums.ts';
import { fromJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { type ActualRow, readActuals } from './actuals.ts';
import { decodeCursor, likePattern, type PageOf, type Paging, toPage } from './paging.ts';
import { type PostRow, postsById, type UnitRefRow } from './parties.ts';
import { escalationsSeen, itemsSeen, measuresSeen, reachOf } from './scope.ts';
import { groupBy, type MeasureStandingRow, readStandings } from './standings.ts';

export interface Passage {
  start: number;
  end: number;
  text: string;
}

/** A measure with everything that its row in the register 台账 shows. */
export interface MeasureRow {
  id: string;
  planId: string;
  planTitle: string;
  planKind: PlanKind;
  number: number;
  title: string;
  path: string[];
  passages: Passage[];
  deadlineText: string | null;
  deadlineKind: string;
  deadlineOn: string | null;
  /** Units whose completion was given more time than the deadline. */
  extended: ExtendedRow[];
  state: MeasureState;
  pausedOn: string | null;
  urgent: boolean;
  stateReason: string | null;
  leaders: PostRow[];
  assignments: { unit: UnitRefRow; role: AssignmentRole; answerable: boolean; responsiblePerson: string | null }[];
  indicators: {
    id: string;
    text: string;
    comparator: string;
    value: number;
    valueTo: number | null;
    unit: string;
    period: string | null;
    by: string | null;
  }[];
  actuals: ActualRow[];
  standing: MeasureStandingRow;
  lastReport: { on: string; unit: UnitRefRow; text: string } | null;
  supervision: { rung: string; reachedOn: string } | null;
}

export interface MeasureFilter extends Paging {
  light?: Light | undefined;
  unitId?: string | undefined;
  leaderId?: string | undefined;
  q?: string | undefined;
  state?: MeasureState | undefined;
  overdue?: boolean | undefined;
}

/**
 * Measures of a plan that the actor may see, in the document's order. Lights are judged by rules that SQL does not
 * know, so a filter by light reads the standing of all measures of the plan.
 */
export async function listMeasures(
  db: Db,
  actor: Actor,
  planId: string,
  filter: MeasureFilter,
): Promise<PageOf<MeasureRow>> {
  const after = decodeCursor(filter.cursor, 1);
  const judged = filter.light !== undefined || filter.overdue === true;
  const found = await db.$queryRaw<{ id: string; number: number }[]>`
    SELECT m.id, m.number FROM "Measure" m
    WHERE m."planId" = ${planId} AND ${measuresSeen(actor)} ${conditions(filter)}
      ${after ? Prisma.sql`AND m.number > ${after[0]}::int` : Prisma.empty}
    ORDER BY m.number ${judged ? Prisma.empty : Prisma.sql`LIMIT ${filter.limit + 1}`}`;
  const standings = await readStandings(
    db,
    actor,
    found.map((row) => row.id),
  );
  const fitting = found.filter(({ id }) => {
    const standing = standings.get(id);
    if (!standing) return false;
    if (filter.overdue && standing.overdueItems === 0) return false;
    return filter.light === undefined || standing.light === filter.light;
  });
  const { items, nextCursor } = toPage(fitting, filter.limit, (row) => [row.number]);
  const rows = await loadRows(
    db,
    actor,
    items.map((row) => row.id),
    standings,
  );
  return { items: rows, nextCursor };
}

function conditions({ unitId, leaderId, q, state }: MeasureFilter): Prisma.Sql {
  const like = q ? likePattern(q) : '';
  return Prisma.sql`
    ${unitId ? Prisma.sql`AND EXISTS (SELECT 1 FROM "Assignment" f WHERE f."measureId" = m.id AND f."unitId" = ${unitId} AND f."removedOn" IS NULL)` : Prisma.empty}
    ${leaderId ? Prisma.sql`AND EXISTS (SELECT 1 FROM "MeasureLeader" f WHERE f."measureId" = m.id AND f."postId" = ${leaderId})` : Prisma.empty}
    ${q ? Prisma.sql`AND (m.title ILIKE ${like} OR array_to_string(m.path, ' ') ILIKE ${like} OR m.passages::text ILIKE ${like})` : Prisma.empty}
    ${state ? Prisma.sql`AND m.state::text = ${state}` : Prisma.empty}`;
}

/** @throws DubanError NOT_FOUND also where the measure exists but is not the actor's to see. */
export async function readMeasure(db: Tx, actor: Actor, id: string): Promise<MeasureRow> {
  const [row] = await readMeasures(db, actor, [id]);
  if (!row) throw new DubanError('NOT_FOUND', { zh: '没有找到该措施', en: 'There is no such measure' });
  return row;
}

/** Those of the measures that the actor may see, in the document's order. */
export async function readMeasures(db: Tx, actor: Actor, ids: readonly string[]): Promise<MeasureRow[]> {
  if (ids.length === 0) return [];
  const seen = await db.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM "Measure" m WHERE m.id = ANY(${[...ids]}) AND ${measuresSeen(actor)}`;
  const seenIds = seen.map((row) => row.id);
  return loadRows(db, actor, seenIds, await readStandings(db, actor, seenIds));
}

async function loadRows(
  db: Tx,
  actor: Actor,
  ids: string[],
  standings: Map<string, MeasureStandingRow>,
): Promise<MeasureRow[]> {
  if (ids.length === 0) return [];
  const measures = await db.measure.findMany({
    where: { id: { in: ids } },
    orderBy: [{ planId: 'asc' }, { number: 'asc' }],
    include: {
      plan: { select: { title: true, kind: true } },
      assignments: {
        where: { removedOn: null },
        orderBy: { ordinal: 'asc' },
        include: { unit: { select: { id: true, name: true } } },
      },
      leaders: { orderBy: { ordinal: 'asc' } },
      indicators: { orderBy: { number: 'asc' } },
    },
  });
  const posts = await postsById(
    db,
    actor.businessDay,
    measures.flatMap((measure) => measure.leaders.map((leader) => leader.postId)),
  );
  const reports = new Map((await readLatestReports(db, actor, ids)).map((row) => [row.measureId, row]));
  const supervision = await readSupervision(db, actor, ids);
  const actuals = await readActuals(db, actor, ids);
  const extended = groupBy(await readExtended(db, actor, ids), (row) => row.measureId);
  return measures.flatMap((measure) => {
    const standing = standings.get(measure.id);
    const report = reports.get(measure.id);
    if (!standing) return [];
    return {
      ...measure,
      planTitle: measure.plan.title,
      planKind: measure.plan.kind,
      passages: fromJson<Passage[]>(measure.passages),
      leaders: measure.leaders.flatMap((leader) => posts.get(leader.postId) ?? []),
      extended: (extended.get(measure.id) ?? []).map(({ unitId, unitName, dueOn, originalDueOn }) => ({
        ...{ unit: { id: unitId, name: unitName }, dueOn, originalDueOn },
      })),
      actuals: actuals.filter(({ measureId }) => measureId === measure.id),
      standing,
      lastReport: report
        ? { on: report.on, unit: { id: report.unitId, name: report.unitName }, text: report.text ?? '' }
        : null,
      supervision: supervision.get(measure.id) ?? null,
    };
  });
}

export interface ExtendedRow {
  unit: UnitRefRow;
  dueOn: string;
  originalDueOn: string;
}

/** Completions as they were last asked for, where that was put off: what the deadline means for these units. */
function readExtended(db: Tx, actor: Actor, ids: string[]) {
  return db.$queryRaw<{ measureId: string; unitId: string; unitName: string; dueOn: string; originalDueOn: string }[]>`
    SELECT x."measureId", x."unitId", u.name AS "unitName", x."dueOn", x."originalDueOn" FROM (
      SELECT DISTINCT ON (w."measureId", w."unitId") w."measureId", w."unitId", w."dueOn", w."originalDueOn"
      FROM "WorkItem" w JOIN "ProcessInstance" i ON i.id = w."instanceId"
      WHERE w."measureId" = ANY(${ids}) AND w.kind = 'COMPLETE' AND w.state <> 'CANCELLED' AND i."runId" IS NULL
        AND ${itemsSeen(actor)}
      ORDER BY w."measureId", w."unitId", w.round DESC
    ) x JOIN "Unit" u ON u.id = x."unitId" WHERE x."originalDueOn" IS NOT NULL ORDER BY x."dueOn", u.name`;
}

interface LatestReport {
  measureId: string;
  unitId: string;
  unitName: string;
  on: string;
  text: string | null;
}

function readLatestReports(db: Tx, actor: Actor, ids: string[]): Promise<LatestReport[]> {
  return db.$queryRaw<LatestReport[]>`
    SELECT DISTINCT ON (w."measureId") w."measureId", w."unitId", u.name AS "unitName", w."submittedOn" AS "on", w.text
    FROM "WorkItem" w JOIN "Unit" u ON u.id = w."unitId"
    WHERE w."measureId" = ANY(${ids}) AND w.kind IN ('REPORT', 'COMPLETE') AND w."submittedOn" IS NOT NULL
      AND ${itemsSeen(actor)}
    ORDER BY w."measureId", w."submittedOn" DESC, w.id`;
}

/** The gravest rung that stands for a measure: those withdrawn, refused, lifted, tolerated or not yet out do not count. */
async function readSupervision(db: Tx, actor: Actor, ids: string[]) {
  const rows = await db.$queryRaw<{ measureId: string; rung: string; reachedOn: string }[]>`
    SELECT e."measureId", e.rung, max(e."reachedOn") AS "reachedOn" FROM "Escalation" e
    JOIN "WorkItem" w ON w.id = e."workItemId"
    WHERE e."measureId" = ANY(${ids}) AND e.state NOT IN ('WITHDRAWN', 'REJECTED', 'LISTED', 'HELD', 'TOLERATED')
      AND e."liftedOn" IS NULL
      AND w.state IN ('OPEN', 'PREPARED') AND ${escalationsSeen(actor)}
    GROUP BY e."measureId", e.rung`;
  const gravity = (rung: string) => rungGroups.findIndex((group) => rung.startsWith(group));
  const gravest = new Map<string, { rung: string; reachedOn: string }>();
  for (const { measureId, rung, reachedOn } of rows) {
    const known = gravest.get(measureId);
    if (!known || gravity(rung) > gravity(known.rung)) gravest.set(measureId, { rung, reachedOn });
  }
  return gravest;
}

// ---------------------------------------------------------------------------------------------------------------
// A measure's page

export interface ScoreRow {
  unit: UnitRefRow;
  yearKey: string;
  score: number;
  passed: boolean;
  points: { text: { zh: string; en: string }; delta: number }[];
}

/** Scores of the answerable units; a unit sees its own, the discipline commission none. */
export async function readScores(db: Tx, actor: Actor, measureId: string): Promise<ScoreRow[]> {
  const rows = await db.$queryRaw<(Omit<ScoreRow, 'unit'> & { unitId: string; unitName: string })[]>`
    SELECT c."unitId", u.name AS "unitName", c."yearKey", c.score, c.passed, c.points
    FROM "ScoreEntry" c JOIN "Unit" u ON u.id = c."unitId"
    WHERE c."measureId" = ${measureId} AND ${ofOwnUnits(actor, Prisma.sql`c."unitId"`)}
    ORDER BY c."yearKey" DESC, u.name`;
  return rows.map(({ unitId, unitName, ...row }) => ({ ...row, unit: { id: unitId, name: unitName } }));
}

export interface InputRow {
  unit: UnitRefRow;
  period: string;
  text: string;
  submittedOn: string;
}

/** What contributing units put in; whoever answers for the measure reads all of it. */
export async function readInputs(db: Tx, actor: Actor, measureId: string): Promise<InputRow[]> {
  const rows = await db.$queryRaw<(Omit<InputRow, 'unit'> & { unitId: string; unitName: string })[]>`
    SELECT i."unitId", u.name AS "unitName", coalesce(r.name, i."periodKey") AS period, i.text, i."submittedOn"
    FROM "MeasureInput" i JOIN "Unit" u ON u.id = i."unitId" JOIN "Measure" m ON m.id = i."measureId"
    LEFT JOIN "ReportingPeriod" r ON r."planId" = m."planId" AND r.key = i."periodKey"
    WHERE i."measureId" = ${measureId} AND (${ofOwnUnits(actor, Prisma.sql`i."unitId"`)}
      OR EXISTS (SELECT 1 FROM "Assignment" s WHERE s."measureId" = m.id AND s.answerable
        AND s."unitId" = ANY(${reachOf(actor).unitIds})))
    ORDER BY i."submittedOn" DESC, u.name`;
  return rows.map(({ unitId, unitName, ...row }) => ({ ...row, unit: { id: unitId, name: unitName } }));
}

function ofOwnUnits(actor: Actor, column: Prisma.Sql): Prisma.Sql {
  const reach = reachOf(actor);
  const everyUnit = reach.all || reach.leaderPostIds.length > 0;
  return Prisma.sql`(${everyUnit} OR ${column} = ANY(${reach.unitIds}))`;
}

export interface ProcessRow extends Standing {
  instanceId: string;
  bpmnXml: string;
}

/** The measure's process with the elements that it stands on and those that it passed. */
export async function readProcess(db: Tx, measureId: string): Promise<ProcessRow | null> {
  const [row] = await db.$queryRaw<{ id: string; state: ProcessState; bpmnXml: string }[]>`
    SELECT i.id, i.state, v."bpmnXml" FROM "ProcessInstance" i
    JOIN "DefinitionVersion" v ON v.id = i."definitionVersionId"
    WHERE i."measureId" = ${measureId} AND i."subjectKind" = 'MEASURE' ORDER BY i."createdAt" LIMIT 1`;
  return row ? { instanceId: row.id, bpmnXml: row.bpmnXml, ...standingOn(row.state) } : null;
}
