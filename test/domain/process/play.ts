import { advance, applyAll, start } from '../../../domain/process/interpreter.ts';
import { type ElementNames, renameKey } from '../../../domain/process/keys.ts';
import { planMove } from '../../../domain/process/move/index.ts';
import type { MoveEffect, PossibleMove } from '../../../domain/process/move/types.ts';
import type {
  ActivityKey,
  CancelAnswer,
  Effect,
  Graph,
  ProcessContext,
  ProcessEvent,
  ProcessState,
  StepResult,
  Variables,
} from '../../../domain/process/types.ts';
import { contradictions } from './whole.ts';

type Opened = Extract<Effect, { type: 'openWorkItem' }>;
type Timer = Extract<MoveEffect, { type: 'setTimer' | 'resetTimer' }>;
type Operation = Extract<Effect, { type: 'runOperation' }>;
type Call = Extract<Effect, { type: 'startInstance' }>;

/**
 * Plays an instance the way rows would: keeps what effects opened, and throws where effects contradict each other (the
 * same key opened twice, something cancelled that never was open, anything left open at the end), where a state
 * contradicts itself or where a step writes to the state it was given.
 */
export class Play {
  graph: Graph;
  state: ProcessState;
  effects: MoveEffect[] = [];
  readonly items = new Map<ActivityKey, Opened>();
  readonly timers = new Map<ActivityKey, Timer>();
  readonly operations = new Map<ActivityKey, Operation>();
  readonly calls = new Map<ActivityKey, Call>();
  /** Every item ever opened, in order. */
  readonly history: Opened[] = [];
  /** What has ended by itself, though the interpreter may hear of it later: cancelling it does no harm. */
  readonly ended = new Set<ActivityKey>();
  finished?: string;
  day: string;

  constructor(graph: Graph, context: Partial<ProcessContext> = {}, day = '2020-01-02') {
    this.graph = graph;
    this.day = day;
    const result = start(graph, frozen({ facts: {}, collections: {}, ...context }), day);
    this.state = result.state;
    this.#take(result);
  }

  send(...events: ProcessEvent[]): this {
    const result = applyAll(this.graph, frozen(this.state), events.map(frozen));
    this.#sameInPlace(events, result);
    this.#sameTakenInAhead(events, result);
    this.#take(result);
    return this;
  }

