import { cancelActivity } from './cancelling.ts';
import { closeWorkItem } from './closing.ts';
import type { Draft } from './draft.ts';
import { run } from './flow.ts';
import { memberItem, memberPath } from './keys.ts';
import type { ActivityKey, BodyState, CancelAnswer, ScopePath } from './types.ts';

/** A timer's day has come. A stale key (the host was closed meanwhile) is ignored. */
export function timerDue(draft: Draft, key: ActivityKey): void {
  const timer = draft.state.activities[key];
  if (timer?.type !== 'timer') return;
  const node = draft.node(timer.elementId);
  draft.removeActivity(key);
  if (node === undefined) return;
  if (node.type !== 'boundaryTimer' || timer.attachedTo === undefined) {
    draft.leave(node, timer.scope);
  } else if (node.interrupting) {
    interrupt(draft, node.id, timer.attachedTo);
  } else {
    draft.leave(node, timer.scope, 0);
  }
}

/**
 * An interrupting timer takes effect only after the rows have said which items of its host were still open: an item
 * handed in just before must not be lost.
 */
function interrupt(draft: Draft, boundary: string, host: ActivityKey): void {
  if (draft.state.activities[host] === undefined) return;
  const awaiting = openItems(draft, host).filter((key) => !openedInThisStep(draft, key));
  for (const key of awaiting) draft.emit({ type: 'cancelWorkItem', key, answer: true });
  if (awaiting.length === 0) takeBoundary(draft, boundary, host);
  else draft.state.interrupting = { boundary, host, awaiting, answers: [] };
}

function openedInThisStep(draft: Draft, key: ActivityKey): boolean {
  return draft.effects.some((effect) => effect.type === 'openWorkItem' && effect.key === key);
}

/** The open items of an activity and of everything inside it, in a fixed order. */
function openItems(draft: Draft, key: ActivityKey): ActivityKey[] {
  const activity = draft.state.activities[key];
  if (activity?.type === 'workItem') return [key];
  if (activity?.type !== 'body') return [];
  return [...activity.active].sort().flatMap((member) => openItemsOfMember(draft, activity, member));
}

function openItemsOfMember(draft: Draft, body: BodyState, member: string): ActivityKey[] {
  if (draft.node(body.elementId)?.type === 'userTask') return [memberItem(body, member, body.round).key];
  const path: ScopePath = memberPath(body, member);
  return draft
    .activitiesIn(path)
    .filter((key) => {
      const activity = draft.state.activities[key];
      return activity?.type === 'body' || (activity?.type === 'workItem' && activity.group === undefined);
    })
    .flatMap((key) => openItems(draft, key));
}

/**
 * Collects the answers of the rows. With the last one, items that were closed before they could be cancelled are
 * closed here in the usual way, so that the normal flow is taken where that completes the host.
 */
export function cancelAnswered(draft: Draft, answers: CancelAnswer[]): void {
  const pending = draft.state.interrupting;
  if (pending === undefined) return;
  const fresh = answers.filter((answer) => pending.awaiting.includes(answer.key));
  const awaiting = pending.awaiting.filter((key) => !fresh.some((answer) => answer.key === key));
  const known = [...pending.answers, ...fresh];
  draft.state.interrupting = { ...pending, awaiting, answers: known };
  if (awaiting.length > 0) return;
  for (const answer of known) draft.closedRows.add(answer.key);
  for (const answer of known) {
    if (answer.result !== 'alreadyClosed') continue;
    closeWorkItem(draft, answer.key, answer.outcome ?? '', answer.fields);
    run(draft);
  }
  finishInterruption(draft);
}

/** Once the closings found by the answers have been followed: is the host still active, the timer takes it. */
function finishInterruption(draft: Draft): void {
  const pending = draft.state.interrupting;
  if (pending === undefined || pending.awaiting.length > 0) return;
  delete draft.state.interrupting;
  takeBoundary(draft, pending.boundary, pending.host);
  run(draft);
}

function takeBoundary(draft: Draft, boundaryId: string, hostKey: ActivityKey): void {
  const boundary = draft.node(boundaryId);
  const host = draft.state.activities[hostKey];
  if (boundary === undefined || host === undefined) return;
  cancelActivity(draft, hostKey);
  draft.leave(boundary, host.scope);
}
