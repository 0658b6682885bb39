import { daysBetween } from '../day.ts';
import { REPORTS_COLLIDE_WITHIN } from '../overlap.ts';
import type { Day, WorkItemKind } from '../process/types.ts';
import type { RehearsedItem } from './types.ts';
import { getOr, mondayOf } from './weeks.ts';

/** One unit has so many items due in one week, of these plans. */
export interface Crowding {
  /** Monday of the week. */
  week: Day;
  unitId: string;
  due: number;
  plans: { planId: string; due: number }[];
}

/** Two plans ask the same units for the same kind of report within a week. */
export interface Doubling {
  kind: WorkItemKind;
  plans: { planId: string; dueOn: Day }[];
  unitIds: string[];
}

/** More than these nobody reads: the heaviest stand first. */
const mostShown = 50;
const reportKinds: readonly WorkItemKind[] = ['REPORT', 'SHEET'];

/** Weeks in which a unit has at least `from` items due: the most first. */
export function crowdings(items: readonly RehearsedItem[], from: number): Crowding[] {
  const weeks = new Map<string, { week: Day; unitId: string; plans: Map<string, number> }>();
  for (const { dueOn, holder, unitId, planId } of items) {
    if (dueOn === null || holder !== 'unit' || unitId === null) continue;
    const week = mondayOf(dueOn);
    const { plans } = getOr(weeks, `${unitId}|${week}`, () => ({ week, unitId, plans: new Map<string, number>() }));
    plans.set(planId, (plans.get(planId) ?? 0) + 1);
  }
  return [...weeks.values()]
    .map(({ week, unitId, plans }): Crowding => {
      const each = [...plans].map(([planId, due]) => ({ planId, due }));
      return { week, unitId, due: each.reduce((sum, { due }) => sum + due, 0), plans: each };
    })
    .filter(({ due }) => due >= from)
    .sort((a, b) => b.due - a.due || a.week.localeCompare(b.week) || a.unitId.localeCompare(b.unitId))
    .slice(0, mostShown);
}

/** Reports of one kind that two plans ask of the same unit, due less than a week apart: the most units first. */
export function doublings(items: readonly RehearsedItem[]): Doubling[] {
  const asked = new Map<string, { kind: WorkItemKind; unitId: string; days: Map<string, Set<Day>> }>();
  for (const { kind, dueOn, unitId, planId, round } of items) {
    // A report that was returned is asked for anew by its own plan alone.
    if (!reportKinds.includes(kind) || dueOn === null || unitId === null || round > 1) continue;
    const { days } = getOr(asked, `${kind}|${unitId}`, () => ({ kind, unitId, days: new Map<string, Set<Day>>() }));
    getOr(days, planId, () => new Set<Day>()).add(dueOn);
  }
  const found = new Map<string, Doubling>();
  for (const { kind, unitId, days } of asked.values()) {
    for (const plans of pairsNear([...days])) {
      const key = `${kind}|${plans.map(({ planId, dueOn }) => `${planId} ${dueOn}`).join('|')}`;
      getOr(found, key, (): Doubling => ({ kind, plans, unitIds: [] })).unitIds.push(unitId);
    }
  }
  return [...found.values()]
    .sort((a, b) => b.unitIds.length - a.unitIds.length || firstDay(a).localeCompare(firstDay(b)))
    .slice(0, mostShown);
}

const firstDay = ({ plans }: Doubling): Day => plans[0]?.dueOn ?? '';

function pairsNear(plans: [string, Set<Day>][]): Doubling['plans'][] {
  return plans.flatMap(([planId, days], at) =>
    plans.slice(at + 1).flatMap(([otherId, others]) =>
      [...days].flatMap((dueOn) =>
        [...others]
          .filter((other) => Math.abs(daysBetween(dueOn, other)) < REPORTS_COLLIDE_WITHIN)
          .map((other) => [
            { planId, dueOn },
            { planId: otherId, dueOn: other },
          ]),
      ),
    ),
  );
}
