import type { Draft } from '../draft.ts';
import type { Graph } from '../types.ts';

/**
 * The flow of the new version by which a token that waits at a join has come: the same one, or, where it was drawn
 * anew, the only one from the same element. Null where there is none.
 */
export function flowInNewVersion(before: Graph, after: Graph, joinId: string, flowId: string): string | null {
  const incoming = after.nodes[joinId]?.incoming ?? [];
  if (flowId === '' || incoming.includes(flowId)) return flowId;
  const source = before.flows[flowId]?.source;
  const alike = incoming.filter((id) => after.flows[id]?.source === source);
  return source !== undefined && alike.length === 1 ? (alike[0] ?? null) : null;
}

/** Lets the tokens that wait at joins wait on the flows of the new version. */
export function rewireWaiting(draft: Draft, before: Graph): void {
  for (const path of Object.keys(draft.state.scopes)) {
    for (const [joinId, flows] of Object.entries(draft.state.scopes[path]?.waiting ?? {})) {
      const now = flows.map((id) => flowInNewVersion(before, draft.graph, joinId, id) ?? id);
      if (now.every((id, at) => id === flows[at])) continue;
      const scope = draft.scope(path);
      if (scope !== undefined) scope.waiting[joinId] = now;
    }
  }
}
