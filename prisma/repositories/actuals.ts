import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import type { UnitRefRow } from './parties.ts';
import { itemsSeen } from './scope.ts';

/** 指标完成数: what a unit said last of an indicator. */
export interface ActualRow {
  measureId: string;
  indicatorId: string;
  value: number;
  on: string;
  unit: UnitRefRow | null;
  workItemId: string;
}

/** The latest actual of each indicator and unit that the actor may see; what was returned does not count. */
export async function readActuals(db: Tx, actor: Actor, measureIds: readonly string[]): Promise<ActualRow[]> {
  const rows = await db.$queryRaw<(Omit<ActualRow, 'unit'> & { unitId: string | null; unitName: string | null })[]>`
    SELECT DISTINCT ON (a."indicatorId", a."unitId") a."measureId", a."indicatorId", a.value, a."reportedOn" AS "on",
      a."unitId", u.name AS "unitName", w.id AS "workItemId"
    FROM "IndicatorActual" a JOIN "WorkItem" w ON w.id = a."workItemId" LEFT JOIN "Unit" u ON u.id = a."unitId"
    WHERE a."measureId" = ANY(${[...measureIds]}) AND w.state IN ('SUBMITTED', 'ACCEPTED') AND ${itemsSeen(actor)}
    ORDER BY a."indicatorId", a."unitId", a."reportedOn" DESC, w."createdAt" DESC`;
  return rows.map(({ unitId, unitName, ...row }) => ({
    ...row,
    unit: unitId === null ? null : { id: unitId, name: unitName ?? '' },
  }));
}
