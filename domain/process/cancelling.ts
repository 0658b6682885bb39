import type { Draft } from './draft.ts';
import { activityKey, memberItem, memberPath } from './keys.ts';
import type { ActivityKey, ActivityState, BodyState, Node, ScopePath, UserTask } from './types.ts';

/** Clears the boundary timers of a host that is no longer active; those of a multi-instance outlast its items. */
export function clearBoundary(draft: Draft, host: ActivityState): void {
  const node = draft.node(host.elementId);
  if (node === undefined || !('boundary' in node) || host.type === 'timer') return;
  if (host.type === 'workItem' && host.group !== undefined) return;
  for (const boundaryId of node.boundary) clearTimer(draft, activityKey(boundaryId, host.scope, host.round));
}

function clearTimer(draft: Draft, key: ActivityKey): void {
  if (draft.state.activities[key] === undefined) return;
  draft.removeActivity(key);
  if (!draft.takeBack(key)) draft.emit({ type: 'clearTimer', key });
}

/** Cancels what one running member of a body still has open. Its results stay. */
export function cancelMember(draft: Draft, body: BodyState, member: string): void {
  if (draft.node(body.elementId)?.type === 'userTask') {
    cancelActivity(draft, memberItem(body, member, body.round).key);
    return;
  }
  const path = memberPath(body, member);
  cancelScope(draft, path);
  delete draft.state.scopes[path];
  forgetStuck(draft, path);
}

/**
 * Cancels everything in a scope but the scope itself. What was handed in there may wait for a review that the scope had
 * not come to: the rows say whether it does.
 */
export function cancelScope(draft: Draft, path: ScopePath): void {
  for (const key of draft.activitiesIn(path)) cancelActivity(draft, key);
  const asked = new Set(draft.effects.flatMap((effect) => (effect.type === 'cancelWorkItem' ? [effect.key] : [])));
  for (const key of judgedItems(draft, path)) {
    if (asked.has(key) || draft.closedRows.has(key)) continue;
    draft.emit({ type: 'cancelWorkItem', key, answer: false, unjudged: true });
  }
}

/** The latest items of a scope that some review of the process judges. */
function judgedItems(draft: Draft, path: ScopePath): ActivityKey[] {
  const { graph, state } = draft;
  const named = Object.values(graph.nodes).flatMap((node) => (isReview(node) ? [node.task.reviews] : []));
  return [...new Set(named)].flatMap((id) => {
    const node = graph.nodes[id];
    const round = state.scopes[path]?.rounds[id];
    if (node?.type !== 'userTask' || round === undefined) return [];
    if (node.loop === undefined) return [activityKey(id, path, round)];
    const body: BodyState = { type: 'body', elementId: id, scope: path, round, active: [] };
    const members = state.context.collections[node.loop.collection] ?? [];
    return [...new Set(members.map(({ key }) => memberItem(body, key, round).key))];
  });
}

/** Cancels one activity with all inside it; no token goes on. */
export function cancelActivity(draft: Draft, key: ActivityKey): void {
  const activity = draft.state.activities[key];
  if (activity === undefined) return;
  draft.removeActivity(key);
  clearBoundary(draft, activity);
  if (activity.type === 'body') {
    for (const member of [...activity.active].sort()) cancelMember(draft, activity, member);
  } else if (draft.takeBack(key)) {
    return;
  } else if (!draft.closedRows.has(key)) {
    draft.emit(cancelEffects[activity.type](key));
  } else if (isReview(draft.node(activity.elementId))) {
    draft.emit({ type: 'cancelWorkItem', key, answer: false, unjudged: true });
  }
}

function isReview(node: Node | undefined): node is UserTask & { task: { reviews: string } } {
  return node?.type === 'userTask' && node.task.reviews !== undefined;
}

const cancelEffects = {
  workItem: (key: ActivityKey) => ({ type: 'cancelWorkItem', key, answer: false }) as const,
  timer: (key: ActivityKey) => ({ type: 'clearTimer', key }) as const,
  operation: (key: ActivityKey) => ({ type: 'cancelOperation', key }) as const,
  call: (key: ActivityKey) => ({ type: 'cancelInstance', key }) as const,
};

/** Drops what was noted of stuck tokens in a scope that is gone. */
export function forgetStuck(draft: Draft, path: ScopePath): void {
  if (draft.state.stuck === undefined) return;
  const left = draft.state.stuck.filter((token) => token.scope !== path);
  if (left.length === 0) delete draft.state.stuck;
  else draft.state.stuck = left;
}
