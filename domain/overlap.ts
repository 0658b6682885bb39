import { daysBetween } from './day.ts';
import type { Day } from './process/types.ts';

/** What a plan asks of units: reports for periods, and figures. Units by id. */
export interface Demands {
  unitIds: readonly string[];
  periods: readonly { name: string; dueOn: Day }[];
  indicators: readonly { text: string; unitIds: readonly string[] }[];
}

/** A plan asks units for what another one asks of them, too. `at` is the place in the list of the plan looked at. */
export type Overlap<P> =
  | { of: 'report'; at: number; plan: P; name: string; dueOn: Day; unitIds: string[] }
  | { of: 'indicator'; at: number; plan: P; text: string; unitIds: string[] };

/** Two reports due within so many days of one another ask for the same thing twice. */
export const REPORTS_COLLIDE_WITHIN = 7;
/** Figures and the words around them, which two plans print differently for the same indicator. */
const AROUND =
  /[\d０-９.．%％‰,，、。；;：:（）()\s]|确保|力争|实现|达到|达|不低于|不少于|不超过|不高于|以上|以下|以内|至少|左右|提高到|提升至|控制在|全县|全市|年底前|年底|年末|年/gu;
/** What is left of an indicator must say something. */
const LEAST_LETTERS = 4;

/** What an indicator measures, without its figures: 确保2020年底全县义务教育巩固率96%以上 → 义务教育巩固率. */
export function indicatorSubject(text: string): string {
  return text.replace(AROUND, '');
}

/** Demands of `plan` that running plans make of the same units. */
export function findOverlaps<P>(plan: Demands, running: readonly (Demands & { plan: P })[]): Overlap<P>[] {
  return running.flatMap((other) => [...reportOverlaps(plan, other), ...indicatorOverlaps(plan, other)]);
}

function reportOverlaps<P>(own: Demands, other: Demands & { plan: P }): Overlap<P>[] {
  const unitIds = shared(own.unitIds, other.unitIds);
  if (unitIds.length === 0) return [];
  return own.periods.flatMap((period, at) =>
    other.periods
      .filter(({ dueOn }) => Math.abs(daysBetween(dueOn, period.dueOn)) < REPORTS_COLLIDE_WITHIN)
      .map(({ name, dueOn }): Overlap<P> => ({ of: 'report', at, plan: other.plan, name, dueOn, unitIds })),
  );
}

function indicatorOverlaps<P>(own: Demands, other: Demands & { plan: P }): Overlap<P>[] {
  return own.indicators.flatMap(({ text, unitIds }, at) => {
    const subject = indicatorSubject(text);
    if (subject.length < LEAST_LETTERS) return [];
    return other.indicators.flatMap((found): Overlap<P>[] => {
      if (indicatorSubject(found.text) !== subject) return [];
      const both = shared(unitIds, found.unitIds);
      return both.length === 0 ? [] : [{ of: 'indicator', at, plan: other.plan, text: found.text, unitIds: both }];
    });
  });
}

function shared(some: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return some.filter((id) => known.has(id));
}
