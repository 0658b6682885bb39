import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import { toJson } from '../json.ts';
import type { CountyDay } from './clock.ts';
import { type Clockwork, running, standsStill, stopped } from './frozenSpans.ts';
import { recomputeNextRungs } from './obligations.ts';
import { withdrawExtensions } from './withdrawals.ts';

/*
 * Where every running measure that a unit has in a plan is paused, nothing is asked of it about the whole plan either:
 * its sheet, its confirmation and its work plan stand still, and run on with the first measure that is resumed.
 */

interface Part {
  planId: string;
  unitId: string;
}

export function partId({ planId, unitId }: Part): string {
  return `${planId}|${unitId}`;
}

/** Those of the units' parts in plans, by `partId`, all of whose running measures are paused. */
export async function pausedParts(tx: Tx, parts: readonly Part[]): Promise<Set<string>> {
  if (parts.length === 0) return new Set();
  const planIds = [...new Set(parts.map((part) => part.planId))];
  const unitIds = [...new Set(parts.map((part) => part.unitId))];
  const rows = await tx.$queryRaw<Part[]>`
    SELECT m."planId", s."unitId" FROM "Measure" m JOIN "Assignment" s ON s."measureId" = m.id
    WHERE m."planId" IN (SELECT p."planId" FROM "Measure" p WHERE p."planId" = ANY(${planIds}) AND p."pausedOn" IS NOT NULL)
      AND m.state = 'RUNNING' AND s."removedOn" IS NULL AND s."unitId" = ANY(${unitIds})
    GROUP BY m."planId", s."unitId" HAVING bool_and(m."pausedOn" IS NOT NULL)`;
  return new Set(rows.map(partId));
}

/** Lets what is open of the units' parts stand still or run, as their measures do now. */
export async function followMeasures(tx: Tx, county: CountyDay, planId: string, unitIds: string[]): Promise<void> {
  if (unitIds.length === 0) return;
  const paused = await pausedParts(
    tx,
    unitIds.map((unitId) => ({ planId, unitId })),
  );
  const open = await tx.$queryRaw<{ id: string }[]>`
    SELECT w.id FROM "WorkItem" w JOIN "ProcessInstance" i ON i.id = w."instanceId"
    WHERE i."planId" = ${planId} AND i."subjectKind" = 'UNIT_IN_PLAN' AND i."unitId" = ANY(${unitIds})
      AND w."unitId" = i."unitId" AND w.state IN ('OPEN', 'PREPARED') ORDER BY w.id FOR UPDATE OF w`;
  const ids = open.map((row) => row.id);
  const items = await tx.workItem.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
  const stopping = items.filter((item) => paused.has(partId({ planId, unitId: item.unitId ?? '' })));
  await stop(tx, county, stopping);
  await start(
    tx,
    county,
    items.filter((item) => !stopping.includes(item)),
  );
  await recomputeNextRungs(tx, county, ids);
}

async function stop(tx: Tx, county: CountyDay, items: WorkItem[]): Promise<void> {
  const ids = items.map((item) => item.id);
  // A clock that stands still for a request for more time stands still for the pause from now on.
  await withdrawExtensions(tx, county, ids);
  for (const item of await tx.workItem.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })) {
    if (!standsStill(item)) await setClock(tx, item.id, stopped(item, county));
  }
}

async function start(tx: Tx, county: CountyDay, items: WorkItem[]): Promise<void> {
  const standing = items.filter(standsStill);
  const asking = await tx.extension.findMany({
    where: { workItemId: { in: standing.map((item) => item.id) }, state: 'OPEN', stopsClock: true },
  });
  for (const item of standing) {
    const asks = asking.some((row) => row.workItemId === item.id);
    if (!asks) await setClock(tx, item.id, running(item, county));
  }
}

async function setClock(tx: Tx, id: string, { frozen, deemOn }: Clockwork): Promise<void> {
  await tx.workItem.update({ where: { id }, data: { frozen: toJson(frozen), deemOn } });
}
