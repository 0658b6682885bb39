import { bodyKey, memberItem, memberPath } from '../../../domain/process/keys.ts';
import type { ActivityState, BodyState, Graph, ProcessState, ScopePath } from '../../../domain/process/types.ts';

/** What contradicts itself in a state: one line for each token too many or too few and each part without its whole. */
export function contradictions(graph: Graph, state: ProcessState): string[] {
  if (state.status !== 'running') {
    const left = [...Object.keys(state.scopes), ...Object.keys(state.activities)];
    return left.map((name) => `“${name}” outlives the end`);
  }
  return [
    ...Object.keys(state.scopes).flatMap((path) => [...miscounted(state, path), ...orphaned(state, path)]),
    ...Object.values(state.activities).flatMap((activity) => incomplete(graph, state, activity)),
  ];
}

/** Tokens of a scope stand on its activities, wait at its joins, or are stuck. */
function miscounted(state: ProcessState, path: ScopePath): string[] {
  const scope = state.scopes[path];
  const standing = Object.values(state.activities).filter((one) => one.scope === path && holdsToken(one)).length;
  const waiting = Object.values(scope?.waiting ?? {}).flat().length;
  const stuck = (state.stuck ?? []).filter((token) => token.scope === path && token.reason !== 'JOIN_STARVED').length;
  const found = standing + waiting + stuck;
  return scope?.tokens === found ? [] : [`“${path}” counts ${scope?.tokens} tokens and has ${found}`];
}

function holdsToken(activity: ActivityState): boolean {
  if (activity.type === 'timer') return activity.attachedTo === undefined;
  return activity.type !== 'workItem' || activity.group === undefined;
}

function orphaned(state: ProcessState, path: ScopePath): string[] {
  const { elementId, parent, round = 1, memberKey = '' } = state.scopes[path] ?? {};
  if (elementId === undefined || parent === undefined) return [];
  const body = state.activities[bodyKey({ elementId, scope: parent, round })];
  return body?.type === 'body' && body.active.includes(memberKey) ? [] : [`“${path}” runs for nobody`];
}

function incomplete(graph: Graph, state: ProcessState, activity: ActivityState): string[] {
  const lost = state.scopes[activity.scope] === undefined ? [`${activity.elementId} stands in no scope`] : [];
  if (activity.type === 'timer' && activity.attachedTo !== undefined && !(activity.attachedTo in state.activities)) {
    lost.push(`${activity.elementId} outlives its host`);
  }
  return activity.type === 'body' ? [...lost, ...missing(graph, state, activity)] : lost;
}

function missing(graph: Graph, state: ProcessState, body: BodyState): string[] {
  const ofItems = graph.nodes[body.elementId]?.type === 'userTask';
  const isThere = (member: string) =>
    ofItems ? memberItem(body, member, body.round).key in state.activities : memberPath(body, member) in state.scopes;
  return body.active.filter((member) => !isThere(member)).map((member) => `${bodyKey(body)} lacks “${member}”`);
}
