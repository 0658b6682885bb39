import type { ProcessState } from './types.ts';

/** Where an instance stands on its drawing: elements that hold tokens, with how many, and those that it has passed. */
export interface Standing {
  active: { elementId: string; count: number }[];
  passed: string[];
}

/** The elements that a process stands on, with how often, and those that it has passed. */
export function standingOn(state: Pick<ProcessState, 'activities' | 'passed'>): Standing {
  const counts = new Map<string, number>();
  for (const activity of Object.values(state.activities ?? {})) {
    if (activity.type === 'body') continue;
    counts.set(activity.elementId, (counts.get(activity.elementId) ?? 0) + 1);
  }
  return {
    active: [...counts].map(([elementId, count]) => ({ elementId, count })),
    passed: Object.keys(state.passed ?? {}),
  };
}
