import { addWorkingDays, type DueBases, resolveDue } from '../calendar.ts';
import { addDays, maxDay, minDay } from '../day.ts';
import { coordinatorOf } from '../parties.ts';
import { apply, start } from '../process/interpreter.ts';
import type { Day, DueRule, Effect, Graph, ProcessContext, ProcessEvent, ProcessState } from '../process/types.ts';
import { returnedDueOn } from '../workItem.ts';
import { type Carried, climb } from './rungs.ts';
import type { Behaviour, RehearsalInput, RehearsedItem, RehearsedMeasure } from './types.ts';

type Opening = Extract<Effect, { type: 'openWorkItem' }>;
type TimerSetting = Extract<Effect, { type: 'setTimer' }>;

interface Row {
  effect: Opening;
  item: RehearsedItem;
  /** The day on which its holder closes it; null: never. */
  actsOn: Day | null;
  deemOn: Day | null;
  behaviour: Behaviour;
}

/** One running instance: the measure's own, or one that it called. */
interface Running {
  graph: Graph;
  state: ProcessState;
  open: Map<string, Row>;
  /** Every row by key, for later rounds and reviews. */
  rows: Map<string, Row>;
  timers: Map<string, Day>;
  parent: { running: Running; key: string } | null;
}

/** More steps than any process takes in ten years: a process that still turns then is stopped. */
const mostSteps = 20_000;

/**
 * Plays one measure's process day by day, in the order of a real day: timers and deemings at night, the ladder in the
 * morning, people after it.
 */
export class Player {
  readonly items: RehearsedItem[] = [];
  endedOn: Day | null = null;
  readonly #input: RehearsalInput;
  readonly #measure: RehearsedMeasure;
  readonly #running: Running[] = [];
  readonly #carried = new Map<string, Carried>();
  #day: Day;

  constructor(input: RehearsalInput, measure: RehearsedMeasure, context: ProcessContext) {
    this.#input = input;
    this.#measure = measure;
    this.#day = input.from;
    this.#begin(input.graph, context, null);
  }

  /** Plays to the last day. */
  run(): void {
    for (let steps = 0; steps < mostSteps; steps += 1) {
      const day = this.#nextDay();
      if (day === null || day > this.#input.until) break;
      this.#day = maxDay(this.#day, day);
      if (!this.#night()) this.#work();
    }
    for (const { running, row } of this.#openRows()) this.#leave(running, row, addDays(this.#input.until, 1));
  }

  /** Elements at which a token cannot go on. */
  get stuck(): string[] {
    return this.#running.flatMap(({ state }) => (state.stuck ?? []).map((token) => token.elementId));
  }

  #openRows(): { running: Running; row: Row }[] {
    return this.#running.flatMap((running) => [...running.open.values()].map((row) => ({ running, row })));
  }

  #nextDay(): Day | null {
    let next: Day | null = null;
    const take = (day: Day | null) => {
      if (day !== null && (next === null || day < next)) next = day;
    };
    for (const running of this.#running) {
      for (const day of running.timers.values()) take(day);
      for (const row of running.open.values()) {
        take(row.actsOn);
        take(row.deemOn);
      }
    }
    return next;
  }

  /** Timers and deemings of the day; answers whether there were any. */
  #night(): boolean {
    for (const running of this.#running) {
      for (const [key, day] of running.timers) {
        if (day > this.#day) continue;
        running.timers.delete(key);
        this.#tell(running, { type: 'timerDue', key, day: this.#day });
        return true;
      }
      for (const row of running.open.values()) {
        if (row.deemOn === null || row.deemOn > this.#day) continue;
        this.#close(running, row, 'DEEMED');
        return true;
      }
    }
    return false;
  }

  /** What a holder hands in or decides on the day. */
  #work(): void {
    const ready = this.#openRows().find(({ row }) => row.actsOn !== null && row.actsOn <= this.#day);
    if (ready !== undefined) this.#close(ready.running, ready.row, this.#outcomeOf(ready.running, ready.row));
  }

  #outcomeOf(running: Running, { effect }: Row): string {
    const { outcomes } = effect.task;
    const judged = effect.reviewsKey === undefined ? undefined : running.rows.get(effect.reviewsKey);
    const returns = judged?.behaviour.kind === 'returnedTwice' && judged.item.round <= 2;
    const refusal = outcomes.find((outcome) => outcome.toUpperCase() === 'RETURNED');
    return returns && refusal !== undefined ? refusal : (outcomes[0] ?? 'ACCEPTED');
  }

