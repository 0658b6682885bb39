import { closeTask, closeWorkItem, endInstance } from './closing.ts';
import { Draft } from './draft.ts';
import { retryStuck, run } from './flow.ts';
import { cancelAnswered, timerDue } from './interruption.ts';
import { membersChanged } from './membership.ts';
import { forgetTurns } from './turning.ts';
import {
  currentSemantics,
  type Day,
  type Effect,
  type Graph,
  type ProcessContext,
  type ProcessEvent,
  type ProcessState,
  type StepResult,
} from './types.ts';

/**
 * Begins an instance of `graph` on business day `day` and moves it to its first waits. Pure: the same arguments give
 * the same state and effects anywhere.
 */
export function start(graph: Graph, context: ProcessContext, day: Day): StepResult {
  const state: ProcessState = {
    semantics: currentSemantics,
    status: 'running',
    paused: false,
    context,
    scopes: { '': { vars: {}, waiting: {}, rounds: {}, tokens: 1 } },
    activities: {},
    held: [],
    passed: {},
  };
  const draft = new Draft(graph, state, day);
  draft.queue.push({ kind: 'enter', elementId: graph.startId, scope: '' });
  run(draft);
  return { state: draft.state, effects: draft.effects };
}

/**
 * The state after `event`, and what is to be done outside. Total: events for what is no longer active, and all events
 * after the end, change nothing. `state` itself is never changed.
 */
export function apply(graph: Graph, state: ProcessState, event: ProcessEvent): StepResult {
  return applyAll(graph, state, [event]);
}

/**
 * Several events as one step, in order. What one of them opens and a later one cancels again leaves no effect.
 */
export function applyAll(graph: Graph, state: ProcessState, events: ProcessEvent[]): StepResult {
  const draft = new Draft(graph, state, '');
  for (const event of events) take(draft, event);
  return { state: draft.state, effects: draft.effects };
}

/**
 * `applyAll` for a driver that alone holds the state: `state` itself goes on, and no copy of it is made.
 *
 * @returns what is to be done outside.
 */
export function advance(graph: Graph, state: ProcessState, events: ProcessEvent[]): Effect[] {
  const draft = new Draft(graph, state, '', true);
  for (const event of events) take(draft, event);
  return draft.effects;
}

function take(draft: Draft, event: ProcessEvent): void {
  if (draft.state.status !== 'running') return;
  draft.day = event.day;
  if (event.type === 'withdrawn') {
    for (const key of draft.state.interrupting?.awaiting ?? []) draft.closedRows.add(key);
    endInstance(draft, 'withdrawn');
    return;
  }
  if (event.type === 'cancelAnswered') {
    cancelAnswered(draft, event.answers);
  } else {
    draft.state.held = [...draft.state.held, event];
  }
  replay(draft);
}

/** Takes held events in order for as long as neither a pause nor an unanswered interruption stands in the way. */
function replay(draft: Draft): void {
  const { state } = draft;
  while (state.status === 'running' && state.interrupting === undefined && state.held.length > 0) {
    const at = state.paused ? state.held.findIndex((event) => event.type === 'resumed') : 0;
    const event = state.held[at];
    if (event === undefined) return;
    state.held = state.held.filter((_, index) => index !== at);
    draft.day = event.day;
    delete draft.lastClosed;
    forgetTurns(draft, event);
    handle(draft, event);
    run(draft);
  }
}

function handle(draft: Draft, event: ProcessEvent): void {
  switch (event.type) {
    case 'workItemClosed':
      closeWorkItem(draft, event.key, event.outcome, event.fields);
      return;
    case 'timerDue':
      timerDue(draft, event.key);
      return;
    case 'operationDone': {
      const { outcome } = event.result;
      closeTask(draft, event.key, 'operation', typeof outcome === 'string' ? outcome : undefined, event.result);
      return;
    }
    case 'instanceDone':
      closeTask(draft, event.key, 'call', event.outcome, {});
      return;
    case 'membersChanged':
      membersChanged(draft, event);
      return;
    case 'factsChanged':
      draft.state.context = { ...draft.state.context, facts: { ...draft.state.context.facts, ...event.facts } };
      retryStuck(draft);
      return;
    case 'paused':
      draft.state.paused = true;
      return;
    case 'resumed':
      draft.state.paused = false;
      return;
    case 'withdrawn':
    case 'cancelAnswered':
      return;
  }
}
