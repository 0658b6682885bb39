import type { WorkItemKind } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { type Objection, Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { itemsSeen } from './scope.ts';
import { STEP_NAME } from './stepNames.ts';

/** An objection with the names around it. */
export interface ObjectionRow extends Objection {
  about: 'LETTER' | 'RUNG' | 'LIGHT';
  unitName: string | null;
  measureTitle: string | null;
  letterTitle: string | null;
  rung: string | null;
  itemKind: WorkItemKind;
  stepName: string | null;
}

export interface ObjectionFilter extends Paging {
  state?: Objection['state'] | undefined;
  workItemId?: string | undefined;
  letterId?: string | undefined;
  escalationId?: string | undefined;
}

/** Objections about items that the actor may read, and those that wait for the actor; the latest first. */
export async function listObjections(db: Tx, actor: Actor, filter: ObjectionFilter): Promise<PageOf<ObjectionRow>> {
  const after = decodeCursor(filter.cursor, 2);
  const { state, workItemId, letterId, escalationId, limit } = filter;
  const rows = await db.$queryRaw<ObjectionRow[]>`
    SELECT o.*, o.state::text AS state, u.name AS "unitName", m.title AS "measureTitle", l.title AS "letterTitle",
      e.rung, w.kind AS "itemKind", ${STEP_NAME} AS "stepName"
    FROM "Objection" o JOIN "WorkItem" w ON w.id = o."workItemId" LEFT JOIN "Unit" u ON u.id = o."unitId"
      LEFT JOIN "Measure" m ON m.id = o."measureId" LEFT JOIN "Letter" l ON l.id = o."letterId"
      LEFT JOIN "Escalation" e ON e.id = o."escalationId"
    WHERE ${itemsSeen(actor)}
      ${state ? Prisma.sql`AND o.state::text = ${state}` : Prisma.empty}
      ${workItemId ? Prisma.sql`AND o."workItemId" = ${workItemId}` : Prisma.empty}
      ${letterId ? Prisma.sql`AND o."letterId" = ${letterId}` : Prisma.empty}
      ${escalationId ? Prisma.sql`AND o."escalationId" = ${escalationId}` : Prisma.empty}
      ${after ? Prisma.sql`AND (o."filedOn", o.id) < (${after[0]}, ${after[1]})` : Prisma.empty}
    ORDER BY o."filedOn" DESC, o.id DESC LIMIT ${limit + 1}`;
  return toPage(rows, limit, (row) => [row.filedOn, row.id]);
}
