import type { Graph, Node } from './types.ts';

/**
 * Where the tokens of one scope are: place → how many. Places are `node`, `node+boundaries` for a host whose
 * non-interrupting timers have fired, and `>flow` for a token that waits at a join.
 */
export type Marking = Map<string, number>;

export interface Exploration {
  /** Markings by key, in the order found; the first is the beginning. */
  markings: Map<string, Marking>;
  successors: Map<string, string[]>;
  /** Nodes that some token left or ended at. */
  passed: Set<string>;
  /** Nodes that two tokens can stand on at once. */
  doubled: Set<string>;
  complete: boolean;
}

/** More tokens than this in one place are not told apart. */
const mostTokens = 2;

export interface Manner {
  /** So many markings are looked at. */
  most: number;
  /** Leaves out orders that cannot matter, at the price of `doubled`. */
  eager: boolean;
  /** Whether a token may leave an element, or its host by a boundary timer; without it, each may at some time. */
  mayLeave?: (node: Node) => boolean;
}

/**
 * All markings that one scope can come to from `first` where every condition may turn out either way, every timer may
 * fire and every activity ends at some time. As in the interpreter, what waits for nothing moves before all else.
 */
export function explore(graph: Graph, first: Marking, manner: Manner): Exploration {
  const found: Exploration = {
    markings: new Map([[keyOf(first), first]]),
    successors: new Map(),
    passed: new Set(),
    doubled: new Set(),
    complete: true,
  };
  const open = [first];
  for (let marking = open.pop(); marking !== undefined; marking = open.pop()) {
    const next: string[] = [];
    for (const successor of successorsOf(graph, marking, found, manner)) {
      const key = keyOf(successor);
      next.push(key);
      if (found.markings.has(key)) continue;
      found.markings.set(key, successor);
      open.push(successor);
    }
    found.successors.set(keyOf(marking), next);
    if (found.markings.size > manner.most) return { ...found, complete: false };
  }
  return found;
}

export function keyOf(marking: Marking): string {
  return [...marking]
    .map(([place, count]) => `${place}*${count}`)
    .sort()
    .join(' ');
}

export function nodeOfPlace(graph: Graph, place: string): string {
  if (place.startsWith('>')) return graph.flows[place.slice(1)]?.target ?? place;
  return place.split('+')[0] ?? place;
}

function successorsOf(graph: Graph, marking: Marking, found: Exploration, manner: Manner): Marking[] {
  const atOnce: [string, Node][] = [];
  const atSomeTime: [string, Node][] = [];
  for (const [place, count] of marking) {
    const node = graph.nodes[nodeOfPlace(graph, place)];
    if (node === undefined) continue;
    if (count > 1 && !place.startsWith('>')) found.doubled.add(node.id);
    (movesFirst(node, manner) ? atOnce : atSomeTime).push([place, node]);
  }
  const first = movesOf(graph, marking, atOnce, found, manner);
  return first.length > 0 ? first : movesOf(graph, marking, atSomeTime, found, manner);
}

function movesOf(
  graph: Graph,
  marking: Marking,
  places: [string, Node][],
  found: Exploration,
  manner: Manner,
): Marking[] {
  const all: Marking[] = [];
  for (const [place, node] of places) {
    const steps = stepsOf(graph, marking, place, node, manner.mayLeave ?? (() => true));
    if (steps.length > 0) found.passed.add(node.id);
    if (manner.eager && steps.length === 1 && isIndependent(graph, node) && !place.startsWith('>')) return steps;
    all.push(...steps);
  }
  return all;
}

/** Where orders are left out, an end that ends all comes last: what moves beside it would never be seen. */
function movesFirst(node: Node, { eager }: Manner): boolean {
  return waitsForNothing.has(node.type) && !(eager && node.type === 'endEvent' && node.terminate);
}

const waitsForNothing = new Set<Node['type']>([
  'startEvent',
  'endEvent',
  'exclusiveGateway',
  'parallelGateway',
  'inclusiveGateway',
]);

