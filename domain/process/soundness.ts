import { checkLoops, type Endings } from './loops.ts';
import { type Exploration, explore, type Marking, nodeOfPlace } from './markings.ts';
import type { Problems } from './problems.ts';
import { reachable } from './reachable.ts';
import type { Graph } from './types.ts';

const mostMarkings = 1_500;
const mostEagerMarkings = 10_000;

/**
 * Control-flow soundness, scope by scope, with conditions as free choices: from wherever the scope can come to it can
 * end, every element can be passed, and no loop turns without waiting for somebody or for a later day. An embedded
 * sub-process is one step of the scope around it. The number of markings looked at is bounded; where that is not enough,
 * a warning says so.
 */
export function checkSoundness(graph: Graph, ends: Endings, problems: Problems): void {
  checkScope(graph, undefined, graph.startId, problems);
  for (const node of Object.values(graph.nodes)) {
    if (node.type === 'subProcess') checkScope(graph, node.id, node.startId, problems);
  }
  checkLoops(graph, ends, problems);
}

function checkScope(graph: Graph, scopeId: string | undefined, startId: string, problems: Problems): void {
  const { found, doubled } = exploreAll(graph, new Map([[startId, 1]]));
  if (!found.complete) {
    problems.warning(
      scopeId ?? null,
      'TOO_LARGE',
      '流程并行分支过多，未能逐一验证能否走到结束',
      'the process has too many parallel branches to prove that it always ends',
    );
    return;
  }
  reportStuck(graph, found, problems);
  reportUnpassed(graph, scopeId, found, problems);
  reportDoubled(graph, doubled, problems);
}

function exploreAll(graph: Graph, first: Marking): { found: Exploration; doubled: Set<string> } {
  const found = explore(graph, first, { most: mostMarkings, eager: false });
  const { doubled } = found;
  return { found: found.complete ? found : explore(graph, first, { most: mostEagerMarkings, eager: true }), doubled };
}

/**
 * Where a scope that stands at `first` may come to and never end from: the joins of dead locks, else the elements
 * between which its tokens turn. None where it is too large to be looked at whole.
 */
export function hopelessFrom(graph: Graph, first: Marking): string[] {
  const { found } = exploreAll(graph, first);
  if (!found.complete) return [];
  const { joins, turning } = hopelessPlaces(graph, found);
  return joins.length > 0 ? joins : turning;
}

/** What the markings stand on from which no end can be reached: those that cannot go on at all, and the others. */
function hopelessPlaces(graph: Graph, found: Exploration): { joins: string[]; turning: string[] } {
  const ending = endingMarkings(found);
  const hopeless = [...found.markings].filter(([key]) => !ending.has(key));
  const locked = hopeless.filter(([key]) => (found.successors.get(key) ?? []).length === 0);
  const nodesOf = (markings: typeof hopeless) => [
    ...new Set(markings.flatMap(([, marking]) => [...marking.keys()].map((place) => nodeOfPlace(graph, place)))),
  ];
  return { joins: nodesOf(locked), turning: nodesOf(hopeless) };
}

/** Dead locks are named by their joins, other parts without an end by where the tokens turn. */
function reportStuck(graph: Graph, found: Exploration, problems: Problems): void {
  const { joins, turning } = hopelessPlaces(graph, found);
  for (const id of joins) {
    problems.error(
      id,
      'DEAD_LOCK',
      `合并分支的“${id}”可能永远等不齐进入的分支`,
      `the join "${id}" can wait for ever for a branch that does not come`,
    );
  }
  if (joins.length > 0 || turning.length === 0) return;
  const id = turning.find((place) => comesBack(graph, place)) ?? turning[0] ?? null;
  problems.error(
    id,
    'NEVER_ENDS',
    `走到“${id ?? ''}”之后流程再也到不了结束`,
    `once "${id ?? ''}" is reached the process can never come to an end`,
  );
}

function comesBack(graph: Graph, id: string): boolean {
  const next = (graph.nodes[id]?.outgoing ?? []).map((flow) => graph.flows[flow]?.target ?? '');
  return next.some((target) => reachable(graph, target).has(id));
}

function endingMarkings(found: Exploration): Set<string> {
  const before = new Map<string, string[]>();
  for (const [key, next] of found.successors) {
    for (const successor of next) {
      const earlier = before.get(successor);
      if (earlier === undefined) before.set(successor, [key]);
      else earlier.push(key);
    }
  }
  const ending = new Set<string>(found.markings.has('') ? [''] : []);
  const open = [...ending];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const earlier of before.get(key) ?? []) {
      if (ending.has(earlier)) continue;
      ending.add(earlier);
      open.push(earlier);
    }
  }
  return ending;
}

function reportUnpassed(graph: Graph, scopeId: string | undefined, found: Exploration, problems: Problems): void {
  if (problems.hasErrors) return;
  for (const node of Object.values(graph.nodes)) {
    if (node.parent !== scopeId || found.passed.has(node.id) || node.type === 'boundaryTimer') continue;
    problems.error(node.id, 'NEVER_PASSED', `“${node.id}”永远不会被执行到`, `"${node.id}" can never be carried out`);
  }
}

/** Not wrong in itself, but seldom meant: two parallel branches run into one task without being joined. */
function reportDoubled(graph: Graph, doubled: Set<string>, problems: Problems): void {
  const besides = new Set<string>();
  for (const node of Object.values(graph.nodes)) {
    if (node.type !== 'boundaryTimer' || node.interrupting) continue;
    for (const id of reachable(graph, node.id)) besides.add(id);
  }
  for (const id of doubled) {
    const type = graph.nodes[id]?.type;
    if (besides.has(id) || (type !== 'userTask' && type !== 'serviceTask' && type !== 'subProcess')) continue;
    problems.warning(
      id,
      'TWICE',
      `并行分支未经合并就进入“${id}”，它可能同时执行两次`,
      `parallel branches reach "${id}" without a join: it may run twice at once`,
    );
  }
}
