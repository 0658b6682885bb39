import { addWorkingDays } from '../calendar.ts';
import { addDays, maxDay, minDay } from '../day.ts';
import { holderOf, type ItemHolder, memberKey, type OpeningSubject, ruleDay } from '../itemOpening.ts';
import { type Ladder, rearms } from '../ladder/index.ts';
import { apply, start } from '../process/interpreter.ts';
import type { Day, Effect, Graph, ProcessContext, ProcessEvent, ProcessState, Variables } from '../process/types.ts';
import { returnedDueOn } from '../workItem.ts';
import { type Carried, climb } from './rungs.ts';
import { isReturned, scoreOf } from './scoring.ts';
import { shownHolder, subjectOf } from './subject.ts';
import type { Behaviour, RehearsalInput, RehearsedItem, RehearsedMeasure } from './types.ts';

type Opening = Extract<Effect, { type: 'openWorkItem' }>;
type TimerSetting = Extract<Effect, { type: 'setTimer' }>;

export interface Row {
  effect: Opening;
  item: RehearsedItem;
  holder: ItemHolder;
  /** The day on which its holder closes it; null: never. */
  actsOn: Day | null;
  deemOn: Day | null;
  behaviour: Behaviour;
}

/** One running instance: the measure's own, or one that it called. */
export interface Running {
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
  readonly #subject: OpeningSubject;
  #day: Day;
  /** What is done by timers and rules, before the ladder of the day. */
  #atNight = false;

  constructor(input: RehearsalInput, measure: RehearsedMeasure, context: ProcessContext) {
    this.#input = input;
    this.#measure = measure;
    this.#day = input.from;
    this.#subject = subjectOf(input, measure);
    this.#begin(input.graph, context, null);
  }

  /** Plays to the last day. */
  run(): void {
    for (let steps = 0; steps < mostSteps; steps += 1) {
      const day = this.#nextDay();
      if (day === null || day > this.#input.until) break;
      this.#day = maxDay(this.#day, day);
      this.#atNight = true;
      const busy = this.#night();
      this.#atNight = false;
      if (!busy) this.#work();
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
    const { rungs, carried } = this.#climbed(running, row, addDays(until, -1));
    row.item.rungs = rungs.map(({ rung, on }) => ({ rung, on }));
    this.#carried.set(this.#obligationOf(running, row), carried);
  }

  #obligationOf(running: Running, { effect }: Row): string {
    return `${this.#running.indexOf(running)}|${effect.key.replace(/![^!]*$/, '')}`;
  }

  /** The rungs of an item up to a day; where a return lets the ladder begin anew, earlier rounds leave nothing. */
  #climbed(running: Running, row: Row, lastDay: Day): ReturnType<typeof climb> {
    const { calendar } = this.#input;
    const ladder = this.#ladderOf(row);
    const anew = row.item.round > 1 && rearms(ladder, 'return');
    const before = anew ? undefined : this.#carried.get(this.#obligationOf(running, row));
    return climb({ ...row.item, task: row.effect.task }, lastDay, before ?? { fired: [], days: 0 }, ladder, calendar);
  }

  #ladderOf({ effect: { task } }: Row): Ladder {
    const { ladder, ladders } = this.#input;
    return (task.ladder === undefined ? undefined : ladders?.[task.ladder]) ?? ladder;
  }

  /** What an assessment of one unit and year comes to, from what has happened up to now. */
  #score(running: Running, { members }: Extract<Effect, { type: 'runOperation' }>): Variables {
    const assignment = memberKey(members, 'units');
    const year = memberKey(members, 'assessmentYears');
    if (assignment === null || year === null) return { passed: true };
    for (const row of running.open.values()) {
      const { rungs } = this.#climbed(running, row, this.#atNight ? addDays(this.#day, -1) : this.#day);
      row.item.rungs = rungs.map(({ rung, on }) => ({ rung, on }));
    }
    return scoreOf(running, assignment, year, this.#input.periods, this.#day);
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
        produced.push({
          ...{ type: 'operationDone', key: effect.key, day: this.#day },
          result: effect.operation === 'score' ? this.#score(running, effect) : { ...effect.parameters },
        });
        return;
      case 'startInstance': {
        const graph = this.#input.called[effect.versionId ?? effect.definitionKey];
        if (graph !== undefined) this.#begin(graph, running.state.context, { running, key: effect.key });
        return;
      }
      case 'cancelInstance':
        this.#withdraw(running, effect.key);
        return;
      case 'finish':
        this.#finish(running, effect.status);
        return;
      default:
        return;
    }
  }

  /** A called instance whose call was interrupted ends with all that it has open. */
  #withdraw(caller: Running, key: string): void {
    for (const called of [...this.#running]) {
      if (called.parent?.running !== caller || called.parent.key !== key) continue;
      if (called.state.status === 'running') this.#tell(called, { type: 'withdrawn', day: this.#day });
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
    const { calendar } = this.#input;
    const dueOn = this.#dueOf(running, effect);
    const holder = this.#holderOf(running, effect);
    const unitId = holder.holderKind === 'UNIT_HEAD' ? holder.unitId : null;
    const item: RehearsedItem = {
      ...{ measureId: this.#measure.id, elementId: effect.elementId, kind: task.kind, round: effect.round },
      ...{ name: running.graph.nodes[effect.elementId]?.name ?? effect.elementId, openedOn: this.#day, dueOn },
      ...{ closedOn: null, outcome: null, rungs: [], unitId, holder: shownHolder(holder) },
    };
    const behaviour = this.#input.behaviours[unitId ?? ''] ?? this.#input.behaviour;
    const deemOn =
      dueOn === null || task.deemedAfter === undefined ? null : addWorkingDays(calendar, dueOn, task.deemedAfter);
    const row: Row = { effect, item, holder, behaviour, deemOn, actsOn: this.#actsOn(item, behaviour) };
    this.items.push(item);
    running.open.set(effect.key, row);
    running.rows.set(effect.key, row);
  }

  #dueOf(running: Running, { task, members, previousKey, returned }: Opening): Day | null {
    const previous = previousKey === undefined ? undefined : running.rows.get(previousKey);
    if (previous === undefined || !isReturned(running, previous)) return this.#resolve(task.due, members, null);
    const set = typeof returned?.dueOn === 'string' ? returned.dueOn : null;
    return returnedDueOn(this.#day, set, this.#input.calendar);
  }

  #holderOf(running: Running, { task, members, reviewsKey, doerKey }: Opening): ItemHolder {
    const rowOf = (key: string | undefined) => (key === undefined ? null : (running.rows.get(key)?.holder ?? null));
    const at = { assignmentId: memberKey(members, 'units'), judged: rowOf(reviewsKey), doer: rowOf(doerKey) };
    return holderOf(task, { ownUnitId: null, ...at }, this.#subject);
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

  #dayOf(running: Running, { rule, members, of }: TimerSetting): Day | null {
    const watched = of === undefined ? undefined : running.rows.get(of);
    return this.#resolve(rule, members, watched?.item.dueOn ?? null);
  }

  #resolve(rule: TimerSetting['rule'], members: Opening['members'], due: Day | null): Day | null {
    const on = { today: this.#day, calendar: this.#input.calendar };
    const keys = { periodKey: memberKey(members, 'reportingPeriods'), yearKey: memberKey(members, 'assessmentYears') };
    return ruleDay(rule, on, this.#subject, keys, due);
  }
}
