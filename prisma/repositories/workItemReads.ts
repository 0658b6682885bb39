import { DubanError } from '../../domain/errors.ts';
import type { Form } from '../../domain/forms/types.ts';
import type { WorkItemKind } from '../../domain/process/types.ts';
import type { ReportingNumber } from '../../domain/reporting.ts';
import type { WorkItemState } from '../../domain/workItem.ts';
import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { AssignmentRole, PlanKind, PostKind } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';
import { type DueColumns, type Lateness, latenessOf, overdueToday } from './lateness.ts';
import type { ObjectionRow } from './objectionReads.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { type PostRow, postsById, type UnitRefRow } from './parties.ts';
import { reportsCounted } from './reportingReads.ts';
import { heldByUnits, itemsHeld, itemsSeen, NOT_OUT } from './scope.ts';
import { STEP_NAME, stepNameOf } from './stepNames.ts';

interface ItemColumns extends DueColumns {
  id: string;
  instanceId: string;
  /** Why the process beside the lifecycle was begun that it belongs to. */
  runNote: string | null;
  runBy: string | null;
  obligationKey: string;
  kind: WorkItemKind;
  state: WorkItemState;
  planId: string | null;
  planTitle: string | null;
  planKind: PlanKind | null;
  measureId: string | null;
  measureTitle: string | null;
  /** What it is about, where neither a measure nor a unit's part says so. */
  subject: string | null;
  /** The letter that it answers. */
  letterId: string | null;
  /** The rung that it explains, whether the unit sees it by now, and the item that it is about. */
  escalationId: string | null;
  explainedRung: string | null;
  explainedOut: boolean;
  explainedId: string | null;
  explainedKind: WorkItemKind | null;
  explainedStep: string | null;
  explainedPeriod: string | null;
  explainedDueOn: string | null;
  /** The objection that it decides, with what it is against. */
  objection:
    | (Pick<ObjectionRow, 'id' | 'about' | 'letterId' | 'escalationId' | 'workItemId' | 'unitId' | 'unitName'> &
        Pick<ObjectionRow, 'filedBy' | 'filedOn' | 'letterTitle' | 'rung' | 'itemKind' | 'stepName'>)
    | null;
  /** The request for more time that it decides. */
  extensionId: string | null;
  extendsItemId: string | null;
  fromDueOn: string | null;
  askedDueOn: string | null;
  /** Its due day before the first extension; null: none was granted. */
  originalDueOn: string | null;
  /** Whether its measure is paused. */
  paused: boolean;
  /** Whether it was referred to the discipline commission. */
  referred: boolean;
  /** Whether a request for more time waits for its decision, and how many its obligation was granted. */
  waiting: boolean;
  granted: number;
  lightLiftedOn: string | null;
  /** What the drawing calls its step, where it is one of the county's own. */
  stepName: string | null;
  elementId: string;
  unitId: string | null;
  unitName: string | null;
  holderKind: PostKind;
  postId: string | null;
  role: AssignmentRole | null;
  periodKey: string | null;
  periodName: string | null;
  round: number;
  version: number;
  text: string | null;
  outcome: string | null;
  outcomes: string[];
  fields: Record<string, unknown> | null;
  form: Form | null;
  returnedReason: string | null;
  signBy: string | null;
  signedOn: string | null;
  signedBy: string | null;
  preparedOn: string | null;
  submittedOn: string | null;
  closedOn: string | null;
  unreported: boolean;
  /** The ladder that it climbs, and what comes next on it while it is open. */
  ladderName: string | null;
  nextRung: string | null;
  nextRungOn: string | null;
  reviewsId: string | null;
  reviewedKind: string | null;
  reviewedState: WorkItemState | null;
  reviewedText: string | null;
  reviewedForm: Form | null;
  reviewedValues: Record<string, unknown> | null;
  reviewedUnitId: string | null;
  reviewedUnitName: string | null;
  reviewedPostId: string | null;
  reviewedHolderKind: PostKind | null;
  reviewedOn: string | null;
}

/** A work item with the names around it and how it stands to its due day on the business day. */
export interface WorkItemRow extends ItemColumns, Lateness {
  post: PostRow | null;
  county: CountyDay;
}

