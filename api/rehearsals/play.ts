import type { RehearsalInput, RehearsedItem, SubjectRef } from '../../domain/rehearsal/types.ts';
import type { Db } from '../../prisma/client.ts';
import type { Actor } from '../policies/actor.ts';
import { prepareRehearsal } from './prepare.ts';
import { rehearseInThread } from './rehearseInThread.ts';
import type { Rehearsal, RehearsalBody } from './schema.ts';

/** More items than these are counted and not listed. */
const mostItems = 10_000;
/** More processes that stand still than these say nothing new. */
const mostStuck = 50;

/** Plays a definition as a draft or version on plans or on sample measures. Nothing is stored. */
export async function playRehearsal(db: Db, actor: Actor, body: RehearsalBody): Promise<Rehearsal> {
  const { input, units } = await prepareRehearsal(db, actor, body);
  const { items, ended, stuck, summary } = await rehearseInThread({
    ...{ input, mostItems, crowdedFrom: body.crowdedFrom },
  });
  const { unitOf, planOf, measureOf, itemOf } = namesIn(input, units);
  return {
    items: items.map(itemOf),
    ...{ itemCount: summary.items, overdue: summary.overdue, unfinished: summary.unfinished },
    ...{ reminders: summary.reminders, letters: summary.letters },
    plans: input.plans.map(({ id, title, measures }) => ({ id, name: title, measures: measures.length })),
    ended: ended.length,
    stuckCount: stuck.length,
    stuck: stuck.slice(0, mostStuck).map(({ elementId, ...ref }) => ({
      ...{
        elementId,
        element: elementName(input, ref, elementId),
        plan: planOf(ref.planId),
        measure: measureOf(ref),
        unit: unitOf(ref.unitId),
      },
    })),
    days: summary.days,
    weeks: summary.weeks.map(({ unitId, ...load }) => ({ ...load, unit: unitOf(unitId) })),
    crowdings: summary.crowdings.map(({ unitId, plans, ...crowding }) => ({
      ...{ ...crowding, unit: unitOf(unitId) ?? { id: unitId, name: unitId } },
      plans: plans.map(({ planId, due }) => ({ plan: planOf(planId), due })),
    })),
    doublings: summary.doublings.map(({ kind, plans, unitIds }) => ({
      kind,
      plans: plans.map(({ planId, dueOn }) => ({ plan: planOf(planId), dueOn })),
      units: unitIds.flatMap((id) => unitOf(id) ?? []),
    })),
    deadTimes: summary.deadTimes.map(({ unitIds, ...span }) => ({
      ...{ ...span, units: unitIds?.flatMap((id) => unitOf(id) ?? []) ?? null },
    })),
  };
}

/** How the process of a subject, or one that it calls, names an element; its id where it has no name. */
function elementName({ plans, called }: RehearsalInput, { planId, measureId }: SubjectRef, elementId: string): string {
  const plan = plans.find(({ id }) => id === planId);
  const own = measureId === null ? plan?.unitGraph : plan?.measureGraph;
  const named = [own, ...Object.values(called)].find((graph) => graph?.nodes[elementId] !== undefined);
  return named?.nodes[elementId]?.name || elementId;
}

type Named = { id: string; name: string };

/** Plans, measures and units of a rehearsal, as an answer names them. */
export function namesIn({ plans }: RehearsalInput, units: Named[]) {
  const unitNames = new Map(units.map((unit) => [unit.id, unit]));
  const planNames = new Map(plans.map(({ id, title }) => [id, { id, name: title }]));
  const measures = new Map(
    plans.flatMap((plan) => plan.measures.map(({ id, title }) => [`${plan.id}|${id}`, { id, name: title }])),
  );
  const unitOf = (id: string | null): Named | null => (id === null ? null : (unitNames.get(id) ?? { id, name: id }));
  const planOf = (id: string): Named => planNames.get(id) ?? { id, name: id };
  const measureOf = ({ planId, measureId }: Pick<SubjectRef, 'planId' | 'measureId'>): Named | null =>
    measureId === null ? null : (measures.get(`${planId}|${measureId}`) ?? null);
  const itemOf = ({ unitId, planId, measureId, ...item }: RehearsedItem) => ({
    ...item,
    ...{ plan: planOf(planId), measure: measureOf({ planId, measureId }), unit: unitOf(unitId) },
  });
  return { unitOf, planOf, measureOf, itemOf };
}
