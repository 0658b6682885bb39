import type { ProcessState } from './types.ts';

/** Where an instance stands on its drawing: elements that hold tokens, with how many, and those that it has passed. */
export interface Standing {
  active: { elementId: string; count: number }[];
  passed: string[];
}

/**
 * The element of each token of a process, in the order of their ids; several of one element where several stand on it.
 * A boundary timer holds none, its host does; a gateway that a token cannot leave does.
 */
export function standsOn({ activities, stuck }: Partial<Pick<ProcessState, 'activities' | 'stuck'>>): string[] {
  const held = Object.values(activities ?? {}).filter(
    (activity) => activity.type !== 'body' && !(activity.type === 'timer' && activity.attachedTo !== undefined),
  );
  return [...held, ...(stuck ?? [])].map(({ elementId }) => elementId).sort();
}

/** How many tokens stand on each element. */
export function countOn(tokens: readonly string[]): Standing['active'] {
  const counts = new Map<string, number>();
  for (const elementId of tokens) counts.set(elementId, (counts.get(elementId) ?? 0) + 1);
  return [...counts].map(([elementId, count]) => ({ elementId, count }));
}

/** The elements that a process stands on, with how often, and those that it has passed. */
export function standingOn(state: Partial<Pick<ProcessState, 'activities' | 'stuck' | 'passed'>>): Standing {
  return { active: countOn(standsOn(state)), passed: Object.keys(state.passed ?? {}) };
}