const COLUMNS = Prisma.sql`
  w.id, w."instanceId", n.note AS "runNote", n."startedBy" AS "runBy", w."obligationKey", w.kind, w.state::text AS state, w."planId", p.title AS "planTitle", p.kind::text AS "planKind",
  w."measureId", m.title AS "measureTitle", coalesce(a.title, i.title) AS subject,
  a.id AS "letterId", w."elementId",
  ${STEP_NAME} AS "stepName", w."unitId", u.name AS "unitName",
  w."holderKind"::text AS "holderKind", w."postId", s.role::text AS role, w."periodKey", d.name AS "periodName", w.round,
  w.version, w.text, w.outcome, w.outcomes, w.fields, w.form, v.text AS "returnedReason", w."signBy", w."signedOn", w."signedBy", w."preparedOn", w."submittedOn",
  w."closedOn", w.unreported, y.name AS "ladderName", w."nextRung", w."nextRungOn", w."reviewsId", r.kind AS "reviewedKind",
  r.state::text AS "reviewedState", r.text AS "reviewedText", r.form AS "reviewedForm",
  r.fields->'form' AS "reviewedValues",
  r."unitId" AS "reviewedUnitId", ru.name AS "reviewedUnitName", r."postId" AS "reviewedPostId",
  r."holderKind"::text AS "reviewedHolderKind", r."submittedOn" AS "reviewedOn",
  w."openedOn", w."dueOn", w."ladderUpTo", w.frozen, w."carriedDays",
  w."lightLiftedOn", x.id AS "escalationId",
  x.rung AS "explainedRung", coalesce(x.state NOT IN ${NOT_OUT}, false) AS "explainedOut", xw.id AS "explainedId", xw.kind AS "explainedKind", ${stepNameOf('xw')} AS "explainedStep",
  xd.name AS "explainedPeriod", xw."dueOn" AS "explainedDueOn", b.objection, z.id AS "extensionId",
  z."workItemId" AS "extendsItemId", z."fromDueOn", z."askedDueOn", w."originalDueOn",
  coalesce(m."pausedOn" IS NOT NULL, false) AS paused, q.waiting, q.granted,
  EXISTS (SELECT 1 FROM "Escalation" g WHERE g."instanceId" = w."instanceId" AND g."obligationKey" = w."obligationKey"
    AND g.rung = 'REFER' AND g.state IN ('APPROVED', 'ACKNOWLEDGED') AND g."liftedOn" IS NULL) AS referred`;

const JOINS = Prisma.sql`
  "WorkItem" w
  JOIN "ProcessInstance" i ON i.id = w."instanceId"
  LEFT JOIN "ProcessRun" n ON n.id = i."runId"
  LEFT JOIN "Plan" p ON p.id = w."planId"
  LEFT JOIN "Measure" m ON m.id = w."measureId"
  LEFT JOIN "Unit" u ON u.id = w."unitId"
  LEFT JOIN "Assignment" s ON s.id = w."assignmentId"
  LEFT JOIN "ReportingPeriod" d ON d."planId" = w."planId" AND d.key = w."periodKey"
  LEFT JOIN "WorkItem" r ON r.id = w."reviewsId"
  LEFT JOIN "Ladder" y ON y.id = w."ladderId"
  LEFT JOIN "Unit" ru ON ru.id = r."unitId"
  LEFT JOIN "Letter" a ON a."answerItemId" = w.id
  LEFT JOIN "Escalation" x ON x."explainItemId" = w.id
  LEFT JOIN "WorkItem" xw ON xw.id = x."workItemId"
  LEFT JOIN "ReportingPeriod" xd ON xd."planId" = xw."planId" AND xd.key = xw."periodKey"
  LEFT JOIN LATERAL (SELECT jsonb_build_object('id', o.id, 'about', o.about, 'letterId', o."letterId",
      'escalationId', o."escalationId", 'workItemId', o."workItemId", 'unitId', o."unitId", 'unitName', ou.name,
      'filedBy', o."filedBy", 'filedOn', o."filedOn", 'letterTitle', ol.title, 'rung', oe.rung, 'itemKind', ow.kind,
      'stepName', ${stepNameOf('ow')}) AS objection
    FROM "Objection" o JOIN "WorkItem" ow ON ow.id = o."workItemId" LEFT JOIN "Unit" ou ON ou.id = o."unitId"
      LEFT JOIN "Letter" ol ON ol.id = o."letterId" LEFT JOIN "Escalation" oe ON oe.id = o."escalationId"
    WHERE o."itemId" = w.id) b ON w.kind = 'RECONSIDER'
  LEFT JOIN "Extension" z ON z."itemId" = w.id
  CROSS JOIN LATERAL (SELECT coalesce(bool_or(e.state = 'OPEN'), false) AS waiting,
    (count(*) FILTER (WHERE e.state = 'GRANTED'))::int AS granted FROM "Extension" e
    WHERE e."instanceId" = w."instanceId" AND e."obligationKey" = w."obligationKey") q
  LEFT JOIN LATERAL (SELECT x.text FROM "WorkItem" x
    WHERE x."reviewsId" = w."previousId" AND x.outcome = 'RETURNED' LIMIT 1) v ON w."previousId" IS NOT NULL`;

