import type { WorkItemKind } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { type Extension, Prisma } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { decodeCursor, type PageOf, type Paging, toPage } from './paging.ts';
import { itemsSeen } from './scope.ts';
import { STEP_NAME } from './stepNames.ts';

/** A request for more time with the names around it. */
export interface ExtensionRow extends Extension {
  unitName: string | null;
  measureTitle: string | null;
  itemKind: WorkItemKind;
  stepName: string | null;
}

export interface ExtensionFilter extends Paging {
  state?: Extension['state'] | undefined;
  workItemId?: string | undefined;
}

/** Requests about items that the actor may read; the latest first. */
export async function listExtensions(db: Tx, actor: Actor, filter: ExtensionFilter): Promise<PageOf<ExtensionRow>> {
  const after = decodeCursor(filter.cursor, 2);
  const { state, workItemId, limit } = filter;
  const rows = await db.$queryRaw<ExtensionRow[]>`
    SELECT o.*, o.state::text AS state, u.name AS "unitName", m.title AS "measureTitle", w.kind AS "itemKind",
      ${STEP_NAME} AS "stepName"
    FROM "Extension" o JOIN "WorkItem" w ON w.id = o."workItemId" LEFT JOIN "Unit" u ON u.id = o."unitId"
      LEFT JOIN "Measure" m ON m.id = o."measureId"
    WHERE ${itemsSeen(actor)}
      ${state ? Prisma.sql`AND o.state::text = ${state}` : Prisma.empty}
      ${workItemId ? Prisma.sql`AND o."workItemId" = ${workItemId}` : Prisma.empty}
      ${after ? Prisma.sql`AND (o."filedOn", o.id) < (${after[0]}, ${after[1]})` : Prisma.empty}
    ORDER BY o."filedOn" DESC, o.id DESC LIMIT ${limit + 1}`;
  return toPage(rows, limit, (row) => [row.filedOn, row.id]);
}
