import { elementOf } from '../process/keys.ts';
import { standingOn } from '../process/standing.ts';
import type { Day, ProcessEvent } from '../process/types.ts';
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
  const player = new Player(input, subject, rememberingClimb(input.calendar), recorder);
  player.run();
  return { items: player.items, steps: recorder.steps };
}

class Recorder implements StepWatcher {
  readonly steps: RehearsedStep[] = [];
  #items = 0;
  #first: Running | null = null;

  begun(running: Running, day: Day): void {
    this.#first ??= running;
    const { startId, nodes } = running.graph;
    const name = nodes[startId]?.name ?? '';
    this.#add(running, day, { kind: 'begun', elementId: startId, name, holder: null, unitId: null, outcome: null });
  }

  told(running: Running, event: ProcessEvent, day: Day): void {
    const cause = causeOf(running, event);
    if (cause !== null) this.#add(running, day, cause);
    // Rows have answered that items are cancelled: only now do the tokens of the same step go on.
    else Object.assign(this.steps.at(-1) ?? {}, standingOn((this.#first ?? running).state));
  }

  opened(): void {
    this.steps.at(-1)?.opened.push(this.#items);
    this.#items += 1;
  }

  #add(running: Running, day: Day, cause: StepCause): void {
    const first = this.#first ?? running;
    this.steps.push({ day, cause, called: running !== first, opened: [], ...standingOn(first.state) });
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
