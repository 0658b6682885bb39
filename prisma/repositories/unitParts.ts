import { randomUUID } from 'node:crypto';
import type { Graph } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { fromJson } from '../json.ts';
import type { CountyDay } from './clock.ts';
import { createInstances } from './instances.ts';
import { followMeasures } from './unitPauses.ts';
import { withdrawInstances } from './withdrawing.ts';

/**
 * Units that come to a plan after its launch begin their part in it: they confirm, file their work plan and hand in the
 * sheets of the periods that are not due yet. A unit whose part exists already keeps it.
 */
export async function joinPlan(tx: Tx, county: CountyDay, planId: string, unitIds: string[]): Promise<void> {
  // Two measures given to the same unit at once must not both begin its part.
  await tx.$queryRaw`SELECT id FROM "Plan" WHERE id = ${planId} FOR UPDATE`;
  const { countyId, today } = county;
  const { unitVersionId } = await tx.plan.findUniqueOrThrow({ where: { id: planId }, select: { unitVersionId: true } });
  // A matter of its own has rows and no units' parts.
  if (unitVersionId === null) return;
  const taking = await tx.processInstance.findMany({
    where: { planId, subjectKind: 'UNIT_IN_PLAN', unitId: { in: unitIds }, status: { not: 'WITHDRAWN' } },
    select: { unitId: true },
  });
  const begun = new Set(taking.map((instance) => instance.unitId));
  const joining = [...new Set(unitIds)].filter((unitId) => !begun.has(unitId));
  await followMeasures(
    tx,
    county,
    planId,
    [...begun].flatMap((unitId) => unitId ?? []),
  );
  if (joining.length === 0) return;
  const version = await tx.definitionVersion.findUniqueOrThrow({ where: { id: unitVersionId } });
  const periods = await tx.reportingPeriod.findMany({
    where: { planId, dueOn: { gte: today } },
    orderBy: { opensOn: 'asc' },
    select: { key: true },
  });
  await createInstances(
    tx,
    county,
    joining.map((unitId) => ({
      ...{ id: randomUUID(), countyId, subjectKind: 'UNIT_IN_PLAN', planId, measureId: null, unitId },
      ...{ definitionVersionId: version.id, graph: fromJson<Graph>(version.graph), graphHash: version.graphHash },
      context: { facts: {}, collections: { reportingPeriods: periods } },
    })),
  );
}

/**
 * Units that no running measure of the plan names any more end their part in it: what is open of it is cancelled, what
 * they handed in stays.
 */
export async function leavePlan(tx: Tx, county: CountyDay, planId: string, unitIds: string[]): Promise<void> {
  const staying = await tx.assignment.findMany({
    where: { unitId: { in: unitIds }, removedOn: null, measure: { planId, state: 'RUNNING' } },
    select: { unitId: true },
  });
  const kept = new Set(staying.map((row) => row.unitId));
  const leaving = unitIds.filter((unitId) => !kept.has(unitId));
  await followMeasures(tx, county, planId, [...kept]);
  if (leaving.length === 0) return;
  const parts = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "ProcessInstance" WHERE "planId" = ${planId} AND "subjectKind" = 'UNIT_IN_PLAN'
      AND "unitId" = ANY(${leaving}) AND status = 'RUNNING' ORDER BY id FOR UPDATE`;
  await withdrawInstances(
    tx,
    county,
    parts.map((part) => part.id),
  );
}
