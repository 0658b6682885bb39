import type { Graph } from './types.ts';

/** Elements that a token from `from` can come to, along flows and boundary timers. */
export function reachable(graph: Graph, from: string, stopAt?: string): Set<string> {
  const reached = new Set<string>([from]);
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = graph.nodes[id];
    if (node === undefined || id === stopAt) continue;
    const next = node.outgoing.map((flowId) => graph.flows[flowId]?.target);
    if ('boundary' in node) next.push(...node.boundary);
    for (const target of next) {
      if (target === undefined || reached.has(target)) continue;
      reached.add(target);
      open.push(target);
    }
  }
  return reached;
}