  /** A driver that alone holds the state gets the same. */
  #sameInPlace(events: ProcessEvent[], result: StepResult): void {
    const state = structuredClone(this.state);
    const effects = advance(this.graph, state, events.map(frozen));
    expect({ state, effects }).toEqual(result);
  }

  /** Where nothing follows outside from the first events, a row may take them in ahead: the rest make the same step. */
  #sameTakenInAhead(events: ProcessEvent[], result: StepResult): void {
    for (let count = events.length - 1; count > 0; count -= 1) {
      const ahead = applyAll(this.graph, frozen(this.state), events.slice(0, count));
      if (ahead.effects.length > 0) continue;
      expect(applyAll(this.graph, frozen(ahead.state), events.slice(count))).toEqual(result);
      return;
    }
  }

  /** Goes over to another version; throws where that is not possible. */
  move(after: Graph, mapping?: ElementNames): PossibleMove {
    const plan = planMove({ before: this.graph, after, state: frozen(this.state), mapping }, this.day);
    if (!plan.possible) throw new Error(plan.obstacles.map(({ kind, elementId }) => `${kind} ${elementId}`).join(', '));
    this.graph = after;
    this.#rename(plan.names);
    this.#take(plan);
    return plan;
  }

  /** Closes the open item with this key, or the only open one of this element. */
  close(name: string, outcome = 'ACCEPTED', fields?: Variables): this {
    const key = this.item(name);
    this.end(key);
    const event: ProcessEvent = { type: 'workItemClosed', key, outcome, day: this.day };
    return this.send(fields === undefined ? event : { ...event, fields });
  }

  due(name: string): this {
    const key = one(this.timers, name);
    this.end(key);
    return this.send({ type: 'timerDue', key, day: this.day });
  }

  done(name: string, result: Variables = {}): this {
    const key = one(this.operations, name);
    this.end(key);
    return this.send({ type: 'operationDone', key, result, day: this.day });
  }

  called(name: string, outcome = 'COMPLETED'): this {
    const key = one(this.calls, name);
    this.end(key);
    return this.send({ type: 'instanceDone', key, outcome, day: this.day });
  }

  answer(...answers: CancelAnswer[]): this {
    return this.send({ type: 'cancelAnswered', answers, day: this.day });
  }

  /** Answers that every item asked about was still open. */
  answerCancelled(): this {
    const awaiting = this.state.interrupting?.awaiting ?? [];
    return this.answer(...awaiting.map((key): CancelAnswer => ({ key, result: 'cancelled' })));
  }

  /** Notes that a row has ended, without telling the interpreter. */
  end(key: ActivityKey): void {
    this.ended.add(key);
    for (const rows of [this.items, this.timers, this.operations, this.calls]) rows.delete(key);
  }

  item(name: string): ActivityKey {
    return one(this.items, name);
  }

  get open(): string[] {
    return [...this.items.keys()].sort();
  }

  #take({ state, effects }: { state: ProcessState; effects: MoveEffect[] }): void {
    this.state = stored(state);
    this.effects = effects;
    for (const effect of effects) this.#perform(effect);
    expect(contradictions(this.graph, state)).toEqual([]);
    if (this.finished === undefined) return;
    const left = [...this.items.keys(), ...this.timers.keys(), ...this.operations.keys(), ...this.calls.keys()];
    if (left.length > 0) throw new Error(`still open at the end: ${left.join(', ')}`);
  }

  #rename(names: ElementNames): void {
    const renamed = (key: ActivityKey) => renameKey(key, names);
    for (const rows of [this.items, this.timers, this.operations, this.calls] as Map<ActivityKey, unknown>[]) {
      const entries = [...rows];
      rows.clear();
      for (const [key, row] of entries) rows.set(renamed(key), row);
    }
    for (const item of this.history) item.key = renamed(item.key);
    const ended = [...this.ended].map(renamed);
    this.ended.clear();
    for (const key of ended) this.ended.add(key);
  }

  #remove(rows: Map<ActivityKey, unknown>, key: ActivityKey): void {
    if (!rows.delete(key) && !this.ended.has(key)) throw new Error(`${key} was not open`);
  }

  #perform(effect: MoveEffect): void {
    if (this.finished !== undefined) throw new Error(`${effect.type} after the end`);
    switch (effect.type) {
      case 'openWorkItem':
        if (this.history.some((item) => item.key === effect.key)) throw new Error(`${effect.key} was opened twice`);
        this.history.push(effect);
        this.items.set(effect.key, effect);
        return;
      case 'cancelWorkItem':
        // It was closed already; its row alone waited.
        if (effect.unjudged) return;
        this.#remove(this.items, effect.key);
        return;
      case 'setTimer':
        add(this.timers, effect);
        return;
      case 'renewWorkItem':
        if (!this.items.has(effect.key)) throw new Error(`${effect.key} is renewed and was not open`);
        this.items.set(effect.key, effect.item);
        return;
      case 'resetTimer':
        this.timers.set(effect.key, effect);
        return;
      case 'clearTimer':
        this.#remove(this.timers, effect.key);
        return;
      case 'runOperation':
        add(this.operations, effect);
        return;
      case 'cancelOperation':
        this.#remove(this.operations, effect.key);
        return;
      case 'startInstance':
        add(this.calls, effect);
        return;
      case 'cancelInstance':
        this.#remove(this.calls, effect.key);
        return;
      case 'finish':
        this.finished = effect.status;
        return;
    }
  }
}

function add<T extends { key: ActivityKey }>(rows: Map<ActivityKey, T>, effect: T): void {
  if (rows.has(effect.key)) throw new Error(`${effect.key} was opened twice`);
  rows.set(effect.key, effect);
}

function one(rows: Map<ActivityKey, { key: ActivityKey }>, name: string): ActivityKey {
  if (rows.has(name)) return name;
  const keys = [...rows.keys()].filter((key) => key.startsWith(`${name}@`));
  const [only] = keys;
  if (only === undefined || keys.length > 1) throw new Error(`${name}: ${keys.length} of [${[...rows.keys()]}]`);
  return only;
}

/** What a `jsonb` column gives back: the same values, with the keys of objects in an order of its own. */
function stored<T>(value: T): T {
  const turned = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(turned);
    if (inner === null || typeof inner !== 'object') return inner;
    const entries = Object.entries(inner).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, each]) => [key, turned(each)]));
  };
  return turned(JSON.parse(JSON.stringify(value))) as T;
}

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}

/** Members with the given keys. */
export const members = (...keys: string[]) => keys.map((key) => ({ key }));
