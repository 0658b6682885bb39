import type { ActivityState, Graph, Node, ProcessState, ScopePath } from '../types.ts';
import { scopeChain } from '../variables.ts';

/** A place of an instance on which a token stands. */
export interface Standing {
  elementId: string;
  scope: ScopePath;
}

/** Whether an activity is a timer on the edge of another one: it holds no token of its own. */
export function isAttached(activity: ActivityState): boolean {
  return activity.type === 'timer' && activity.attachedTo !== undefined;
}

/** Where the tokens of an instance stand: activities, joins that wait, tokens that cannot go on. */
export function standings(state: ProcessState): Standing[] {
  const found: Standing[] = [];
  for (const key of Object.keys(state.activities).sort()) {
    const activity = state.activities[key];
    if (activity !== undefined && !isAttached(activity)) found.push(activity);
  }
  for (const scope of Object.keys(state.scopes).sort()) {
    for (const elementId of Object.keys(state.scopes[scope]?.waiting ?? {})) found.push({ elementId, scope });
  }
  found.push(...(state.stuck ?? []));
  return found.map(({ elementId, scope }) => ({ elementId, scope }));
}

/**
 * Elements that a token on `from` can come to, those inside sub-processes that it enters among them. It does not go on
 * from `stopAt`.
 */
function aheadOf(graph: Graph, from: string, stopAt?: string): Set<string> {
  const reached = new Set<string>();
  const open = nextOf(graph.nodes[from], graph);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const node = graph.nodes[id];
    if (id === stopAt || node === undefined) continue;
    open.push(...nextOf(node, graph));
    if (node.type === 'subProcess') open.push(node.startId);
  }
  return reached;
}

function nextOf(node: Node | undefined, graph: Graph): string[] {
  if (node === undefined) return [];
  const targets = node.outgoing.flatMap((flow) => graph.flows[flow]?.target ?? []);
  return 'boundary' in node ? [...targets, ...node.boundary] : targets;
}

/** The first element of a sub-process that some member of a running multi-instance has yet to begin with. */
function stillToBegin(graph: Graph, state: ProcessState): string[] {
  return Object.values(state.activities).flatMap((activity) => {
    const node = graph.nodes[activity.elementId];
    if (activity.type !== 'body' || node?.type !== 'subProcess') return [];
    const begun = [...(activity.done ?? []), ...activity.active];
    return (activity.members ?? []).every((member) => begun.includes(member)) ? [] : [node.startId];
  });
}

/** Everything that an instance can come to from where it stands. */
export function aheadOfAll(graph: Graph, state: ProcessState): Set<string> {
  const from = new Set([...standings(state).map(({ elementId }) => elementId), ...stillToBegin(graph, state)]);
  return new Set([...from].flatMap((id) => [...aheadOf(graph, id)]));
}

/**
 * Tasks that judge another one and would come without it: from where the instance stands it comes to the judgement past
 * the task that is to be judged, and has not done that task before.
 */
export function judgedMissing(graph: Graph, state: ProcessState): string[] {
  const judging = Object.values(graph.nodes).flatMap((node) =>
    node.type === 'userTask' && node.task.reviews !== undefined ? [{ id: node.id, judged: node.task.reviews }] : [],
  );
  const places = standings(state);
  return judging
    .filter(({ id, judged }) =>
      places.some(
        ({ elementId, scope }) =>
          elementId !== judged &&
          !scopeChain(state, scope).some((at) => state.scopes[at]?.rounds[judged] !== undefined) &&
          aheadOf(graph, elementId, judged).has(id),
      ),
    )
    .map(({ id }) => id);
}
