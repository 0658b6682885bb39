import { applyAll } from '../process/interpreter.ts';
import { elementOf } from '../process/keys.ts';
import { standingOn } from '../process/standing.ts';
import type { ActivityKey, Day, Effect, Graph, ProcessEvent, ProcessState } from '../process/types.ts';
import { Player } from './player.ts';
import { rememberingClimb } from './rungs.ts';
import type { Running, StepWatcher } from './running.ts';
import { subjectsOf } from './subject.ts';
import type { RehearsalInput, RehearsedHolder, RehearsedItem } from './types.ts';

/** What brought a process one step on. */
export interface StepCause {
  kind: 'begun' | 'closed' | 'timer' | 'operation' | 'ended';
  elementId: string;
  name: string;
  /** Who closed the item, and in which unit; null where nobody did. */
  holder: RehearsedHolder | null;
  unitId: string | null;
  outcome: string | null;
}

/** One step of a process: what happened, which items it opened (by their place in the list), where tokens stand now. */
export interface RehearsedStep {
  day: Day;
  cause: StepCause;
  /** Which process takes it, by its place in the list; tokens are told of this one. */
  process: number;
  opened: number[];
  /** Elements that hold tokens, with how many. */
  active: { elementId: string; count: number }[];
  passed: string[];
}

/** A process that takes part: the one that is watched, or one that it called. */
export interface TakingPart {
  name: string;
  /** Its version, as `RehearsalInput.called` has it; null for the one that is watched. */
  versionId: string | null;
  /** The process that called it, by its place in the list, and its element that did. */
  calledBy: { process: number; elementId: string; name: string } | null;
}

export interface SteppedProcess {
  items: RehearsedItem[];
  /** The one that is watched first, then those that are called, as they begin. */
  processes: TakingPart[];
  steps: RehearsedStep[];
}

/**
 * Plays one process step by step, for somebody who watches it on the drawing.
 *
 * @param measureId Which measure's; null: the part of `unitId` in the plan.
 * @returns null where the plans have no such process.
 */
export function stepThrough(
  input: RehearsalInput,
  wanted: { planId: string; measureId: string | null; unitId: string | null },
): SteppedProcess | null {
  const plan = input.plans.find(({ id }) => id === wanted.planId);
  const subject = (plan === undefined ? [] : subjectsOf(plan)).find(
    ({ ref }) => ref.measureId === wanted.measureId && ref.unitId === wanted.unitId,
  );
  if (subject === undefined) return null;
  const recorder = new Recorder(input.called);
  const player = new Player(input, subject, rememberingClimb(), recorder);
  player.run();
  return { items: player.items, processes: recorder.processes, steps: recorder.steps };
}

class Recorder implements StepWatcher {
  readonly steps: RehearsedStep[] = [];
  readonly processes: TakingPart[] = [];
  readonly #places = new Map<Running, number>();
  readonly #versions: Map<Graph, string>;
  #items = 0;
  /** Of the items that the step under way opens, the event that did. */
  readonly #openers = new Map<ActivityKey, RehearsedStep>();

  constructor(called: RehearsalInput['called']) {
    this.#versions = new Map(Object.entries(called).map(([versionId, graph]) => [graph, versionId]));
  }

  begun(running: Running, day: Day): void {
    this.#places.set(running, this.processes.length);
    this.processes.push(this.#takingPart(running));
    this.#openers.clear();
    const { startId, nodes } = running.graph;
    const name = nodes[startId]?.name ?? '';
    const cause: StepCause = { kind: 'begun', elementId: startId, name, holder: null, unitId: null, outcome: null };
    this.#add(running, running.state, day, cause);
  }

  told(running: Running, before: ProcessState, events: ProcessEvent[], day: Day): void {
    this.#openers.clear();
    for (const [at, event] of events.entries()) {
      const { state, effects } = applyAll(running.graph, before, events.slice(0, at + 1));
      const cause = causeOf(running, event);
      if (cause !== null) this.#add(running, state, day, cause);
      // Rows have answered that items are cancelled: only now do the tokens of the same step go on.
      else Object.assign(this.#lastOf(running) ?? {}, standingOn(state));
      this.#noteOpeners(effects);
    }
  }

  opened(key: ActivityKey): void {
    const step = this.#openers.get(key) ?? this.steps.at(-1);
    step?.opened.push(this.#items);
    this.#items += 1;
  }

  #noteOpeners(effects: Effect[]): void {
    const step = this.steps.at(-1);
    for (const effect of effects) {
      if (step === undefined || effect.type !== 'openWorkItem' || this.#openers.has(effect.key)) continue;
      this.#openers.set(effect.key, step);
    }
  }

  #takingPart({ graph, parent }: Running): TakingPart {
    if (parent === null) return { name: graph.name, versionId: null, calledBy: null };
    const elementId = elementOf(parent.key);
    const name = parent.running.graph.nodes[elementId]?.name ?? elementId;
    const calledBy = { process: this.#placeOf(parent.running), elementId, name };
    return { name: graph.name, versionId: this.#versions.get(graph) ?? null, calledBy };
  }

  #placeOf(running: Running): number {
    return this.#places.get(running) ?? 0;
  }

  #lastOf(running: Running): RehearsedStep | undefined {
    const process = this.#placeOf(running);
    return this.steps.findLast((step) => step.process === process);
  }

  #add(running: Running, state: ProcessState, day: Day, cause: StepCause): void {
    this.steps.push({ day, cause, process: this.#placeOf(running), opened: [], ...standingOn(state) });
  }
}

function causeOf(running: Running, event: ProcessEvent): StepCause | null {
  const nobody = { holder: null, unitId: null, outcome: null };
  if (event.type === 'withdrawn') {
    return { kind: 'ended', elementId: running.graph.startId, name: running.graph.name, ...nobody };
  }
  if (!('key' in event)) return null;
  const elementId = elementOf(event.key);
  const name = running.graph.nodes[elementId]?.name ?? elementId;
  switch (event.type) {
    case 'workItemClosed': {
      const { holder = null, unitId = null } = running.rows.get(event.key)?.item ?? {};
      return { kind: 'closed', elementId, name, holder, unitId, outcome: event.outcome };
    }
    case 'timerDue':
      return { kind: 'timer', elementId, name, ...nobody };
    case 'instanceDone':
      return { kind: 'ended', elementId, name, ...nobody };
    default:
      return { kind: 'operation', elementId, name, ...nobody };
  }
}
