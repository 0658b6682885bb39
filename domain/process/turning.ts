import type { Draft } from './draft.ts';
import { activityKey } from './keys.ts';
import type { Node, ProcessEvent, ScopePath } from './types.ts';

/**
 * So often a token may come back to one step of one scope on one business day while nobody does anything. A process
 * that turns more often would never stop: what it waits for is there each time that it asks.
 */
export const mostTurns = 100;

/** Steps whose entries are counted; what stands between them on a loop is passed with them. */
const counted = new Set<Node['type']>(['userTask', 'serviceTask', 'callActivity', 'subProcess', 'timerEvent']);

/** Counts that a token comes back to a step; whether it has done so too often to be let in once more. */
export function turnsWithoutEnd(draft: Draft, node: Node, scope: ScopePath): boolean {
  const { state, day } = draft;
  const rounds = state.scopes[scope]?.rounds[node.id] ?? 0;
  if (rounds === 0 || state.semantics < 2 || !counted.has(node.type)) return false;
  const before = state.turning?.day === day ? state.turning.entries : {};
  const key = activityKey(node.id, scope, 1);
  const entries = (before[key] ?? 0) + 1;
  state.turning = { day, entries: { ...before, [key]: entries } };
  return entries > mostTurns;
}

const byThemselves = new Set<ProcessEvent['type']>(['timerDue', 'operationDone', 'instanceDone', 'cancelAnswered']);

/** Somebody has done something, or the facts are others: counting begins anew. */
export function forgetTurns(draft: Draft, event: ProcessEvent): void {
  if (!byThemselves.has(event.type)) delete draft.state.turning;
}
