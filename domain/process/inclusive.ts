import type { Problems } from './problems.ts';
import { reachable } from './reachable.ts';
import type { Graph, Node } from './types.ts';

type Inclusive = Extract<Node, { type: 'inclusiveGateway' }>;

/**
 * Finds for each inclusive split the join that closes it, and the elements between them: a part of the diagram with
 * one way in and one way out. A gateway without its counterpart is refused. A gateway with one flow in and one out
 * counts as a join of one.
 */
export function pairInclusive(graph: Graph, problems: Problems): void {
  const gateways = Object.values(graph.nodes).filter((node) => node.type === 'inclusiveGateway');
  for (const node of gateways) {
    if (node.incoming.length > 1 && node.outgoing.length > 1) {
      problems.error(
        node.id,
        'INCLUSIVE_MIXED',
        `多选分支“${node.name ?? node.id}”不能既合并又分开：请画成两个，一个合并，一个分开`,
        `inclusive gateway "${node.name ?? node.id}" must not both join and split: draw two, one that joins and one that splits`,
      );
    }
  }
  const joins = gateways.filter((node) => node.outgoing.length === 1);
  for (const split of gateways.filter((node) => node.outgoing.length > 1)) {
    const closing = nearestJoin(graph, split, joins);
    if (closing === undefined) {
      problems.error(
        split.id,
        'INCLUSIVE_WITHOUT_JOIN',
        `多选分支“${split.name ?? split.id}”的各支没有合并到同一个多选分支，无法知道要等哪几支。请让各支都连到一个多选分支再往下走；不能合并的（例如有的支退回前面），把从分开到办完的这一段放进一个子流程，子流程里的各支都办完时它自然结束`,
        `the branches of the inclusive gateway "${split.name ?? split.id}" do not all meet in one inclusive gateway, so nobody can know which of them to wait for. Lead all of them into one and go on from there; where they cannot meet (one goes back, say), put this part into a sub-process: it ends by itself when all its branches have ended`,
      );
      continue;
    }
    split.join = closing.join.id;
    closing.join.split = split.id;
    closing.join.block = closing.block;
  }
  for (const join of joins) {
    if (join.split !== undefined) continue;
    problems.error(
      join.id,
      'INCLUSIVE_WITHOUT_SPLIT',
      `“${join.id}”合并的分支不是由同一个多选分支分出来的`,
      `multiple choice "${join.id}" does not close the branches of an inclusive split`,
    );
  }
}

function nearestJoin(
  graph: Graph,
  split: Inclusive,
  joins: Inclusive[],
): { join: Inclusive; block: string[] } | undefined {
  const found = joins
    .filter((join) => join.parent === split.parent && join.id !== split.id && join.split === undefined)
    .map((join) => ({ join, block: blockBetween(graph, split, join) }))
    .filter((candidate): candidate is { join: Inclusive; block: string[] } => candidate.block !== undefined);
  return found.sort((a, b) => a.block.length - b.block.length)[0];
}

/** Elements between the two, if everything that leaves the split comes to the join and nothing else gets in. */
function blockBetween(graph: Graph, split: Inclusive, join: Inclusive): string[] | undefined {
  const reached = reachable(graph, split.id, join.id);
  if (!reached.delete(join.id)) return undefined;
  reached.delete(split.id);
  for (const id of [...reached, join.id]) {
    const node = graph.nodes[id];
    if (node === undefined || node.type === 'endEvent') return undefined;
    for (const flowId of node.incoming) {
      const source = graph.flows[flowId]?.source ?? '';
      if (source !== split.id && !reached.has(source)) return undefined;
    }
    if (id !== join.id && node.outgoing.some((flowId) => graph.flows[flowId]?.target === split.id)) return undefined;
  }
  return [...reached].sort();
}