async function finish(db: Tx, actor: Actor, rows: ItemColumns[]): Promise<WorkItemRow[]> {
  const county = await loadCountyDay(db, actor.countyId);
  const posts = await postsById(
    db,
    county.today,
    rows.flatMap((row) => (row.postId ? [row.postId] : [])),
  );
  return rows.map((row) => ({
    ...row,
    post: row.postId ? (posts.get(row.postId) ?? null) : null,
    ...latenessOf(row, county, row.submittedOn ?? row.closedOn ?? county.today),
    county,
  }));
}

export interface WorkItemFilter extends Paging {
  /** Only items that wait for the actor. */
  mine?: boolean | undefined;
  state?: 'open' | 'done' | undefined;
  planId?: string | undefined;
  measureId?: string | undefined;
  unitId?: string | undefined;
  kind?: string | undefined;
  period?: string | undefined;
  /** Only what is still to do and late. */
  overdue?: boolean | undefined;
  /** Only what units hold. */
  ofUnits?: boolean | undefined;
  /** Of a plan and a period, which both have to be named: the reports that a number of the reporting page counts. */
  reporting?: ReportingNumber | undefined;
}

const OPEN = Prisma.sql`w.state IN ('OPEN', 'PREPARED')`;
const DONE = Prisma.sql`w.state IN ('SUBMITTED', 'ACCEPTED', 'RETURNED', 'DEEMED')`;
/** Sorts after every day. */
const NO_DAY = '9999-99-99';

/** Items that the actor may read: those still to do by due day, those done by the day of doing, latest first. */
export async function listWorkItems(db: Tx, actor: Actor, filter: WorkItemFilter): Promise<PageOf<WorkItemRow>> {
  const after = decodeCursor(filter.cursor, 2);
  const done = filter.state === 'done';
  const day = done
    ? Prisma.sql`coalesce(w."closedOn", w."submittedOn", w."openedOn")`
    : Prisma.sql`coalesce(w."dueOn", ${NO_DAY})`;
  const rest =
    after &&
    (done
      ? Prisma.sql`AND (${day}, w.id) < (${after[0]}, ${after[1]})`
      : Prisma.sql`AND (${day}, w.id) > (${after[0]}, ${after[1]})`);
  const rows = await db.$queryRaw<ItemColumns[]>`
    SELECT ${COLUMNS} FROM ${JOINS}
    WHERE ${filter.mine ? itemsHeld(actor) : itemsSeen(actor)} ${await conditions(db, filter, actor)} ${rest ?? Prisma.empty}
    ORDER BY ${day} ${done ? Prisma.sql`DESC` : Prisma.sql`ASC`}, w.id ${done ? Prisma.sql`DESC` : Prisma.sql`ASC`}
    LIMIT ${filter.limit + 1}`;
  const paged = toPage(await finish(db, actor, rows), filter.limit, (row) => [
    done ? (row.closedOn ?? row.submittedOn ?? row.openedOn) : (row.dueOn ?? NO_DAY),
    row.id,
  ]);
  return paged;
}

async function conditions(db: Tx, filter: WorkItemFilter, actor: Actor): Promise<Prisma.Sql> {
  // A worklist without further wishes is what is still to do.
  const state = filter.state ?? (filter.mine ? 'open' : undefined);
  return Prisma.sql`
    ${state ? Prisma.sql`AND ${state === 'open' ? OPEN : DONE}` : Prisma.empty}
    ${filter.planId ? Prisma.sql`AND w."planId" = ${filter.planId}` : Prisma.empty}
    ${filter.measureId ? Prisma.sql`AND w."measureId" = ${filter.measureId}` : Prisma.empty}
    ${filter.unitId ? Prisma.sql`AND w."unitId" = ${filter.unitId}` : Prisma.empty}
    ${filter.kind ? Prisma.sql`AND w.kind = ${filter.kind}` : Prisma.empty}
    ${filter.period ? Prisma.sql`AND w."periodKey" = ${filter.period}` : Prisma.empty}
    ${filter.overdue ? Prisma.sql`AND ${await overdueToday(db, actor.countyId)}` : Prisma.empty}
    ${filter.ofUnits ? Prisma.sql`AND ${heldByUnits}` : Prisma.empty}
    ${await countedReports(db, filter, actor)}`;
}

