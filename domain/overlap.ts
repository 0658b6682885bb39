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
  /[\d０-９.．%％‰,，、。；;：:（）()\s]|确保|力争|实现|达到|达|不低于|不少于|不超过|不高于|以上|以下|以内|至少|左右|提高到|提升至|控制在|全[省市县区州旗]|年底前|年底|年末|年/gu;
/** What is left of an indicator must say something: 按不低于6%的幅度 names nothing. */
const LEAST_LETTERS = 6;
/** The rates that an indicator names; of several in one sentence each counts. */
const RATES = /[一-龥]+?(?:率(?![先领队])|比例|覆盖面)/gu;
/** A rate whose whole name the other one ends with, and the letters that two longer names must end with alike. */
const LEAST_RATE = 5;
const LEAST_ALIKE = 6;

/** What an indicator measures, without its figures: 确保2020年底全县义务教育巩固率96%以上 → 义务教育巩固率. */
export function indicatorSubject(text: string): string {
  return text.replace(AROUND, '');
}

/** Whether two indicators measure the same, or as near as their words tell: 贫困群众住院自付比例, 个人住院自付比例. */
export function sameIndicator(one: string, other: string): boolean {
  const [own, others] = [indicatorSubject(one), indicatorSubject(other)];
  if (own === others) return own.length >= LEAST_LETTERS || isRate(own);
  return ratesOf(own).some((rate) => ratesOf(others).some((found) => sameRate(rate, found)));
}

const ratesOf = (subject: string): string[] => subject.match(RATES) ?? [];
const isRate = (subject: string): boolean => subject.length >= LEAST_RATE && ratesOf(subject).includes(subject);

function sameRate(one: string, other: string): boolean {
  const shortest = Math.min(one.length, other.length);
  let alike = 0;
  while (alike < shortest && one.at(-1 - alike) === other.at(-1 - alike)) alike += 1;
  return alike >= LEAST_ALIKE || (alike === shortest && alike >= LEAST_RATE);
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
  // A sentence that states several figures is read as several indicators: it is told once.
  const first = (list: Demands['indicators'], at: number) => list.findIndex(({ text }) => text === list[at]?.text);
  return own.indicators.flatMap(({ text, unitIds }, at) => {
    if (first(own.indicators, at) < at) return [];
    const told = new Set<string>();
    return other.indicators.flatMap((found): Overlap<P>[] => {
      const both = shared(unitIds, found.unitIds);
      if (both.length === 0 || told.has(found.text) || !sameIndicator(text, found.text)) return [];
      told.add(found.text);
      return [{ of: 'indicator', at, plan: other.plan, text: found.text, unitIds: both }];
    });
  });
}

function shared(some: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return some.filter((id) => known.has(id));
}
