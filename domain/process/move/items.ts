import { sameValue } from '../../sameValue.ts';
import type { Draft } from '../draft.ts';
import { itemEffect } from '../itemEffect.ts';
import { memberItem } from '../keys.ts';
import type { ActivityKey, ActivityState, BodyState, Graph, ProcessState, TaskSpec, UserTask } from '../types.ts';
import { membersInScope } from '../variables.ts';
import type { MoveEffect, OpenWorkItem } from './types.ts';

type Item = Extract<ActivityState, { type: 'workItem' }>;

/** Renewals of the items that were open before the move, are still, and of which the new version says otherwise. */
export function renewItems(draft: Draft, before: Graph, state: ProcessState): MoveEffect[] {
  return Object.keys(state.activities)
    .sort()
    .flatMap((key): MoveEffect[] => {
      const item = draft.state.activities[key];
      if (item?.type !== 'workItem') return [];
      const old = before.nodes[item.elementId];
      const now = draft.node(item.elementId);
      if (old?.type !== 'userTask' || now?.type !== 'userTask') return [];
      const reopen = !sameWork(old.task, now.task);
      if (!reopen && sameValue(old.task, now.task)) return [];
      return [{ type: 'renewWorkItem', key, was: old.task, item: asOpened(draft, now, key, item), reopen }];
    });
}

/** Whether an item means the same to its holder: who holds it, what may come of it, what is to be filled in. */
function sameWork(old: TaskSpec, now: TaskSpec): boolean {
  return (
    old.holder === now.holder &&
    old.post?.id === now.post?.id &&
    old.doerOf === now.doerOf &&
    sameValue(old.outcomes, now.outcomes) &&
    sameValue(old.form, now.form)
  );
}

function bodyOf(item: Item, state: ProcessState): BodyState | undefined {
  const body = item.group === undefined ? undefined : state.activities[item.group];
  return body?.type === 'body' ? body : undefined;
}

/** The item as the new version would open it where it stands. */
function asOpened(draft: Draft, node: UserTask, key: ActivityKey, item: Item): OpenWorkItem {
  const { scope: home, round, memberKey: member } = item;
  const around = membersInScope(draft.graph, draft.state, home);
  const body = bodyOf(item, draft.state);
  if (body === undefined || member === undefined || node.loop === undefined) {
    return itemEffect(draft, node, { key, scope: home, home, round, members: around });
  }
  const members = [...around, { collection: node.loop.collection, key: member }];
  const { path: scope } = memberItem(body, member, round);
  return itemEffect(draft, node, { key, scope, home, round, members, body, member });
}
