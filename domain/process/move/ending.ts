import { keyOf, type Marking } from '../markings.ts';
import { hopelessFrom } from '../soundness.ts';
import type { Graph, ProcessState, ScopePath } from '../types.ts';
import { isAttached } from './standing.ts';

/** What was found of markings of a graph: hundreds of instances stand alike. */
const known = new WeakMap<Graph, Map<string, string[]>>();

/**
 * Elements at which an instance that goes on from where it stands may come to a halt for ever, where its conditions may
 * turn out either way.
 */
export function hopelessElements(graph: Graph, state: ProcessState): string[] {
  return [...new Set(Object.keys(state.scopes).flatMap((path) => hopelessIn(graph, markingOf(graph, state, path))))];
}

function hopelessIn(graph: Graph, marking: Marking): string[] {
  if (marking.size === 0) return [];
  const cache = known.get(graph) ?? new Map<string, string[]>();
  known.set(graph, cache);
  const key = keyOf(marking);
  const found = cache.get(key) ?? hopelessFrom(graph, marking);
  cache.set(key, found);
  return found;
}

/** Where the tokens of a scope stand, in the places of `markings.ts`. */
function markingOf(graph: Graph, state: ProcessState, path: ScopePath): Marking {
  const places: string[] = [];
  for (const activity of Object.values(state.activities)) {
    if (activity.scope !== path || isAttached(activity)) continue;
    if (activity.type === 'workItem' && activity.group !== undefined) continue;
    if (activity.type === 'body' && activity.detached) continue;
    places.push([activity.elementId, ...firedBoundaries(graph, state, activity.elementId, path)].join('+'));
  }
  for (const flows of Object.values(state.scopes[path]?.waiting ?? {})) places.push(...flows.map((flow) => `>${flow}`));
  for (const token of state.stuck ?? []) {
    if (token.scope === path && token.reason !== 'JOIN_STARVED') places.push(token.elementId);
  }
  const marking: Marking = new Map();
  for (const place of places) marking.set(place, (marking.get(place) ?? 0) + 1);
  return marking;
}

/** Timers on the edge of a running element that do not run any more. */
function firedBoundaries(graph: Graph, state: ProcessState, elementId: string, path: ScopePath): string[] {
  const node = graph.nodes[elementId];
  if (node === undefined || !('boundary' in node)) return [];
  const running = Object.values(state.activities).filter((other) => isAttached(other) && other.scope === path);
  return node.boundary.filter((id) => !running.some((timer) => timer.elementId === id)).sort();
}
