import type { ActivityState, Graph, MultiInstance, Node, ProcessState } from '../types.ts';
import { isAttached, judgedMissing, type Standing, standings } from './standing.ts';
import type { MoveObstacle, ObstacleKind } from './types.ts';
import { flowInNewVersion } from './waiting.ts';

/**
 * What keeps an instance from the version `after`, as far as it can be seen from where it stands: every token must find
 * its element there, of the same kind and in the same place. Each is named once.
 */
export function obstaclesOf(before: Graph, after: Graph, state: ProcessState): MoveObstacle[] {
  const whole = wholeInstance(before, after, state);
  if (whole !== null) return [{ kind: whole, elementId: null }];
  const found = [
    ...standings(state).flatMap((place) => standingObstacle(before, after, place)),
    ...Object.values(state.activities).flatMap((activity) => activityObstacle(before, after, activity)),
    ...waitingObstacles(before, after, state),
  ];
  if (found.length === 0) {
    const already = judgedMissing(before, state);
    const missing = judgedMissing(after, state).filter((elementId) => !already.includes(elementId));
    found.push(...missing.map((elementId) => ({ kind: 'JUDGED_MISSING' as const, elementId })));
  }
  return distinct(found);
}

/** Each obstacle once, in a fixed order. */
export function distinct(obstacles: MoveObstacle[]): MoveObstacle[] {
  const byName = new Map(obstacles.map((one) => [`${one.kind} ${one.elementId}`, one]));
  return [...byName.keys()].sort().flatMap((name) => byName.get(name) ?? []);
}

function wholeInstance(before: Graph, after: Graph, state: ProcessState): ObstacleKind | null {
  if (state.status !== 'running') return 'ENDED';
  if (state.paused) return 'PAUSED';
  if (state.interrupting !== undefined) return 'IN_BETWEEN';
  return after.semantics === before.semantics ? null : 'SEMANTICS';
}

function standingObstacle(before: Graph, after: Graph, { elementId }: Standing): MoveObstacle[] {
  const old = before.nodes[elementId];
  const now = after.nodes[elementId];
  if (now === undefined) return [{ kind: 'ELEMENT_GONE', elementId }];
  if (old?.type !== now.type) return [{ kind: 'ELEMENT_DIFFERS', elementId }];
  return old.parent === now.parent ? [] : [{ kind: 'ELEMENT_ELSEWHERE', elementId }];
}

function activityObstacle(before: Graph, after: Graph, activity: ActivityState): MoveObstacle[] {
  const { elementId } = activity;
  const old = before.nodes[elementId];
  const now = after.nodes[elementId];
  if (old === undefined || now === undefined || old.type !== now.type || isAttached(activity)) return [];
  const found: MoveObstacle[] = [];
  if (activity.type === 'workItem' && judgesOtherwise(old, now)) found.push({ kind: 'KIND_DIFFERS', elementId });
  if (!sameMembers(loopAt(old), loopAt(now))) found.push({ kind: 'MEMBERS_DIFFER', elementId });
  return found;
}

/** The kind of an item decides its page, its signature and its review: an open one keeps it. */
function judgesOtherwise(old: Node, now: Node): boolean {
  if (old.type !== 'userTask' || now.type !== 'userTask') return false;
  return old.task.kind !== now.task.kind || old.task.reviews !== now.task.reviews;
}

function loopAt(node: Node): MultiInstance | undefined {
  return node.type === 'userTask' || node.type === 'subProcess' ? node.loop : undefined;
}

/** Units of every role share the assignment's key, so one collection of units may take the place of another. */
function sameMembers(old: MultiInstance | undefined, now: MultiInstance | undefined): boolean {
  if (old === undefined || now === undefined) return old === now;
  const ofUnits = (loop: MultiInstance) => loop.collection.endsWith('Units');
  return old.collection === now.collection || (ofUnits(old) && ofUnits(now));
}

function waitingObstacles(before: Graph, after: Graph, state: ProcessState): MoveObstacle[] {
  return Object.values(state.scopes).flatMap(({ waiting }) =>
    Object.entries(waiting)
      .filter(([elementId]) => after.nodes[elementId] !== undefined)
      .filter(([elementId, flows]) => flows.some((id) => flowInNewVersion(before, after, elementId, id) === null))
      .map(([elementId]) => ({ kind: 'BRANCH_GONE' as const, elementId })),
  );
}