  #close(running: Running, row: Row, outcome: string): void {
    // A deeming comes at night, before the ladder of the day; people act after it.
    this.#leave(running, row, outcome === 'DEEMED' ? this.#day : addDays(this.#day, 1));
    row.item.closedOn = this.#day;
    row.item.outcome = outcome;
    this.#tell(running, { type: 'workItemClosed', key: row.effect.key, outcome, day: this.#day });
  }

  /** Takes an item off the table; its ladder ran up to the day before `until`. */
  #leave(running: Running, row: Row, until: Day): void {
    running.open.delete(row.effect.key);
    const { effect, item } = row;
    const obligation = `${this.#running.indexOf(running)}|${effect.key.replace(/![^!]*$/, '')}`;
    const before = this.#carried.get(obligation) ?? { fired: [], days: 0 };
    const { ladder, calendar } = this.#input;
    const { rungs, carried } = climb({ ...item, task: effect.task }, addDays(until, -1), before, ladder, calendar);
    item.rungs = rungs.map(({ rung, on }) => ({ rung, on }));
    this.#carried.set(obligation, carried);
  }

  #begin(graph: Graph, context: ProcessContext, parent: Running['parent']): void {
    const { state, effects } = start(graph, context, this.#day);
    const running: Running = { graph, state, open: new Map(), rows: new Map(), timers: new Map(), parent };
    this.#running.push(running);
    this.#perform(running, effects);
  }

  #tell(running: Running, event: ProcessEvent): void {
    const { state, effects } = apply(running.graph, running.state, event);
    running.state = state;
    this.#perform(running, effects);
  }

  #perform(running: Running, effects: Effect[]): void {
    const produced: ProcessEvent[] = [];
    const cancelled: string[] = [];
    for (const effect of effects) this.#performOne(running, effect, produced, cancelled);
    if (cancelled.length > 0) {
      const answers = cancelled.map((key) => ({ key, result: 'cancelled' as const }));
      produced.unshift({ type: 'cancelAnswered', answers, day: this.#day });
    }
    for (const event of produced) this.#tell(running, event);
  }

  #performOne(running: Running, effect: Effect, produced: ProcessEvent[], cancelled: string[]): void {
    switch (effect.type) {
      case 'openWorkItem':
        this.#open(running, effect);
        return;
      case 'cancelWorkItem': {
        const row = running.open.get(effect.key);
        if (row !== undefined) {
          this.#leave(running, row, this.#day);
          row.item.closedOn = this.#day;
          row.item.outcome = 'CANCELLED';
        }
        if (effect.answer) cancelled.push(effect.key);
        return;
      }
      case 'setTimer': {
        const day = this.#dayOf(running, effect);
        if (day !== null && day <= this.#day) produced.push({ type: 'timerDue', key: effect.key, day: this.#day });
        else if (day !== null) running.timers.set(effect.key, day);
        return;
      }
      case 'clearTimer':
        running.timers.delete(effect.key);
        return;
      case 'runOperation':
        // Scores are taken to be passes: what a score depends on is not played.
        produced.push({
          ...{ type: 'operationDone', key: effect.key, day: this.#day },
          result: { score: 100, passed: true, ...effect.parameters },
        });
        return;
      case 'startInstance': {
        const graph = this.#input.called[effect.versionId ?? effect.definitionKey];
        if (graph !== undefined) this.#begin(graph, running.state.context, { running, key: effect.key });
        return;
      }
      case 'finish':
        this.#finish(running, effect.status);
        return;
      default:
        return;
    }
  }

  #finish(running: Running, status: string): void {
    running.timers.clear();
    if (running.parent === null) {
      this.endedOn = this.#day;
      return;
    }
    const { running: caller, key } = running.parent;
    this.#tell(caller, { type: 'instanceDone', key, outcome: status.toUpperCase(), day: this.#day });
  }

  #open(running: Running, effect: Opening): void {
    const { task } = effect;
    const previous = effect.previousKey === undefined ? undefined : running.rows.get(effect.previousKey);
    const { calendar } = this.#input;
    const returned = previous !== undefined && isReturned(running, previous);
    const dueOn = returned ? returnedDueOn(this.#day, null, calendar) : this.#resolve(task.due, effect.members, null);
    const unit = this.#unitOf(effect);
    const item: RehearsedItem = {
      ...{ measureId: this.#measure.id, elementId: effect.elementId, kind: task.kind, round: effect.round },
      ...{ name: running.graph.nodes[effect.elementId]?.name ?? effect.elementId, openedOn: this.#day, dueOn },
      ...{ closedOn: null, outcome: null, rungs: [], unitId: unit?.unitId ?? null, holder: holderOf(effect) },
    };
    const behaviour = this.#input.behaviours[unit?.unitId ?? ''] ?? this.#input.behaviour;
    const deemOn =
      dueOn === null || task.deemedAfter === undefined ? null : addWorkingDays(calendar, dueOn, task.deemedAfter);
    const row: Row = { effect, item, behaviour, deemOn, actsOn: this.#actsOn(item, behaviour) };
    this.items.push(item);
    running.open.set(effect.key, row);
    running.rows.set(effect.key, row);
  }

  #actsOn({ holder, openedOn, dueOn }: RehearsedItem, behaviour: Behaviour): Day | null {
    const { calendar, officeDays } = this.#input;
    if (holder !== 'unit') {
      const soon = addWorkingDays(calendar, openedOn, officeDays);
      return dueOn === null ? soon : maxDay(openedOn, minDay(soon, dueOn));
    }
    if (behaviour.kind === 'never') return null;
    const onTime = maxDay(openedOn, dueOn ?? addWorkingDays(calendar, openedOn, 5));
    return behaviour.kind === 'late' ? addWorkingDays(calendar, onTime, behaviour.days) : onTime;
  }

  #unitOf({ task, members }: Opening): RehearsedMeasure['units'][number] | null {
    if (task.holder === 'coordinator') return coordinatorOf(this.#measure.units);
    const key = members.findLast(({ collection }) => collection.endsWith('Units'))?.key;
    return this.#measure.units.find((unit) => unit.key === key) ?? null;
  }

  #dayOf(running: Running, { rule, members, of }: TimerSetting): Day | null {
    const watched = of === undefined ? undefined : running.rows.get(of);
    return this.#resolve(rule, members, watched?.item.dueOn ?? null);
  }

  #resolve(rule: DueRule, members: Opening['members'], due: Day | null): Day | null {
    const keyOf = (name: string) => members.findLast(({ collection }) => collection === name)?.key;
    const period = this.#input.periods.find(({ key }) => key === keyOf('reportingPeriods'));
    const year = this.#input.years.find(({ key }) => key === keyOf('assessmentYears'));
    const bases: DueBases = {
      ...{ opened: this.#day, deadline: this.#measure.deadline, due },
      'period.opensOn': period?.opensOn ?? null,
      'period.dueOn': period?.dueOn ?? null,
      'period.cutOffOn': period?.cutOffOn ?? null,
      'year.opensOn': year?.opensOn ?? null,
    };
    return resolveDue(rule, bases, this.#input.calendar);
  }
}

/** A judged item is returned by its judge: the latest item that reviews it says so. */
function isReturned(running: Running, row: Row): boolean {
  return [...running.rows.values()].some(
    ({ effect, item }) => effect.reviewsKey === row.effect.key && item.outcome?.toUpperCase() === 'RETURNED',
  );
}

function holderOf({ task }: Opening): RehearsedItem['holder'] {
  switch (task.holder) {
    case 'office':
      return 'office';
    case 'responsibleLeader':
      return 'leader';
    case 'discipline':
      return 'discipline';
    default:
      return 'unit';
  }
}
