import { cancelMember, cancelScope, clearBoundary, forgetStuck } from './cancelling.ts';
import type { Draft } from './draft.ts';
import { bodyKey } from './keys.ts';
import { neededClosings, openMember } from './opening.ts';
import type { ActivityKey, ActivityState, BodyState, Json, ScopePath, Variables } from './types.ts';
import { loopOf } from './variables.ts';

/**
 * Notes in a scope what an element ended with: `outcome`, `round` and `<elementId>` with both, its fields and, for a
 * multi-instance, `counts` of the outcomes so far.
 */
function record(
  draft: Draft,
  path: ScopePath,
  elementId: string,
  round: number,
  outcome: string | undefined,
  fields: Variables,
): void {
  const scope = draft.scope(path);
  if (scope === undefined) return;
  const left: { [name: string]: Json } = { ...fields, round };
  if (outcome !== undefined) {
    left.outcome = outcome;
    scope.vars.outcome = outcome;
    if (loopOf(draft.graph, elementId) !== undefined) {
      left.counts = countOutcome(scope.vars[elementId], outcome);
    }
  }
  scope.vars.round = round;
  scope.vars[elementId] = left;
}

function countOutcome(before: Json | undefined, outcome: string): Json {
  const counts = before !== null && typeof before === 'object' && !Array.isArray(before) ? before.counts : undefined;
  const known = counts !== null && typeof counts === 'object' && !Array.isArray(counts) ? counts : {};
  const times = known[outcome];
  return { ...known, [outcome]: (typeof times === 'number' ? times : 0) + 1 };
}

/** An item was closed by its holder or by a rule. Unknown keys are ignored: rows may have been faster. */
export function closeWorkItem(draft: Draft, key: ActivityKey, outcome: string, fields: Variables = {}): void {
  const item = draft.state.activities[key];
  if (item?.type !== 'workItem') return;
  record(draft, item.scope, item.elementId, item.round, outcome, fields);
  draft.lastClosed = { elementId: item.elementId, scope: item.scope, fields };
  if (item.group === undefined) completeActivity(draft, key, item);
  else {
    draft.removeActivity(key);
    memberDone(draft, item.group, item.memberKey ?? '');
  }
}

/** An operation or a called instance has ended. */
export function closeTask(
  draft: Draft,
  key: ActivityKey,
  type: 'operation' | 'call',
  outcome: string | undefined,
  fields: Variables,
): void {
  const task = draft.state.activities[key];
  if (task === undefined || (task.type !== 'operation' && task.type !== 'call') || task.type !== type) return;
  record(draft, task.scope, task.elementId, task.round, outcome, fields);
  completeActivity(draft, key, task);
}

/** Takes an activity away with its boundary timers and lets its token go on. */
export function completeActivity(draft: Draft, key: ActivityKey, activity: ActivityState): void {
  const node = draft.node(activity.elementId);
  draft.removeActivity(key);
  clearBoundary(draft, activity);
  if (node !== undefined) draft.leave(node, activity.scope);
}

/** One member of a body has reached its end, or the only run of a plain sub-process has. */
function memberDone(draft: Draft, key: ActivityKey, member: string): void {
  const body = draft.body(key);
  if (body === undefined) return;
  body.active = body.active.filter((active) => active !== member);
  if (body.members === undefined) {
    completeActivity(draft, key, body);
    return;
  }
  body.done?.push(member);
  settleBody(draft, key);
}

/** Completes a multi-instance that has enough members done; otherwise a sequential one goes on to its next member. */
export function settleBody(draft: Draft, key: ActivityKey): void {
  const body = draft.body(key);
  const loop = body === undefined ? undefined : loopOf(draft.graph, body.elementId);
  if (body === undefined || loop === undefined) return;
  const members = body.members ?? [];
  const done = body.done ?? [];
  const next = members.find((member) => !done.includes(member) && !body.active.includes(member));
  const needed = body.detached ? members.length : neededClosings(loop.complete, members.length);
  if (done.length >= needed || (body.active.length === 0 && next === undefined)) {
    finishBody(draft, key, body);
  } else if (next !== undefined && (!loop.sequential || body.active.length === 0)) {
    const node = draft.node(body.elementId);
    body.active.push(next);
    if (node?.type === 'userTask' || node?.type === 'subProcess') openMember(draft, node, body, next);
    if (!loop.sequential) settleBody(draft, key);
  }
}

function finishBody(draft: Draft, key: ActivityKey, body: BodyState): void {
  for (const member of body.active) cancelMember(draft, body, member);
  if (!body.detached) {
    completeActivity(draft, key, body);
    return;
  }
  draft.removeActivity(key);
  draft.follow([], body.scope, 1);
}

/** No token is left in a scope: the member, the sub-process or the instance itself is done. */
export function completeScope(draft: Draft, path: ScopePath, terminated: boolean): void {
  const scope = draft.state.scopes[path];
  if (scope === undefined) return;
  if (scope.elementId === undefined || scope.parent === undefined) {
    endInstance(draft, terminated ? 'terminated' : 'completed');
    return;
  }
  delete draft.state.scopes[path];
  forgetStuck(draft, path);
  const { elementId, parent, round = 1 } = scope;
  const outcome = scope.vars.outcome;
  record(draft, parent, elementId, round, typeof outcome === 'string' ? outcome : undefined, {});
  memberDone(draft, bodyKey({ elementId, scope: parent, round }), scope.memberKey ?? '');
}

/** Ends the instance: whatever is still open is cancelled, which nothing is once all tokens are gone; what was held is dropped. */
export function endInstance(draft: Draft, status: 'completed' | 'terminated' | 'withdrawn'): void {
  if (status !== 'completed') cancelScope(draft, '');
  draft.queue.length = 0;
  draft.state.scopes = {};
  draft.state.activities = {};
  draft.state.held = [];
  delete draft.state.stuck;
  delete draft.state.interrupting;
  draft.state.status = status;
  draft.emit({ type: 'finish', status });
}
