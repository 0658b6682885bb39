import type { Draft } from './draft.ts';
import type { Graph, Node, ScopePath, StuckToken } from './types.ts';

/** Keeps a token at a join. */
export function wait(draft: Draft, node: Node, path: ScopePath, flowId?: string): void {
  const scope = draft.scope(path);
  if (scope === undefined) return;
  scope.waiting[node.id] = [...(scope.waiting[node.id] ?? []), flowId ?? ''];
}

/** Parallel gateway: goes on when a token has come over each incoming flow. */
export function join(draft: Draft, node: Node, path: ScopePath, flowId?: string): void {
  if (node.incoming.length <= 1) {
    draft.leave(node, path);
    return;
  }
  wait(draft, node, path, flowId);
  const scope = draft.scope(path);
  const arrived = scope?.waiting[node.id] ?? [];
  if (scope === undefined || !node.incoming.every((incoming) => arrived.includes(incoming))) return;
  takeArrived(draft, node, path, node.incoming);
}

/** Takes one token of each of the flows; what else has come waits for the next time. */
function takeArrived(draft: Draft, node: Node, path: ScopePath, flowIds: string[]): void {
  const scope = draft.scope(path);
  if (scope === undefined) return;
  const left = [...(scope.waiting[node.id] ?? [])];
  for (const flowId of flowIds) left.splice(left.indexOf(flowId), 1);
  if (left.length === 0) delete scope.waiting[node.id];
  else scope.waiting[node.id] = left;
  draft.leave(node, path, flowIds.length);
}

/**
 * Fires one closing inclusive gateway that no further token can reach: none stands on an element between it and its
 * split. It takes one token of each flow that has one, so that it fires again where more have come. Says whether there
 * was one.
 */
export function closeInclusive(draft: Draft): boolean {
  for (const node of closingGateways(draft.graph)) {
    for (const path of Object.keys(draft.state.scopes).sort()) {
      const arrived = draft.state.scopes[path]?.waiting[node.id];
      if (arrived === undefined || isOccupied(draft, path, node.block ?? [])) continue;
      takeArrived(draft, node, path, draft.state.semantics < 2 ? arrived : [...new Set(arrived)]);
      return true;
    }
  }
  return false;
}

type ClosingGateway = Extract<Node, { type: 'inclusiveGateway' }>;

/** Found once for a graph, which never changes: every step asks for them. */
const closingsOf = new WeakMap<Graph, ClosingGateway[]>();

function closingGateways(graph: Graph): ClosingGateway[] {
  const known = closingsOf.get(graph);
  if (known !== undefined) return known;
  const found = Object.values(graph.nodes).filter(
    (node): node is ClosingGateway => node.type === 'inclusiveGateway' && node.split !== undefined,
  );
  closingsOf.set(graph, found);
  return found;
}

function isOccupied(draft: Draft, path: ScopePath, block: string[]): boolean {
  const stands = (elementId: string) => block.includes(elementId);
  if (Object.keys(draft.state.scopes[path]?.waiting ?? {}).some(stands)) return true;
  if (draft.state.stuck?.some((token) => token.scope === path && stands(token.elementId))) return true;
  return draft
    .activitiesIn(path)
    .some((key) => stands(draft.state.activities[key]?.elementId ?? '') && !isBoundary(draft, key));
}

function isBoundary(draft: Draft, key: string): boolean {
  const activity = draft.state.activities[key];
  return activity?.type === 'timer' && activity.attachedTo !== undefined;
}

/** Says of each join that waits in a scope where no other token is left that it waits in vain. */
export function noteStarvedJoins(draft: Draft): void {
  const others = draft.state.stuck?.filter((token) => token.reason !== 'JOIN_STARVED') ?? [];
  const starved: StuckToken[] = [];
  for (const path in draft.state.scopes) {
    const scope = draft.state.scopes[path];
    if (scope === undefined) continue;
    let waiting = 0;
    for (const elementId in scope.waiting) waiting += scope.waiting[elementId]?.length ?? 0;
    if (waiting === 0 || scope.tokens > waiting) continue;
    for (const elementId in scope.waiting) starved.push({ elementId, scope: path, reason: 'JOIN_STARVED' });
  }
  starved.sort((a, b) => (a.scope + a.elementId < b.scope + b.elementId ? -1 : 1));
  if (others.length + starved.length === 0) delete draft.state.stuck;
  else draft.state.stuck = [...others, ...starved];
}
