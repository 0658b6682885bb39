import type { MatterTemplate } from '../../../domain/matters/template.ts';
import type { AssignmentRole } from '../../../domain/parties.ts';
import { type Cadence, type Rhythm, rhythms, type TriggerEvent, type TriggerRung } from '../../../domain/triggers.ts';
import type { Trigger } from '../../data/types.ts';

/** What the form of a schedule or rule holds. */
export interface TriggerValues {
  definitionId: string | null;
  planId: string | null;
  note: string;
  by: Rhythm | TriggerEvent;
  on: number;
  month: number;
  threshold: number;
  rung: TriggerRung;
  /** It opens a matter of its own each time, by these. */
  opensMatter: boolean;
  title: string;
  units: string[];
  allPlanUnits: boolean;
  leaderPostId: string | null;
  withinDays: number | null;
}

export const newTrigger: TriggerValues = {
  ...{ definitionId: null, planId: null, note: '' },
  ...{ by: 'MONTH', on: 5, month: 1, threshold: 2, rung: 'SUPERVISE' },
  ...{ opensMatter: false, title: '', units: [], allPlanUnits: false, leaderPostId: null, withinDays: null },
};

export const isRhythm = (by: TriggerValues['by']): by is Rhythm => rhythms.some((rhythm) => rhythm === by);

export const ofCadence = ({ every, on, month }: Cadence): Partial<TriggerValues> => ({
  ...{ by: every, on, month: month ?? 1 },
});

/** The values of one that is there. */
export function valuesOf({ definition, plan, note, cadence, event, matter }: Trigger): TriggerValues {
  return {
    ...newTrigger,
    ...{ definitionId: definition.id, planId: plan?.id ?? null, note },
    ...(cadence === null ? {} : ofCadence(cadence)),
    ...(event === null ? {} : { by: event.event, threshold: event.threshold ?? 2, rung: event.rung ?? 'SUPERVISE' }),
    ...(matter === null ? {} : { ...matter, opensMatter: true, units: matter.units.map((unit) => unit.unitId) }),
  };
}

export function cadenceOf({ by, on, month }: TriggerValues): Cadence | null {
  return isRhythm(by) ? { every: by, on, month: by === 'WEEK' || by === 'MONTH' ? null : month } : null;
}

/** The request's part that says when. */
export function whenOf(values: TriggerValues) {
  const cadence = cadenceOf(values);
  if (cadence !== null) return { cadence };
  const { by, threshold, rung } = values;
  const limited = by === 'RETURNED' || by === 'SCORE_BELOW';
  return { event: by, threshold: limited ? threshold : null, rung: by === 'RUNG_REACHED' ? rung : null };
}

/** The request's part that says by what a matter is opened; units that are chosen are responsible ones. */
export function matterOf(values: TriggerValues): MatterTemplate | null {
  const { opensMatter, title, units, allPlanUnits, leaderPostId, withinDays } = values;
  const role: AssignmentRole = 'RESPONSIBLE';
  if (!opensMatter) return null;
  return { title, units: units.map((unitId) => ({ unitId, role })), allPlanUnits, leaderPostId, withinDays };
}

/** Whether something that must be said is not. */
export function isIncomplete({ definitionId, planId, note, by, opensMatter, title }: TriggerValues): boolean {
  if (definitionId === null || note.trim() === '') return true;
  return opensMatter ? title.trim() === '' : isRhythm(by) && planId === null;
}
