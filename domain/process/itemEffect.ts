import type { Draft } from './draft.ts';
import { activityKey, memberItem } from './keys.ts';
import type { ActivityKey, BodyState, Effect, ScopePath, UserTask, Variables } from './types.ts';
import type { MemberReference } from './variables.ts';

type OpenWorkItem = Extract<Effect, { type: 'openWorkItem' }>;

interface Opening {
  key: ActivityKey;
  scope: ScopePath;
  /** The scope that the element stands in. */
  home: ScopePath;
  round: number;
  members: MemberReference[];
  body?: BodyState;
  member?: string;
}

/** The effect that opens an item: whose it is, what it judges, and, in a later round, why it came back. */
export function itemEffect(draft: Draft, node: UserTask, opening: Opening): OpenWorkItem {
  const { key, scope, home, round, members, body, member } = opening;
  const effect: OpenWorkItem = {
    type: 'openWorkItem',
    key,
    elementId: node.id,
    scope,
    members,
    round,
    task: node.task,
  };
  if (round > 1 && !body?.detached) {
    effect.previousKey =
      body === undefined || member === undefined
        ? activityKey(node.id, scope, round - 1)
        : memberItem(body, member, round - 1).key;
    const returned = reasonOfReturn(draft, node.id, home);
    if (returned !== undefined) effect.returned = returned;
  }
  const judged = latestItem(draft, node, node.task.reviews, home, member);
  if (judged !== undefined) effect.reviewsKey = judged;
  const done = latestItem(draft, node, node.task.doerOf, home, member);
  if (done !== undefined) effect.doerKey = done;
  return effect;
}

/** The item that a task refers to: the latest of the task it names, in its own scope or further out. */
function latestItem(
  draft: Draft,
  node: UserTask,
  named: string | undefined,
  home: ScopePath,
  member?: string,
): ActivityKey | undefined {
  const task = named === undefined ? undefined : draft.node(named);
  if (task?.type !== 'userTask') return undefined;
  for (let at: ScopePath | undefined = home; at !== undefined; at = draft.state.scopes[at]?.parent) {
    const round = draft.state.scopes[at]?.rounds[task.id];
    if (round === undefined) continue;
    if (task.loop === undefined) return activityKey(task.id, at, round);
    if (member === undefined || task.loop.collection !== node.loop?.collection) return undefined;
    return memberItem({ type: 'body', elementId: task.id, scope: at, round, active: [] }, member, round).key;
  }
  return undefined;
}

/** What the judge of a task said when it sent the task back: the fields of the judging item. */
function reasonOfReturn(draft: Draft, elementId: string, home: ScopePath): Variables | undefined {
  const judges = (id: string | undefined) => {
    const node = id === undefined ? undefined : draft.node(id);
    return node?.type === 'userTask' && node.task.reviews === elementId;
  };
  const last = draft.lastClosed;
  if (last?.scope === home && judges(last.elementId)) return last.fields;
  const vars = draft.state.scopes[home]?.vars ?? {};
  for (const id of Object.keys(draft.graph.nodes)) {
    const left = judges(id) ? vars[id] : undefined;
    if (left === null || typeof left !== 'object' || Array.isArray(left) || left.outcome !== 'RETURNED') continue;
    const { outcome: _outcome, round: _round, ...fields } = left;
    return fields;
  }
  return undefined;
}
