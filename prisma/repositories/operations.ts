import { memberKey } from '../../domain/itemOpening.ts';
import { skippedResult } from '../../domain/monitoring.ts';
import type { Effect, Variables } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { recordEvent } from './audit.ts';
import type { CountyDay } from './clock.ts';
import { scoreAssignment } from './scoring.ts';
import { OperationFailed } from './stepFailures.ts';
import type { InstanceRef, PlanFacts } from './subjects.ts';
import { raiseCauses } from './triggerCauses.ts';
import { withdrawInstances } from './withdrawing.ts';

type OperationEffect = Extract<Effect, { type: 'runOperation' }>;

interface OperationInput {
  tx: Tx;
  county: CountyDay;
  instance: InstanceRef;
  plan: PlanFacts | undefined;
  effect: OperationEffect;
}

/** The closed list of operations a service task may name. Each runs in the transaction of the step that asks for it. */
const operations: Record<string, (input: OperationInput) => Promise<Variables>> = {
  score,
  closeOut,
  markUnreported,
  setScore,
};

/**
 * Runs the operation of a service task, or passes over it where an administrator has said so.
 *
 * @returns its result, the variables of the `operationDone` event.
 * @throws OperationFailed
 */
export async function runOperation(input: OperationInput): Promise<Variables> {
  const { tx, instance, effect } = input;
  const operation = operations[effect.operation];
  // The compiler refuses unknown names; a graph that slipped through must not stop the instance without a trace.
  if (!operation) return { outcome: 'UNKNOWN_OPERATION' };
  const skipped = await tx.skippedOperation.findUnique({
    where: { instanceId_activityKey: { instanceId: instance.id, activityKey: effect.key } },
  });
  const neutral = skipped && skippedResult(effect.operation);
  if (neutral) return neutral;
  try {
    return await operation(input);
  } catch (cause) {
    throw new OperationFailed(effect, cause);
  }
}

async function score({ tx, county, instance, plan, effect }: OperationInput): Promise<Variables> {
  const assignmentId = memberKey(effect.members, 'units');
  const yearKey = memberKey(effect.members, 'assessmentYears');
  if (!plan || assignmentId === null || yearKey === null) return { passed: true };
  return scoreAssignment(tx, county, instance, plan, assignmentId, yearKey);
}

/** The measure is closed out 销号: its instance ends next, and what runs beside it ends with it. */
async function closeOut({ tx, county, instance }: OperationInput): Promise<Variables> {
  if (instance.measureId === null) return {};
  await tx.measure.update({ where: { id: instance.measureId }, data: { state: 'CLOSED', closedOn: county.today } });
  await recordEvent(tx, {
    countyId: county.countyId,
    kind: 'MEASURE_CLOSED',
    businessDay: county.today,
    planId: instance.planId,
    measureId: instance.measureId,
    instanceId: instance.id,
  });
  const beside = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "ProcessInstance" WHERE "measureId" = ${instance.measureId} AND "runId" IS NOT NULL
      AND status = 'RUNNING' AND id <> ${instance.id} ORDER BY id FOR UPDATE`;
  await withdrawInstances(
    tx,
    county,
    beside.map((row) => row.id),
  );
  const { planId, measureId } = instance;
  const cause = { event: 'MEASURE_CLOSED', key: measureId, planId, measureId, instanceId: instance.id } as const;
  await raiseCauses(tx, county, [cause]);
  if (planId !== null) await closePlanWhenDone(tx, county, planId);
  return {};
}

/**
 * A plan is closed with its last measure; a matter of its own 专项事项 by the office, with its conclusion. Of measures
 * that end at once each waits here for the one before, so that the last sees that it is the last.
 */
export async function closePlanWhenDone(tx: Tx, county: CountyDay, planId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "Plan" WHERE id = ${planId} FOR UPDATE`;
  if ((await tx.measure.count({ where: { planId, state: 'RUNNING' } })) > 0) return;
  const { count } = await tx.plan.updateMany({
    where: { id: planId, kind: { not: 'MATTER' }, state: { not: 'CLOSED' } },
    data: { state: 'CLOSED' },
  });
  if (count === 0) return;
  await recordEvent(tx, { countyId: county.countyId, kind: 'PLAN_CLOSED', businessDay: county.today, planId });
}

/**
 * At a period's cut-off: what has never come is marked 未报. The item stays open and its ladder runs on. A returned
 * report came once, so its later rounds are not unreported.
 */
async function markUnreported({ tx, county, instance, effect }: OperationInput): Promise<Variables> {
  const where = {
    instanceId: instance.id,
    kind: 'REPORT',
    assignmentId: memberKey(effect.members, 'units'),
    periodKey: memberKey(effect.members, 'reportingPeriods'),
    state: { in: ['OPEN' as const, 'PREPARED' as const] },
    previousId: null,
  };
  const items = await tx.workItem.findMany({ where, select: { id: true, unitId: true, periodKey: true } });
  await tx.workItem.updateMany({ where: { id: { in: items.map((item) => item.id) } }, data: { unreported: true } });
  for (const item of items) {
    await recordEvent(tx, {
      countyId: county.countyId,
      kind: 'PERIOD_UNREPORTED',
      businessDay: county.today,
      planId: instance.planId,
      measureId: instance.measureId,
      instanceId: instance.id,
      workItemId: item.id,
      unitId: item.unitId,
      data: { period: item.periodKey },
    });
  }
  return { unreported: items.length };
}

/** A fixed score given by the definition (`score`, `passed`). */
function setScore({ effect }: OperationInput): Promise<Variables> {
  return Promise.resolve({ passed: true, ...effect.parameters });
}
