import type { Rehearsal, RehearsedItem, SteppedRehearsal } from '../../data/types.ts';

/** A process that is watched: a measure's, or a unit's part in a plan. */
export interface Stepped {
  planId: string;
  measureId: string | null;
  unitId: string | null;
}

/** The process that an item belongs to; an item of a part in a plan that no unit holds does not say which part. */
export function steppedOf({ plan, measure, unit }: RehearsedItem): Stepped {
  const planId = plan.id;
  return measure === null
    ? { planId, measureId: null, unitId: unit?.id ?? null }
    : { planId, measureId: measure.id, unitId: null };
}

export function isStepped({ measure, unit }: RehearsedItem): boolean {
  return measure !== null || unit !== null;
}

export const steppedKey = ({ planId, measureId, unitId }: Stepped): string => [planId, measureId, unitId].join('|');

/** Every process that items of a rehearsal belong to, with its name. */
export function processesOf(
  { items, plans }: Rehearsal,
  nameOf: (item: RehearsedItem) => string,
): { stepped: Stepped; label: string }[] {
  const found = new Map<string, { stepped: Stepped; label: string }>();
  for (const item of items.filter(isStepped)) {
    const stepped = steppedOf(item);
    const key = steppedKey(stepped);
    if (found.has(key)) continue;
    const name = item.measure === null ? `${item.unit?.name} · ${nameOf(item)}` : nameOf(item);
    found.set(key, {
      stepped,
      label: plans.length > 1 && item.measure !== null ? `${name} · ${item.plan.name}` : name,
    });
  }
  return [...found.values()];
}

/** The processes from the one that is watched down to one that was called, by their places. */
export function callersOf(processes: SteppedRehearsal['processes'], process: number): number[] {
  const calledBy = processes[process]?.calledBy ?? null;
  return calledBy === null ? [process] : [...callersOf(processes, calledBy.process), process];
}

type Steps = SteppedRehearsal['steps'];

/** The step to go to: one on or back, to the first step of the next day, to the last of the day before, to an end. */
export function stepTo(steps: Steps, at: number, move: Move): number {
  const last = steps.length - 1;
  const day = steps[at]?.day ?? '';
  switch (move) {
    case 'first':
      return 0;
    case 'last':
      return last;
    case 'back':
      return Math.max(0, at - 1);
    case 'on':
      return Math.min(last, at + 1);
    case 'dayBack': {
      const before = steps.findLastIndex((step) => step.day < day);
      return Math.max(0, before);
    }
    case 'dayOn': {
      const after = steps.findIndex((step) => step.day > day);
      return after < 0 ? last : after;
    }
  }
}

export const moves = ['first', 'dayBack', 'back', 'on', 'dayOn', 'last'] as const;
export type Move = (typeof moves)[number];

/** Keys that move, where the buttons have the focus. */
export const moveOfKey: Partial<Record<string, Move>> = {
  ArrowLeft: 'back',
  ArrowRight: 'on',
  PageUp: 'dayBack',
  PageDown: 'dayOn',
  Home: 'first',
  End: 'last',
};
