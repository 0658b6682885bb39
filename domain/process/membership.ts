import { cancelMember } from './cancelling.ts';
import { settleBody } from './closing.ts';
import type { Draft } from './draft.ts';
import { activityKey, bodyKey } from './keys.ts';
import type { ActivityKey, BodyState, ProcessEvent } from './types.ts';
import { loopOf } from './variables.ts';

type MembersChanged = Extract<ProcessEvent, { type: 'membersChanged' }>;

/**
 * A collection has gained or lost members. Every active multi-instance over it takes part; later ones start from the
 * new collection. What a removed member has finished stays; what it has open is cancelled, and nobody waits for it.
 */
export function membersChanged(draft: Draft, event: MembersChanged): void {
  const before = draft.state.context.collections[event.collection] ?? [];
  const kept = before.filter(
    (member) => !event.removed.includes(member.key) && !event.added.some((added) => added.key === member.key),
  );
  draft.state.context = {
    ...draft.state.context,
    collections: { ...draft.state.context.collections, [event.collection]: [...kept, ...event.added] },
  };
  const known = new Set(before.map((member) => member.key));
  const fresh = event.added.filter((member) => !known.has(member.key) || event.removed.includes(member.key));
  const change = { ...event, added: fresh };
  if (event.includeFinished && fresh.length > 0) reopenFinished(draft, change);
  for (const key of Object.keys(draft.state.activities).sort()) {
    const activity = draft.state.activities[key];
    if (activity?.type !== 'body' || loopOf(draft.graph, activity.elementId)?.collection !== event.collection) continue;
    changeBody(draft, key, change);
  }
}

/** A body loses and gains members; one that has enough of them done now completes. */
export function changeBody(draft: Draft, key: ActivityKey, event: Pick<MembersChanged, 'added' | 'removed'>): void {
  const body = draft.body(key);
  if (body?.members === undefined) return;
  const done = body.done ?? [];
  for (const member of event.removed) {
    if (!body.members.includes(member) || done.includes(member)) continue;
    const wasActive = body.active.includes(member);
    body.members = body.members.filter((known) => known !== member);
    body.active = body.active.filter((known) => known !== member);
    if (wasActive) cancelMember(draft, body, member);
    body.again = { ...body.again, [member]: (body.again?.[member] ?? 1) + 1 };
  }
  for (const { key: member } of event.added) {
    if (!body.members.includes(member)) body.members.push(member);
  }
  settleBody(draft, key);
}

/**
 * Opens multi-instances of the collection that had finished once more, for the members added now and no others: as a
 * round of their own, so that a member that comes back gets new items.
 */
function reopenFinished(draft: Draft, event: MembersChanged): void {
  for (const scope of Object.keys(draft.state.scopes).sort()) {
    const rounds = draft.state.scopes[scope]?.rounds ?? {};
    for (const elementId of Object.keys(rounds).sort()) {
      if (loopOf(draft.graph, elementId)?.collection !== event.collection) continue;
      const last = activityKey(elementId, scope, rounds[elementId] ?? 1);
      const owner = draft.scope(scope);
      if (draft.state.activities[last] !== undefined || owner === undefined) continue;
      const round = draft.nextRound(scope, elementId);
      const body: BodyState = {
        type: 'body',
        elementId,
        scope,
        round,
        members: [],
        done: [],
        active: [],
        detached: true,
      };
      owner.tokens += 1;
      draft.addActivity(bodyKey(body), body);
    }
  }
}
