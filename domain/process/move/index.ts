import { settleBody } from '../closing.ts';
import { Draft } from '../draft.ts';
import { retryStuck, run } from '../flow.ts';
import { changeBody } from '../membership.ts';
import type { ActivityKey, Day, Graph, Node, ProcessState } from '../types.ts';
import { loopOf } from '../variables.ts';
import { hopelessElements } from './ending.ts';
import { renewItems } from './items.ts';
import { knownAlready, namesBetween, renamedGraph, renamedState } from './mapping.ts';
import { distinct, obstaclesOf } from './obstacles.ts';
import { aheadOfAll } from './standing.ts';
import { moveTimers } from './timers.ts';
import type { MovedItem, MoveEffect, MoveInput, MovePlan, PossibleMove } from './types.ts';
import { rewireWaiting } from './waiting.ts';

/**
 * What happens to a running instance that goes over from one version of its definition to another on `day`, and its
 * state afterwards. Every token stays on its element; what is done stays done and is never done again; what is open
 * keeps its row and takes over what the new version says of it. A step whose place another one takes goes over to its
 * id. Pure: the preview and the move itself compute the same.
 */
export function planMove({ before: drawn, after, state: stored, mapping = {} }: MoveInput, day: Day): MovePlan {
  const names = namesBetween(mapping, drawn, after);
  const known = knownAlready(names, stored);
  if (known.length > 0) {
    return { possible: false, obstacles: known.map((elementId) => ({ kind: 'KNOWN_ALREADY', elementId })) };
  }
  const before = renamedGraph(drawn, names);
  const state = renamedState(stored, names);
  const obstacles = obstaclesOf(before, after, state);
  if (obstacles.length > 0) return { possible: false, obstacles };
  const draft = new Draft(after, state, day);
  rewireWaiting(draft, before);
  const { effects: timerEffects, timers } = moveTimers(draft, before);
  changeBodies(draft, before);
  retryStuck(draft);
  run(draft);
  const hopeless = newlyHopeless(before, state, draft);
  if (hopeless.length > 0) {
    return {
      possible: false,
      obstacles: distinct(hopeless.map((elementId) => ({ kind: 'NEVER_ENDS', elementId }))),
    };
  }
  const renewals = renewItems(draft, before, state);
  const effects = withoutUnset([...timerEffects, ...renewals, ...draft.effects], state);
  return {
    possible: true,
    state: draft.state,
    effects,
    items: itemsOf(state, effects),
    timers: timers.filter(({ key, fate }) => fate === 'cleared' || draft.state.activities[key] !== undefined),
    ...newSteps(before, after, draft.state),
    names,
  };
}

/** Multi-instances take their members, and how many of them are needed, from the new version. */
function changeBodies(draft: Draft, before: Graph): void {
  for (const key of Object.keys(draft.state.activities).sort()) {
    const body = draft.state.activities[key];
    if (body?.type !== 'body' || body.members === undefined || body.detached) continue;
    const old = loopOf(before, body.elementId);
    const now = loopOf(draft.graph, body.elementId);
    if (old === undefined || now === undefined) continue;
    if (old.collection !== now.collection) {
      const wanted = draft.state.context.collections[now.collection] ?? [];
      const known = body.members;
      changeBody(draft, key, {
        added: wanted.filter((member) => !known.includes(member.key)),
        removed: known.filter((member) => !wanted.some(({ key: wantedKey }) => wantedKey === member)),
      });
    } else if (old.sequential !== now.sequential || old.complete !== now.complete) {
      settleBody(draft, key);
    }
  }
}

/** Where the instance could come to a halt only because of the move. */
function newlyHopeless(before: Graph, state: ProcessState, draft: Draft): string[] {
  const hopeless = hopelessElements(draft.graph, draft.state);
  return hopeless.length > 0 && hopelessElements(before, state).length === 0 ? hopeless : [];
}

/**
 * What a move does to open items, as one text: two moves of an instance are of one kind where it is the same. Items
 * that stay do not count, so that an instance that has gone on meanwhile may move as it was agreed.
 */
export function signatureOf({ state, items }: PossibleMove): string {
  const changed = items.filter(({ fate }) => fate !== 'stays').map(({ elementId, fate }) => `${fate} ${elementId}`);
  return [...new Set(changed), ...(state.status === 'running' ? [] : [state.status])].sort().join(', ');
}

/** A timer that the move would set on something that it also ends is neither set nor cleared. */
function withoutUnset(effects: MoveEffect[], state: ProcessState): MoveEffect[] {
  const cleared = new Set(effects.flatMap((effect) => (effect.type === 'clearTimer' ? [effect.key] : [])));
  return effects.filter(
    (effect) =>
      !(effect.type === 'resetTimer' && cleared.has(effect.key)) &&
      !(effect.type === 'clearTimer' && state.activities[effect.key] === undefined),
  );
}

function itemsOf(state: ProcessState, effects: MoveEffect[]): MovedItem[] {
  const changed = new Map<ActivityKey, MovedItem['fate']>();
  const opened: MovedItem[] = [];
  for (const effect of effects) {
    if (effect.type === 'renewWorkItem' && effect.reopen) changed.set(effect.key, 'reopens');
    if (effect.type === 'cancelWorkItem') changed.set(effect.key, 'cancels');
    if (effect.type === 'openWorkItem') opened.push({ key: effect.key, elementId: effect.elementId, fate: 'opens' });
  }
  const there = Object.keys(state.activities)
    .sort()
    .flatMap((key): MovedItem[] => {
      const activity = state.activities[key];
      if (activity?.type !== 'workItem') return [];
      return [{ key, elementId: activity.elementId, fate: changed.get(key) ?? 'stays' }];
    });
  return [...there, ...opened];
}

const steps: readonly Node['type'][] = ['userTask', 'serviceTask', 'timerEvent', 'callActivity', 'subProcess'];

/** Steps that only the new version has, by whether the instance still comes to them. */
function newSteps(before: Graph, after: Graph, state: ProcessState): { ahead: string[]; missed: string[] } {
  const reached = aheadOfAll(after, state);
  const standing = new Set(Object.values(state.activities).map(({ elementId }) => elementId));
  const added = Object.values(after.nodes)
    .filter(({ id, type }) => steps.includes(type) && before.nodes[id] === undefined && !standing.has(id))
    .map(({ id }) => id)
    .sort();
  return { ahead: added.filter((id) => reached.has(id)), missed: added.filter((id) => !reached.has(id)) };
}