async function countedReports(
  db: Tx,
  { reporting: number, planId, period }: WorkItemFilter,
  actor: Actor,
): Promise<Prisma.Sql> {
  if (number === undefined || planId === undefined || period === undefined) return Prisma.empty;
  return Prisma.sql`AND w.id = ANY(${await reportsCounted(db, actor, { number, planId, period })})`;
}

export async function countWorkItems(
  db: Tx,
  actor: Actor,
  filter: Omit<WorkItemFilter, keyof Paging>,
): Promise<number> {
  const rows = await db.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM "WorkItem" w
    WHERE ${filter.mine ? itemsHeld(actor) : itemsSeen(actor)} ${await conditions(db, { ...filter, limit: 0 }, actor)}`;
  return Number(rows[0]?.n ?? 0);
}

/** @throws DubanError NOT_FOUND also where the item exists but is not the actor's to see. */
export async function readWorkItem(db: Tx, actor: Actor, id: string): Promise<WorkItemRow> {
  const [row] = await itemsWhere(db, actor, Prisma.sql`w.id = ${id}`);
  if (!row) throw new DubanError('NOT_FOUND', { zh: '没有找到该事项', en: 'There is no such item' });
  return row;
}

async function itemsWhere(db: Tx, actor: Actor, where: Prisma.Sql): Promise<WorkItemRow[]> {
  const rows = await db.$queryRaw<ItemColumns[]>`
    SELECT ${COLUMNS} FROM ${JOINS} WHERE ${where} AND ${itemsSeen(actor)}
    ORDER BY w."openedOn", w."createdAt", w.id`;
  return finish(db, actor, rows);
}

/** Every item of a measure that the actor may read, oldest first. */
export function itemsOfMeasure(db: Tx, actor: Actor, measureId: string): Promise<WorkItemRow[]> {
  return itemsWhere(db, actor, Prisma.sql`w."measureId" = ${measureId} AND w.state <> 'CANCELLED'`);
}

/** The earlier rounds of an item's obligation, oldest first. */
export function earlierRounds(db: Tx, actor: Actor, item: WorkItemRow): Promise<WorkItemRow[]> {
  return itemsWhere(
    db,
    actor,
    Prisma.sql`w."instanceId" = ${item.instanceId} AND w."obligationKey" = ${item.obligationKey}
      AND w.round < ${item.round} AND w.id <> ${item.id}`,
  );
}

export interface SheetRows {
  reports: WorkItemRow[];
  inputs: { measureId: string; measureTitle: string; unit: UnitRefRow | null; text: string | null; paused: boolean }[];
}

/** What belongs on a unit's sheet of a period: its own reports of that plan, and measures to which it contributes. */
export async function readSheet(db: Tx, actor: Actor, sheet: WorkItemRow): Promise<SheetRows> {
  const reports = await itemsWhere(
    db,
    actor,
    Prisma.sql`w."planId" = ${sheet.planId} AND w."unitId" = ${sheet.unitId} AND w."periodKey" = ${sheet.periodKey}
      AND w.kind = 'REPORT' AND w.state NOT IN ('CANCELLED', 'RETURNED')`,
  );
  const inputs = await db.$queryRaw<
    (Omit<SheetRows['inputs'][number], 'unit'> & { unitId: string | null; unitName: string | null })[]
  >`
    SELECT m.id AS "measureId", m.title AS "measureTitle", m."pausedOn" IS NOT NULL AS paused, a.id AS "unitId", a.name AS "unitName", i.text
    FROM "Assignment" s JOIN "Measure" m ON m.id = s."measureId"
    LEFT JOIN LATERAL (SELECT u.id, u.name FROM "Assignment" l JOIN "Unit" u ON u.id = l."unitId"
      WHERE l."measureId" = m.id AND l.answerable AND l."removedOn" IS NULL ORDER BY l.ordinal LIMIT 1) a ON true
    LEFT JOIN "MeasureInput" i ON i."sheetItemId" = ${sheet.id} AND i."measureId" = m.id
    WHERE m."planId" = ${sheet.planId} AND s."unitId" = ${sheet.unitId} AND NOT s.answerable
      AND s."removedOn" IS NULL AND m.state = 'RUNNING'
    ORDER BY m.number`;
  return {
    reports,
    inputs: inputs.map(({ unitId, unitName, ...row }) => ({
      ...row,
      unit: unitId === null ? null : { id: unitId, name: unitName ?? '' },
    })),
  };
}
