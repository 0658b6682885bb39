import type {
  ActivityKey,
  ActivityState,
  BodyState,
  Day,
  Effect,
  Graph,
  Node,
  ProcessState,
  ScopePath,
  ScopeState,
  Variables,
} from './types.ts';

/** What is still to be done before the step is complete. */
export type Job =
  | { kind: 'enter'; elementId: string; scope: ScopePath; flowId?: string }
  | { kind: 'emptied'; scope: ScopePath };

/**
 * A step in the making: the state is copied part by part, only where it is written, so that the state that the caller
 * holds never changes. A state that is the step's own is written as it is.
 */
export class Draft {
  readonly graph: Graph;
  readonly state: ProcessState;
  readonly effects: Effect[] = [];
  readonly queue: Job[] = [];
  /** The item that was closed last in this step: what sends a token back names the reason for it. */
  lastClosed?: { elementId: string; scope: ScopePath; fields: Variables };
  /** Items whose rows are known to be closed: cancelling them is not asked for again. */
  readonly closedRows = new Set<ActivityKey>();
  day: Day;
  /** The parts that are copies; null where all may be written. */
  readonly #owned: Set<object> | null;

  constructor(graph: Graph, state: ProcessState, day: Day, own = false) {
    this.graph = graph;
    this.day = day;
    this.#owned = own ? null : new Set();
    this.state = own
      ? state
      : {
          ...state,
          scopes: { ...state.scopes },
          activities: { ...state.activities },
          passed: { ...state.passed },
        };
  }

  #isOwn(part: object): boolean {
    return this.#owned === null || this.#owned.has(part);
  }

  node(elementId: string): Node | undefined {
    return this.graph.nodes[elementId];
  }

  /** The scope, ready to be written to. */
  scope(path: ScopePath): ScopeState | undefined {
    const scope = this.state.scopes[path];
    if (scope === undefined || this.#isOwn(scope)) return scope;
    const copy: ScopeState = {
      ...scope,
      vars: { ...scope.vars },
      waiting: { ...scope.waiting },
      rounds: { ...scope.rounds },
    };
    this.addScope(path, copy);
    return copy;
  }

  addScope(path: ScopePath, scope: ScopeState): void {
    this.#owned?.add(scope);
    this.state.scopes[path] = scope;
  }

  /** The body, ready to be written to. */
  body(key: ActivityKey): BodyState | undefined {
    const body = this.state.activities[key];
    if (body?.type !== 'body' || this.#isOwn(body)) return body?.type === 'body' ? body : undefined;
    const copy: BodyState = { ...body, active: [...body.active] };
    if (body.members !== undefined) copy.members = [...body.members];
    if (body.done !== undefined) copy.done = [...body.done];
    if (body.again !== undefined) copy.again = { ...body.again };
    this.addActivity(key, copy);
    return copy;
  }

  addActivity(key: ActivityKey, activity: ActivityState): void {
    this.#owned?.add(activity);
    this.state.activities[key] = activity;
  }

  removeActivity(key: ActivityKey): void {
    delete this.state.activities[key];
  }

  /** Keys of the activities that stand directly in a scope, in a fixed order. */
  activitiesIn(path: ScopePath): ActivityKey[] {
    return Object.keys(this.state.activities)
      .filter((key) => this.state.activities[key]?.scope === path)
      .sort();
  }

  /** Counts an entry of an element in a scope and says the how many-th it is. */
  nextRound(path: ScopePath, elementId: string): number {
    const scope = this.scope(path);
    if (scope === undefined) return 1;
    const round = (scope.rounds[elementId] ?? 0) + 1;
    scope.rounds[elementId] = round;
    return round;
  }

  emit(effect: Effect): void {
    this.effects.push(effect);
  }

  /**
   * Takes back an opening that nobody has seen yet, because it happened in this same step. What a review would have
   * judged may be left without one: the rows say whether it still waits.
   */
  takeBack(key: ActivityKey): boolean {
    const at = this.effects.findIndex(
      (effect) =>
        'key' in effect &&
        effect.key === key &&
        (effect.type === 'openWorkItem' ||
          effect.type === 'setTimer' ||
          effect.type === 'runOperation' ||
          effect.type === 'startInstance'),
    );
    const [opening] = at < 0 ? [] : this.effects.splice(at, 1);
    if (opening?.type === 'openWorkItem' && opening.reviewsKey !== undefined) {
      this.emit({ type: 'cancelWorkItem', key: opening.reviewsKey, answer: false, unjudged: true });
    }
    return opening !== undefined;
  }

  /** Lets the token that stands on `node` go on over all its outgoing flows. */
  leave(node: Node, path: ScopePath, consumed = 1): void {
    this.pass(node.id);
    this.follow(node.outgoing, path, consumed);
  }

  pass(elementId: string): void {
    this.state.passed[elementId] = (this.state.passed[elementId] ?? 0) + 1;
  }

  /** Turns `consumed` tokens of a scope into one on each of `flowIds`. */
  follow(flowIds: string[], path: ScopePath, consumed: number): void {
    const scope = this.scope(path);
    if (scope === undefined) return;
    scope.tokens += flowIds.length - consumed;
    for (const flowId of flowIds) {
      const target = this.graph.flows[flowId]?.target;
      if (target === undefined) scope.tokens -= 1;
      else this.queue.push({ kind: 'enter', elementId: target, scope: path, flowId });
    }
    if (scope.tokens === 0) this.queue.push({ kind: 'emptied', scope: path });
  }
}
