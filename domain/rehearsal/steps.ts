import { applyAll } from '../process/interpreter.ts';
import { elementOf } from '../process/keys.ts';
import { standingOn } from '../process/standing.ts';
import type { ActivityKey, Day, Effect, ProcessEvent, ProcessState } from '../process/types.ts';
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
  /** Whether it is a step of a process that the drawn one called. */
  called: boolean;
  opened: number[];
  /** Elements that hold tokens, with how many. */
  active: { elementId: string; count: number }[];
  passed: string[];
}

export interface SteppedProcess {
  items: RehearsedItem[];
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
  const recorder = new Recorder();
  const player = new Player(input, subject, rememberingClimb(), recorder);
  player.run();
  return { items: player.items, steps: recorder.steps };
}

class Recorder implements StepWatcher {
  readonly steps: RehearsedStep[] = [];
  #items = 0;
  #first: Running | null = null;
  /** Of the items that the step under way opens, the event that did. */
  readonly #openers = new Map<ActivityKey, RehearsedStep>();

  begun(running: Running, day: Day): void {
    this.#first ??= running;
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
      else Object.assign(this.steps.at(-1) ?? {}, standingOn(this.#drawn(running, state)));
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

  /** The state of the process that is drawn, while another is at `state`. */
  #drawn(running: Running, state: ProcessState): ProcessState {
    return this.#first === null || this.#first === running ? state : this.#first.state;
  }

  #add(running: Running, state: ProcessState, day: Day, cause: StepCause): void {
    const called = this.#first !== null && this.#first !== running;
    this.steps.push({ day, cause, called, opened: [], ...standingOn(this.#drawn(running, state)) });
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
