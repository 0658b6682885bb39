import type { TriggerEvent } from '../../domain/triggers.ts';
import type { Tx } from '../client.ts';
import type { ProcessTrigger } from '../generated/client.ts';
import type { CountyDay } from './clock.ts';

/** Something that happened and may begin a process; `key` tells one cause from another. */
export interface Cause {
  event: TriggerEvent;
  key: string;
  planId: string | null;
  /** Null: every running measure of the plan. */
  measureId: string | null;
  /** The process in which it happened: what a rule has begun does not set off the same rule again. */
  instanceId: string | null;
  /** How often it was returned, or the score. */
  value?: number;
  rung?: string;
}

/**
 * Notes the rules that a cause sets off, in the transaction of the cause, each once. The relay, or the next round,
 * begins their processes; a process that cannot be begun undoes nothing.
 */
export async function raiseCauses(tx: Tx, { countyId, today }: CountyDay, causes: Cause[]): Promise<void> {
  const events = [...new Set(causes.map((cause) => cause.event))];
  if (events.length === 0) return;
  const rules = await tx.processTrigger.findMany({
    where: { countyId, event: { in: events }, pausedOn: null, removedOn: null },
    orderBy: { id: 'asc' },
  });
  if (rules.length === 0) return;
  const begunBy = await rulesBehind(tx, causes);
  await tx.triggerOccurrence.createMany({
    data: causes.flatMap((cause) =>
      rules
        .filter((rule) => fits(rule, cause) && !begunBy.get(cause.instanceId ?? '')?.includes(rule.id))
        .map(({ id }) => ({
          ...{ triggerId: id, key: `${cause.event} ${cause.key}`, day: today, state: 'PENDING' as const },
          ...{ planId: cause.planId, measureId: cause.measureId },
        })),
    ),
    skipDuplicates: true,
  });
}

function fits(rule: ProcessTrigger, cause: Cause): boolean {
  if (cause.planId === null || rule.event !== cause.event) return false;
  // What happens in a unit's part of a plan concerns no measure.
  if (cause.measureId === null && cause.event !== 'PLAN_LAUNCHED') return false;
  if (rule.planId !== null && rule.planId !== cause.planId) return false;
  if (cause.event === 'RETURNED') return cause.value === rule.threshold;
  if (cause.event === 'SCORE_BELOW') return rule.threshold !== null && (cause.value ?? 0) < rule.threshold;
  return cause.event !== 'RUNG_REACHED' || rule.rung === cause.rung;
}

/** By instance, the rules whose processes led to it. */
async function rulesBehind(tx: Tx, causes: Cause[]): Promise<Map<string, string[]>> {
  const ids = causes.flatMap((cause) => cause.instanceId ?? []);
  const rows = await tx.$queryRaw<{ id: string; triggerIds: string[] }[]>`
    SELECT i.id, r."triggerIds" FROM "ProcessInstance" i JOIN "ProcessRun" r ON r.id = i."runId"
    WHERE i.id = ANY(${ids})`;
  return new Map(rows.map((row) => [row.id, row.triggerIds]));
}
