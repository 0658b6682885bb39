import { parseExpression } from 'feelin';
import { kindFacts } from '../workItemKinds.ts';
import type { Problems } from './problems.ts';
import { reachable } from './reachable.ts';
import type { Flow, Graph, Node } from './types.ts';

interface Comparison {
  /** `outcome`, or the id of an element. */
  of: string;
  value: string;
}

/**
 * Finds conditions that ask for an outcome that nothing before them can have: the branch would never be taken. Names
 * other than `outcome`, an element and an element's `outcome` are left to run time.
 */
export function checkOutcomes(graph: Graph, problems: Problems): void {
  for (const flow of Object.values(graph.flows)) {
    if (flow.condition === undefined) continue;
    for (const comparison of comparisonsIn(flow.condition)) check(graph, flow, comparison, problems);
  }
}

function check(graph: Graph, flow: Flow, { of, value }: Comparison, problems: Problems): void {
  const sources = of === 'outcome' ? before(graph, flow.source) : [graph.nodes[of]];
  const possible = new Set<string>();
  for (const node of sources) {
    const outcomes = node === undefined ? null : outcomesOf(graph, node);
    if (outcomes === null) return;
    for (const outcome of outcomes) possible.add(outcome);
  }
  if (possible.size === 0 || possible.has(value)) return;
  const listed = [...possible].join('、');
  problems.error(
    flow.id,
    'OUTCOME_NEVER',
    `连线“${flow.name ?? flow.id}”的条件要求结果为“${value}”，但前面的事项只会有：${listed}；这一支永远不会走`,
    `flow "${flow.name ?? flow.id}" asks for the outcome "${value}", but what comes before it ends with ${listed} only`,
  );
}

/** Elements of the same level from which a flow's gateway can be reached. */
function before(graph: Graph, gatewayId: string): Node[] {
  const gateway = graph.nodes[gatewayId];
  return Object.values(graph.nodes).filter(
    (node) =>
      node.parent === gateway?.parent &&
      (node.type === 'userTask' || node.type === 'serviceTask' || 'startId' in node || node.type === 'callActivity') &&
      node.id !== gatewayId &&
      reachable(graph, node.id).has(gatewayId),
  );
}

/** What an element can end with; null where that is not known before it runs. */
function outcomesOf(graph: Graph, node: Node): string[] | null {
  switch (node.type) {
    case 'userTask': {
      const { outcomes, deemedAfter, kind } = node.task;
      const judged = kindFacts[kind].reviewed ? ['ACCEPTED', 'RETURNED'] : [];
      return [...outcomes, ...judged, ...(deemedAfter === undefined ? [] : ['DEEMED'])];
    }
    case 'callActivity':
      return ['COMPLETED', 'TERMINATED', 'WITHDRAWN'];
    case 'subProcess': {
      const inner = Object.values(graph.nodes).filter((one) => one.parent === node.id);
      const all = inner.map((one) => (one.type === 'serviceTask' ? null : outcomesOf(graph, one)));
      return all.includes(null) ? null : all.flatMap((outcomes) => outcomes ?? []);
    }
    case 'serviceTask':
      return null;
    default:
      return [];
  }
}

/** Comparisons of an outcome with a text, such as `outcome = "RETURNED"` or `review.outcome = "ACCEPTED"`. */
function comparisonsIn(condition: string): Comparison[] {
  const found: Comparison[] = [];
  parseExpression(condition, {}, undefined).iterate({
    enter(node) {
      if (node.name !== 'Comparison') return;
      const text = condition.slice(node.from, node.to);
      const match = /^\s*(?<of>[\p{L}_][\p{L}\p{N}_-]*)(?<member>\.outcome)?\s*=\s*"(?<value>[^"]*)"\s*$/u.exec(text);
      const { of, member, value } = match?.groups ?? {};
      if (of !== undefined && value !== undefined && (of === 'outcome') !== (member !== undefined)) {
        found.push({ of, value });
      }
    },
  });
  return found;
}