/**
 * Whether it makes no difference to other tokens when this one moves: a terminate end that it comes to at once would
 * cut them short.
 */
function isIndependent(graph: Graph, node: Node): boolean {
  if (node.type === 'inclusiveGateway') return false;
  const seen = new Set<string>();
  const open: (Node | undefined)[] = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.type === 'endEvent' && at.terminate) return false;
    if (seen.has(at.id) || (at !== node && !waitsForNothing.has(at.type))) continue;
    seen.add(at.id);
    open.push(...at.outgoing.flatMap((flow) => graph.nodes[graph.flows[flow]?.target ?? ''] ?? []));
  }
  return true;
}

type MayLeave = NonNullable<Manner['mayLeave']>;

function stepsOf(graph: Graph, marking: Marking, place: string, node: Node, mayLeave: MayLeave): Marking[] {
  if (place.startsWith('>')) return joinStep(graph, marking, node);
  switch (node.type) {
    case 'endEvent':
      return node.terminate ? [new Map()] : [move(graph, marking, [place], [])];
    case 'exclusiveGateway':
      return node.outgoing.map((flow) => move(graph, marking, [place], [flow]));
    case 'inclusiveGateway':
      return subsets(node.outgoing).map((flows) => move(graph, marking, [place], flows));
    default: {
      const onward = mayLeave(node) ? [move(graph, marking, [place], node.outgoing)] : [];
      return [...onward, ...boundarySteps(graph, marking, place, node, mayLeave)];
    }
  }
}

function boundarySteps(graph: Graph, marking: Marking, place: string, node: Node, mayLeave: MayLeave): Marking[] {
  if (!('boundary' in node)) return [];
  const fired = place.split('+').slice(1);
  return node.boundary.flatMap((id) => {
    const boundary = graph.nodes[id];
    if (boundary?.type !== 'boundaryTimer' || fired.includes(id) || !mayLeave(boundary)) return [];
    const result = move(graph, marking, [place], boundary.outgoing);
    if (!boundary.interrupting) add(result, [place.split('+')[0], ...[...fired, id].sort()].join('+'));
    return [result];
  });
}

function joinStep(graph: Graph, marking: Marking, node: Node): Marking[] {
  if (node.type === 'inclusiveGateway') {
    const block = node.block ?? [];
    if ([...marking.keys()].some((place) => block.includes(nodeOfPlace(graph, place)))) return [];
    const arrived = node.incoming.map((flow) => `>${flow}`).filter((place) => marking.has(place));
    return [move(graph, marking, arrived, node.outgoing)];
  }
  const places = node.incoming.map((flow) => `>${flow}`);
  return places.every((place) => marking.has(place)) ? [move(graph, marking, places, node.outgoing)] : [];
}

function move(graph: Graph, marking: Marking, from: string[], flows: string[]): Marking {
  const next = new Map(marking);
  for (const place of from) {
    const left = (next.get(place) ?? 1) - 1;
    if (left === 0) next.delete(place);
    else next.set(place, left);
  }
  for (const flow of flows) {
    const target = graph.nodes[graph.flows[flow]?.target ?? ''];
    if (target !== undefined) add(next, isJoin(target) ? `>${flow}` : target.id);
  }
  return next;
}

function isJoin(node: Node): boolean {
  if (node.type === 'inclusiveGateway') return node.split !== undefined;
  return node.type === 'parallelGateway' && node.incoming.length > 1;
}

function add(marking: Marking, place: string): void {
  marking.set(place, Math.min(mostTokens, (marking.get(place) ?? 0) + 1));
}

/** Every choice of one or more flows; of more than five flows only each alone, each pair and all. */
function subsets(flows: string[]): string[][] {
  if (flows.length > 5) {
    const pairs = flows.flatMap((a, at) => flows.slice(at + 1).map((b) => [a, b]));
    return [...flows.map((flow) => [flow]), ...pairs, flows];
  }
  const all: string[][] = [];
  for (let mask = 1; mask < 1 << flows.length; mask += 1) all.push(flows.filter((_, at) => mask & (1 << at)));
  return all;
}
