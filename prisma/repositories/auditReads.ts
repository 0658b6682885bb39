import { LATELY_TOLD, MOST_TOLD } from '../../domain/trail.ts';
import type { Tx } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import type { AuditKind, PlanKind } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { eventsSeen, measuresSeen } from './scope.ts';
import { STEP_NAME } from './stepNames.ts';

/** One line of the trail, with the kind of the item that it is about. */
export interface TimelineRow {
  id: bigint;
  at: Date;
  businessDay: string;
  kind: AuditKind;
  personName: string | null;
  unitId: string | null;
  unitName: string | null;
  workItemId: string | null;
  itemKind: string | null;
  stepName: string | null;
  measureTitle: string | null;
  planKind: PlanKind | null;
  data: Record<string, unknown>;
}

function eventsWhere(db: Tx, actor: Actor, where: Prisma.Sql): Promise<TimelineRow[]> {
  return rowsWhere(db, Prisma.sql`${where} AND ${eventsSeen(actor)}`);
}

/** The latest that fit, and one more where there are more: whoever tells them then says so. */
function rowsWhere(db: Tx, where: Prisma.Sql, most = MOST_TOLD): Promise<TimelineRow[]> {
  return db.$queryRaw<TimelineRow[]>`
    SELECT v.id, v.at, v."businessDay", v.kind::text AS kind, v."personName", v."unitId", u.name AS "unitName",
      v."workItemId", w.kind AS "itemKind", ${STEP_NAME} AS "stepName", r.title AS "measureTitle", pl.kind::text AS "planKind", v.data
    FROM "AuditEvent" v LEFT JOIN "Unit" u ON u.id = v."unitId" LEFT JOIN "WorkItem" w ON w.id = v."workItemId"
      LEFT JOIN "Measure" r ON r.id = v."measureId" LEFT JOIN "Plan" pl ON pl.id = v."planId"
    WHERE ${where}
    ORDER BY v.id DESC LIMIT ${most + 1}`;
}

/** What was lately done about ladders, put down for later days and what became of it, latest first. */
export function ladderTimeline(db: Tx, { countyId }: Actor): Promise<TimelineRow[]> {
  return rowsWhere(db, Prisma.sql`v."countyId" = ${countyId} AND v.kind = 'LADDER_CHANGED'`, LATELY_TOLD);
}

/** The same of changes of units that were put down for later days; of one unit, or all of the county. */
export function plannedUnitTimeline(db: Tx, { countyId }: Actor, unitId?: string): Promise<TimelineRow[]> {
  const about = unitId === undefined ? Prisma.empty : Prisma.sql`AND v.data->'unitIds' ? ${unitId}`;
  const acts = ['unitChangePlanned', 'unitChangeRefused', 'unitChangeCancelled'];
  return rowsWhere(
    db,
    Prisma.sql`v."countyId" = ${countyId} AND v.kind = 'ORGANISATION_CHANGED' AND v.data->>'act' = ANY(${acts}) ${about}`,
    LATELY_TOLD,
  );
}

/** What administrators did about a process that did not go on, latest first. */
export function repairTimeline(db: Tx, { countyId }: Actor, instanceId: string): Promise<TimelineRow[]> {
  return db.$queryRaw<TimelineRow[]>`
    SELECT v.id, v.at, v."businessDay", v.kind::text AS kind, v."personName", NULL AS "unitId", NULL AS "unitName",
      NULL AS "workItemId", w.kind AS "itemKind", ${STEP_NAME} AS "stepName", NULL AS "measureTitle", NULL AS "planKind", v.data
    FROM "AuditEvent" v LEFT JOIN "WorkItem" w ON w.id = v."workItemId"
    WHERE v."instanceId" = ${instanceId} AND v."countyId" = ${countyId}
      AND v.kind IN ('PROCESS_RETRIED', 'OPERATION_SKIPPED', 'WORK_ITEM_REASSIGNED', 'PROCESS_ENDED', 'PROCESS_MOVED',
        'WORK_ITEM_CANCELLED')
      AND (v.kind <> 'WORK_ITEM_CANCELLED' OR v.data ? 'skipped')
    ORDER BY v.id DESC LIMIT ${MOST_TOLD + 1}`;
}

/** What happened with a measure, latest first. */
export function measureTimeline(db: Tx, actor: Actor, measureId: string): Promise<TimelineRow[]> {
  return eventsWhere(db, actor, Prisma.sql`v."measureId" = ${measureId}`);
}

/**
 * What happened with a matter of its own and the rows of it that the actor may see, latest first; what was only opened
 * for a row is left out.
 */
export function matterTimeline(db: Tx, actor: Actor, planId: string): Promise<TimelineRow[]> {
  return eventsWhere(
    db,
    actor,
    Prisma.sql`v."planId" = ${planId} AND (v."measureId" IS NULL
      OR (v.kind NOT IN ('PROCESS_STARTED', 'WORK_ITEM_OPENED')
        AND EXISTS (SELECT 1 FROM "Measure" m WHERE m.id = v."measureId" AND ${measuresSeen(actor)})))`,
  );
}

/** What happened with items (one and its earlier rounds), latest first. */
export function itemTimeline(db: Tx, actor: Actor, workItemIds: readonly string[]): Promise<TimelineRow[]> {
  return eventsWhere(db, actor, Prisma.sql`v."workItemId" = ANY(${[...workItemIds]})`);
}

/** All that happened with items, the oldest first, for whoever puts a package together: scoped by county alone. */
export async function wholeTimeline(db: Tx, countyId: string, workItemIds: readonly string[]): Promise<TimelineRow[]> {
  return db.$queryRaw<TimelineRow[]>`
    SELECT v.id, v.at, v."businessDay", v.kind::text AS kind, v."personName", v."unitId", u.name AS "unitName",
      v."workItemId", w.kind AS "itemKind", ${STEP_NAME} AS "stepName", r.title AS "measureTitle", pl.kind::text AS "planKind", v.data
    FROM "AuditEvent" v LEFT JOIN "Unit" u ON u.id = v."unitId" LEFT JOIN "WorkItem" w ON w.id = v."workItemId"
      LEFT JOIN "Measure" r ON r.id = v."measureId" LEFT JOIN "Plan" pl ON pl.id = v."planId"
    WHERE v."countyId" = ${countyId} AND v."workItemId" = ANY(${[...workItemIds]}) ORDER BY v.id`;
}
