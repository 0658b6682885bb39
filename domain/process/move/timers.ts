import { sameValue } from '../../sameValue.ts';
import type { Draft } from '../draft.ts';
import { activityKey } from '../keys.ts';
import type { ActivityKey, ActivityState, Graph, Node } from '../types.ts';
import { membersInScope } from '../variables.ts';
import type { MovedTimer, MoveEffect } from './types.ts';

type Boundary = Extract<Node, { type: 'boundaryTimer' }>;
type Timer = Extract<ActivityState, { type: 'timer' }>;

/** What the move makes of timers: the state is written in the draft, rows are asked by the effects. */
export interface TimerChanges {
  effects: MoveEffect[];
  timers: MovedTimer[];
}

/**
 * Timers that run take the rule of the new version; those that it has no more are cleared; those that it has beyond the
 * old one are set on every element that is under way. One that has fired already does not fire again.
 */
export function moveTimers(draft: Draft, before: Graph): TimerChanges {
  const changes: TimerChanges = { effects: [], timers: [] };
  for (const key of Object.keys(draft.state.activities).sort()) {
    const activity = draft.state.activities[key];
    if (activity?.type === 'timer') moveTimer(draft, before, key, activity, changes);
    else if (activity !== undefined) addBoundaries(draft, before, key, activity, changes);
  }
  return changes;
}

function moveTimer(draft: Draft, before: Graph, key: ActivityKey, timer: Timer, changes: TimerChanges): void {
  const { elementId, scope, attachedTo } = timer;
  const old = before.nodes[elementId];
  const now = draft.node(elementId);
  const host = attachedTo === undefined ? undefined : draft.state.activities[attachedTo]?.elementId;
  if (attachedTo !== undefined && (now?.type !== 'boundaryTimer' || now.attachedTo !== host)) {
    draft.removeActivity(key);
    changes.effects.push({ type: 'clearTimer', key });
    changes.timers.push({ key, elementId, fate: 'cleared' });
    return;
  }
  if (!hasTimer(old) || !hasTimer(now) || sameValue(old.timer, now.timer)) return;
  const members = membersInScope(draft.graph, draft.state, scope);
  changes.effects.push({
    ...{ type: 'resetTimer', key, rule: now.timer, members },
    ...(now.timer.base === 'due' && attachedTo !== undefined ? { of: attachedTo } : {}),
  });
  changes.timers.push({ key, elementId, fate: 'reset' });
}

function hasTimer(node: Node | undefined): node is Extract<Node, { timer: unknown }> {
  return node !== undefined && 'timer' in node;
}

function addBoundaries(
  draft: Draft,
  before: Graph,
  host: ActivityKey,
  activity: Exclude<ActivityState, Timer>,
  changes: TimerChanges,
): void {
  if (activity.type === 'workItem' && activity.group !== undefined) return;
  for (const boundary of newBoundaries(draft.graph, before, activity.elementId)) {
    const { scope, round } = activity;
    const key = activityKey(boundary.id, scope, round);
    draft.addActivity(key, { type: 'timer', elementId: boundary.id, scope, attachedTo: host });
    const members = membersInScope(draft.graph, draft.state, scope);
    changes.effects.push({
      ...{ type: 'resetTimer', key, rule: boundary.timer, members, host },
      ...(boundary.timer.base === 'due' ? { of: host } : {}),
    });
    changes.timers.push({ key, elementId: boundary.id, fate: 'set' });
  }
}

function newBoundaries(after: Graph, before: Graph, hostId: string): Boundary[] {
  const node = after.nodes[hostId];
  if (node === undefined || !('boundary' in node)) return [];
  return node.boundary.flatMap((id) => {
    const boundary = after.nodes[id];
    const old = before.nodes[id];
    const wasThere = old?.type === 'boundaryTimer' && old.attachedTo === hostId;
    return boundary?.type === 'boundaryTimer' && !wasThere ? [boundary] : [];
  });
}
