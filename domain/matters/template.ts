import { addWorkingDays, type Calendar } from '../calendar.ts';
import type { UserMessage } from '../errors.ts';
import type { Day } from '../process/types.ts';
import type { MatterContent, MatterUnit } from './rows.ts';

/** By what a schedule or a rule opens a matter 专项事项 each time. */
export interface MatterTemplate {
  title: string;
  units: MatterUnit[];
  /** Every unit that has a part in the plan on that day, as a responsible unit; where `units` are none. */
  allPlanUnits: boolean;
  leaderPostId: string | null;
  /** Working days from its opening to its deadline; null: none. */
  withinDays: number | null;
}

/** The measure to which something happened: the matter is about it. */
export interface MatterAbout {
  title: string;
  units: MatterUnit[];
  leaderPostId: string | null;
}

/**
 * The matter that a template opens on `today`: called by its day, or by the measure that it is about, whose units and
 * leader take it on where the template names none.
 */
export function matterFrom(
  { title, units, allPlanUnits, leaderPostId, withinDays }: MatterTemplate,
  on: { today: Day; calendar: Calendar; planUnitIds: readonly string[]; about: MatterAbout | null },
): MatterContent {
  const { today, calendar, planUnitIds, about } = on;
  const fromPlan = planUnitIds.map((unitId): MatterUnit => ({ unitId, role: 'RESPONSIBLE' }));
  const given = units.length > 0 ? units : allPlanUnits ? fromPlan : (about?.units ?? []);
  return {
    title: `${title}（${about?.title ?? today}）`,
    units: given,
    leaderPostId: leaderPostId ?? about?.leaderPostId ?? null,
    deadlineOn: withinDays === null ? null : addWorkingDays(calendar, today, withinDays),
    rows: [],
  };
}

/** Why a template could open nothing: nobody would answer for its matters. `aboutMeasure`: each is about a measure. */
export function templateProblem(
  { units, allPlanUnits }: MatterTemplate,
  { aboutMeasure, planKnown }: { aboutMeasure: boolean; planKnown: boolean },
): UserMessage | null {
  if (units.some((unit) => unit.role !== 'SUPPORTING')) return null;
  if (units.length === 0 && (aboutMeasure || (allPlanUnits && planKnown))) return null;
  return {
    zh: '请选择牵头单位或责任单位；选“方案全部单位”的，还要选方案',
    en: 'Choose a lead or responsible unit; for all units of a plan choose the plan, too',
  };
}
