import { type ElementNames, renameKey, renamePath } from '../keys.ts';
import type { ActivityState, Flow, Graph, Node, ProcessState, ScopeState, StuckToken } from '../types.ts';

/*
 * Elements of two versions are the same where their ids are. Where a step was drawn anew under another id, an
 * administrator says which one takes its place: the instance is then read as if the step had always borne the new id.
 */

/** Steps, joins and timers whose place another one can take; the others hold no token for longer than a step. */
const mappable: readonly Node['type'][] = [
  ...(['userTask', 'serviceTask', 'timerEvent', 'boundaryTimer', 'callActivity', 'subProcess'] as const),
  ...(['parallelGateway', 'inclusiveGateway'] as const),
];

/** What can be mapped: elements that one of two versions lacks, by what they are. */
export function unmatched(of: Graph, other: Graph): Node[] {
  return Object.values(of.nodes).filter(({ id, type }) => mappable.includes(type) && other.nodes[id] === undefined);
}

/** What an administrator's choice means between two versions: the part of it whose ids only one of them has. */
export function namesBetween(mapping: ElementNames, before: Graph, after: Graph): ElementNames {
  const [gone, come] = [unmatched(before, after), unmatched(after, before)].map(
    (nodes) => new Set(nodes.map(({ id }) => id)),
  );
  return Object.fromEntries(Object.entries(mapping).filter(([from, to]) => gone?.has(from) && come?.has(to)));
}

/** New ids that the instance knows already, from a still older version that it came from. */
export function knownAlready(names: ElementNames, state: ProcessState): string[] {
  const isKnown = (id: string) =>
    state.passed[id] !== undefined || Object.values(state.scopes).some(({ rounds }) => rounds[id] !== undefined);
  return Object.values(names).filter(isKnown).sort();
}

/** The graph with new names for elements. Flows keep their ids, and conditions their text. */
export function renamedGraph(graph: Graph, names: ElementNames): Graph {
  if (Object.keys(names).length === 0) return graph;
  const named = (id: string) => names[id] ?? id;
  const flow = (one: Flow): Flow => ({ ...one, source: named(one.source), target: named(one.target) });
  const node = (one: Node): Node => {
    const base = { id: named(one.id), ...(one.parent === undefined ? {} : { parent: named(one.parent) }) };
    switch (one.type) {
      case 'userTask': {
        const { reviews, doerOf } = one.task;
        const task = {
          ...one.task,
          ...(reviews === undefined ? {} : { reviews: named(reviews) }),
          ...(doerOf === undefined ? {} : { doerOf: named(doerOf) }),
        };
        return { ...one, ...base, task, boundary: one.boundary.map(named) };
      }
      case 'serviceTask':
      case 'callActivity':
        return { ...one, ...base, boundary: one.boundary.map(named) };
      case 'subProcess':
        return { ...one, ...base, startId: named(one.startId), boundary: one.boundary.map(named) };
      case 'boundaryTimer':
        return { ...one, ...base, attachedTo: named(one.attachedTo) };
      case 'inclusiveGateway':
        return {
          ...{ ...one, ...base },
          ...(one.join === undefined ? {} : { join: named(one.join) }),
          ...(one.split === undefined ? {} : { split: named(one.split) }),
          ...(one.block === undefined ? {} : { block: one.block.map(named) }),
        };
      default:
        return { ...one, ...base };
    }
  };
  return {
    ...graph,
    startId: named(graph.startId),
    nodes: Object.fromEntries(Object.values(graph.nodes).map((one) => [named(one.id), node(one)])),
    flows: Object.fromEntries(Object.entries(graph.flows).map(([id, one]) => [id, flow(one)])),
  };
}

/** The state with new names for elements, wherever they stand in it: what is open, what is done, what was passed. */
export function renamedState(state: ProcessState, names: ElementNames): ProcessState {
  if (Object.keys(names).length === 0) return state;
  const named = (id: string) => names[id] ?? id;
  const path = (scope: string) => renamePath(scope, names);
  const key = (activity: string) => renameKey(activity, names);
  const byName = <V>(values: Record<string, V>) => renamedKeys(values, named);
  const scope = (one: ScopeState): ScopeState => ({
    ...{ ...one, vars: byName(one.vars), waiting: byName(one.waiting), rounds: byName(one.rounds) },
    ...(one.elementId === undefined ? {} : { elementId: named(one.elementId) }),
    ...(one.parent === undefined ? {} : { parent: path(one.parent) }),
  });
  const activity = (one: ActivityState): ActivityState => {
    const base = { elementId: named(one.elementId), scope: path(one.scope) };
    if (one.type === 'workItem')
      return { ...one, ...base, ...(one.group === undefined ? {} : { group: key(one.group) }) };
    if (one.type !== 'timer') return { ...one, ...base };
    return { ...one, ...base, ...(one.attachedTo === undefined ? {} : { attachedTo: key(one.attachedTo) }) };
  };
  const token = (one: StuckToken): StuckToken => ({ ...one, elementId: named(one.elementId), scope: path(one.scope) });
  const mapped = <V>(values: Record<string, V>, by: (value: V) => V) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, by(value)]));
  const { turning } = state;
  return {
    ...state,
    scopes: renamedKeys(mapped(state.scopes, scope), path),
    activities: renamedKeys(mapped(state.activities, activity), key),
    passed: byName(state.passed),
    ...(state.stuck === undefined ? {} : { stuck: state.stuck.map(token) }),
    ...(turning === undefined ? {} : { turning: { ...turning, entries: renamedKeys(turning.entries, key) } }),
  };
}

function renamedKeys<V>(values: Record<string, V>, by: (key: string) => string): Record<string, V> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [by(key), value]));
}
