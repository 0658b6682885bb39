import type { Demands } from '../../domain/overlap.ts';
import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';
import { groupBy } from './standings.ts';

export interface PlanDemands extends Demands {
  plan: { id: string; title: string };
}

/** What running plans still ask of units: reports due from the business day on, and indicators of open measures. */
export async function readRunningDemands(db: Tx, actor: Actor): Promise<PlanDemands[]> {
  const plans = await db.plan.findMany({
    where: { countyId: actor.countyId, kind: 'DOCUMENT', state: { in: ['LAUNCHING', 'RUNNING'] } },
    orderBy: [{ launchedOn: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      title: true,
      periods: { where: { dueOn: { gte: actor.businessDay } }, orderBy: { dueOn: 'asc' } },
    },
  });
  const measures = await db.measure.findMany({
    where: { planId: { in: plans.map((plan) => plan.id) }, state: { notIn: ['CLOSED', 'WITHDRAWN'] } },
    orderBy: { id: 'asc' },
    select: {
      planId: true,
      assignments: { where: { answerable: true, removedOn: null }, select: { unitId: true } },
      indicators: { orderBy: { number: 'asc' }, select: { text: true } },
    },
  });
  const byPlan = groupBy(measures, (measure) => measure.planId);
  return plans.map(({ id, title, periods }) => {
    const own = (byPlan.get(id) ?? []).map(({ assignments, indicators }) => ({
      unitIds: assignments.map((row) => row.unitId),
      indicators,
    }));
    return {
      plan: { id, title },
      unitIds: [...new Set(own.flatMap((measure) => measure.unitIds))],
      periods: periods.map(({ name, dueOn }) => ({ name, dueOn })),
      indicators: own.flatMap(({ unitIds, indicators }) => indicators.map(({ text }) => ({ text, unitIds }))),
    };
  });
}
