import { cancelScope } from './cancelling.ts';
import { completeScope } from './closing.ts';
import { holds } from './conditions.ts';
import type { Draft, Job } from './draft.ts';
import { closeInclusive, join, noteStarvedJoins, wait } from './joins.ts';
import { enterCall, enterServiceTask, enterSubProcess, enterTimer, enterUserTask } from './opening.ts';
import { turnsWithoutEnd } from './turning.ts';
import type { Node, ScopePath, StuckToken } from './types.ts';
import { conditionVariables } from './variables.ts';

/**
 * More moves than this for one event can only come from a loop without a person, a timer or an operation in it. A
 * launch over 1,000 members with 10 elements each stays below.
 */
const mostMoves = 100_000;

/** Moves tokens until every one of them waits for something. */
export function run(draft: Draft): void {
  let moves = 0;
  do {
    for (let job = draft.queue.shift(); job !== undefined; job = draft.queue.shift()) {
      moves += 1;
      if (moves > mostMoves && job.kind === 'enter') halt(draft, job.elementId, job.scope, 'ENDLESS_LOOP');
      else perform(draft, job);
    }
  } while (draft.state.status === 'running' && closeInclusive(draft));
  if (draft.state.status === 'running') noteStarvedJoins(draft);
}

function perform(draft: Draft, job: Job): void {
  const scope = draft.state.scopes[job.scope];
  if (scope === undefined) return;
  if (job.kind === 'emptied') {
    if (scope.tokens === 0) completeScope(draft, job.scope, false);
    return;
  }
  const node = draft.node(job.elementId);
  if (node !== undefined) enter(draft, node, job.scope, job.flowId);
}

function enter(draft: Draft, node: Node, scope: ScopePath, flowId?: string): void {
  if (turnsWithoutEnd(draft, node, scope)) {
    halt(draft, node.id, scope, 'ENDLESS_LOOP');
    return;
  }
  switch (node.type) {
    case 'startEvent':
      draft.leave(node, scope);
      return;
    case 'endEvent':
      if (node.terminate) terminate(draft, node, scope);
      else end(draft, node, scope);
      return;
    case 'userTask':
      enterUserTask(draft, node, scope);
      return;
    case 'serviceTask':
      enterServiceTask(draft, node, scope);
      return;
    case 'callActivity':
      enterCall(draft, node, scope);
      return;
    case 'subProcess':
      enterSubProcess(draft, node, scope);
      return;
    case 'timerEvent':
      enterTimer(draft, node, scope);
      return;
    case 'exclusiveGateway':
      choose(draft, node, scope);
      return;
    case 'parallelGateway':
      join(draft, node, scope, flowId);
      return;
    case 'inclusiveGateway':
      if (node.split === undefined) chooseMany(draft, node, scope);
      else wait(draft, node, scope, flowId);
      return;
    case 'boundaryTimer':
      return;
  }
}

function end(draft: Draft, node: Node, path: ScopePath): void {
  draft.pass(node.id);
  draft.follow([], path, 1);
}

/** A terminate end event ends its own scope and cancels what is still open in it. */
function terminate(draft: Draft, node: Node, path: ScopePath): void {
  draft.pass(node.id);
  const scope = draft.scope(path);
  if (scope === undefined) return;
  cancelScope(draft, path);
  scope.tokens = 0;
  scope.waiting = {};
  completeScope(draft, path, true);
}

function flowsThatHold(draft: Draft, node: Node, scope: ScopePath, defaultFlow: string | undefined): string[] {
  const { graph, state, day } = draft;
  return node.outgoing.filter((flowId) => {
    const flow = graph.flows[flowId];
    if (flow === undefined || flowId === defaultFlow) return false;
    const { condition } = flow;
    return condition === undefined || holds(condition, conditionVariables(graph, state, scope, day, condition));
  });
}

/** Exclusive gateway: the first flow, in drawing order, whose condition holds; else the default. */
function choose(draft: Draft, node: Extract<Node, { type: 'exclusiveGateway' }>, scope: ScopePath): void {
  const only = node.outgoing.length === 1 ? node.outgoing[0] : undefined;
  const unconditional = only !== undefined && draft.graph.flows[only]?.condition === undefined;
  const chosen = unconditional ? only : (flowsThatHold(draft, node, scope, node.defaultFlow)[0] ?? node.defaultFlow);
  if (chosen === undefined) {
    halt(draft, node.id, scope, 'NO_FLOW_HOLDS');
    return;
  }
  draft.pass(node.id);
  draft.follow([chosen], scope, 1);
}

/** Inclusive split: every flow whose condition holds; else the default. */
function chooseMany(draft: Draft, node: Extract<Node, { type: 'inclusiveGateway' }>, scope: ScopePath): void {
  const holding = flowsThatHold(draft, node, scope, node.defaultFlow);
  const chosen = holding.length === 0 && node.defaultFlow !== undefined ? [node.defaultFlow] : holding;
  if (chosen.length === 0) {
    halt(draft, node.id, scope, 'NO_FLOW_HOLDS');
    return;
  }
  draft.pass(node.id);
  draft.follow(chosen, scope, 1);
}

/** Leaves a token where it is and says why; the rest of the instance goes on. */
function halt(draft: Draft, elementId: string, scope: ScopePath, reason: StuckToken['reason']): void {
  draft.state.stuck = [...(draft.state.stuck ?? []), { elementId, scope, reason }];
}

/** New facts, or another version: tokens that could not go on try again. */
export function retryStuck(draft: Draft): void {
  const retried = draft.state.stuck?.filter((token) => token.reason !== 'JOIN_STARVED') ?? [];
  if (retried.length === 0) return;
  delete draft.state.turning;
  draft.state.stuck = draft.state.stuck?.filter((token) => token.reason === 'JOIN_STARVED');
  for (const { elementId, scope } of retried) draft.queue.push({ kind: 'enter', elementId, scope });
}
