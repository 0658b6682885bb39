import type { Draft } from './draft.ts';
import { itemEffect } from './itemEffect.ts';
import { activityKey, bodyKey, memberItem, memberPath } from './keys.ts';
import type { ActivityKey, BodyState, Effect, Node, ScopePath, SubProcess, UserTask } from './types.ts';
import { membersInScope } from './variables.ts';

type Host = Extract<Node, { boundary: string[] }>;

/** Sets the boundary timers of a host that has just become active. */
function armBoundary(draft: Draft, host: Host, scope: ScopePath, round: number, hostKey: ActivityKey): void {
  for (const boundaryId of host.boundary) {
    const boundary = draft.node(boundaryId);
    if (boundary?.type !== 'boundaryTimer') continue;
    const key = activityKey(boundaryId, scope, round);
    draft.addActivity(key, { type: 'timer', elementId: boundaryId, scope, attachedTo: hostKey });
    const effect: Effect = {
      type: 'setTimer',
      key,
      rule: boundary.timer,
      members: membersInScope(draft.graph, draft.state, scope),
    };
    if (boundary.timer.base === 'due') effect.of = hostKey;
    draft.emit(effect);
  }
}

/** A token arrives at a user task: opens its item, or, for a multi-instance, those of its members. */
export function enterUserTask(draft: Draft, node: UserTask, scope: ScopePath): void {
  const round = draft.nextRound(scope, node.id);
  if (node.loop !== undefined) {
    enterLoop(draft, node, scope, round);
    return;
  }
  const key = activityKey(node.id, scope, round);
  draft.addActivity(key, { type: 'workItem', elementId: node.id, scope, round });
  const members = membersInScope(draft.graph, draft.state, scope);
  draft.emit(itemEffect(draft, node, { key, scope, home: scope, round, members }));
  armBoundary(draft, node, scope, round, key);
}

/** A token arrives at an embedded sub-process. */
export function enterSubProcess(draft: Draft, node: SubProcess, scope: ScopePath): void {
  const round = draft.nextRound(scope, node.id);
  if (node.loop !== undefined) {
    enterLoop(draft, node, scope, round);
    return;
  }
  const body: BodyState = { type: 'body', elementId: node.id, scope, round, active: [''] };
  const key = bodyKey(body);
  draft.addActivity(key, body);
  armBoundary(draft, node, scope, round, key);
  openMember(draft, node, body, '');
}

/** Begins a multi-instance over the members of today; over an empty collection the token goes straight on. */
function enterLoop(draft: Draft, node: UserTask | SubProcess, scope: ScopePath, round: number): void {
  const loop = node.loop;
  const members = loop === undefined ? [] : (draft.state.context.collections[loop.collection] ?? []);
  const keys = [...new Set(members.map((member) => member.key))];
  const scopeState = draft.scope(scope);
  if (scopeState !== undefined) delete scopeState.vars[node.id];
  if (loop === undefined || keys.length === 0) {
    draft.follow(node.outgoing, scope, 1);
    return;
  }
  const active = loop.sequential ? keys.slice(0, 1) : [...keys];
  const body: BodyState = { type: 'body', elementId: node.id, scope, round, members: keys, done: [], active };
  const key = bodyKey(body);
  draft.addActivity(key, body);
  armBoundary(draft, node, scope, round, key);
  for (const member of active) openMember(draft, node, body, member);
}

/** Opens the item, or the inner scope, of one member of a body. The member must already be listed as active. */
export function openMember(draft: Draft, node: UserTask | SubProcess, body: BodyState, member: string): void {
  if (node.type === 'userTask') {
    openMemberItem(draft, node, body, member);
    return;
  }
  const path = memberPath(body, member);
  draft.addScope(path, {
    elementId: node.id,
    ...(member === '' ? {} : { memberKey: member }),
    ...(body.round > 1 ? { round: body.round } : {}),
    parent: body.scope,
    vars: {},
    waiting: {},
    rounds: {},
    tokens: 1,
  });
  draft.queue.push({ kind: 'enter', elementId: node.startId, scope: path });
}

function openMemberItem(draft: Draft, node: UserTask, body: BodyState, member: string): void {
  const loop = node.loop;
  if (loop === undefined) return;
  const { scope: home, round } = body;
  const { key, path } = memberItem(body, member, round);
  const group = bodyKey(body);
  draft.addActivity(key, { type: 'workItem', elementId: node.id, scope: home, round, group, memberKey: member });
  const members = [...membersInScope(draft.graph, draft.state, home), { collection: loop.collection, key: member }];
  draft.emit(itemEffect(draft, node, { key, scope: path, home, round, members, body, member }));
}

/** How many members must be done for a multi-instance to be complete. */
export function neededClosings(complete: 'all' | 'first' | number, members: number): number {
  if (complete === 'all') return members;
  return Math.min(complete === 'first' ? 1 : complete, members);
}

export function enterTimer(draft: Draft, node: Extract<Node, { type: 'timerEvent' }>, scope: ScopePath): void {
  const key = activityKey(node.id, scope, draft.nextRound(scope, node.id));
  draft.addActivity(key, { type: 'timer', elementId: node.id, scope });
  draft.emit({ type: 'setTimer', key, rule: node.timer, members: membersInScope(draft.graph, draft.state, scope) });
}

export function enterServiceTask(draft: Draft, node: Extract<Node, { type: 'serviceTask' }>, scope: ScopePath): void {
  const round = draft.nextRound(scope, node.id);
  const key = activityKey(node.id, scope, round);
  draft.addActivity(key, { type: 'operation', elementId: node.id, scope, round });
  draft.emit({
    type: 'runOperation',
    key,
    operation: node.operation,
    parameters: node.parameters,
    members: membersInScope(draft.graph, draft.state, scope),
  });
  armBoundary(draft, node, scope, round, key);
}

export function enterCall(draft: Draft, node: Extract<Node, { type: 'callActivity' }>, scope: ScopePath): void {
  const round = draft.nextRound(scope, node.id);
  const key = activityKey(node.id, scope, round);
  draft.addActivity(key, { type: 'call', elementId: node.id, scope, round });
  const effect: Effect = {
    type: 'startInstance',
    key,
    definitionKey: node.definitionKey,
  };
  if (node.versionId !== undefined) effect.versionId = node.versionId;
  draft.emit(effect);
  armBoundary(draft, node, scope, round, key);
}
