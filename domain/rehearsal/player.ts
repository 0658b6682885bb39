import type { Calendar } from '../calendar.ts';
import { addDays, maxDay } from '../day.ts';
import { deemingDay, holderOf, type ItemHolder, memberKey, type OpeningSubject, ruleDay } from '../itemOpening.ts';
import { rearms } from '../ladder/index.ts';
import { calendarOf } from '../ownDays.ts';
import { advance, start } from '../process/interpreter.ts';
import type { Day, Effect, Graph, ProcessContext, ProcessEvent, Variables } from '../process/types.ts';
import { returnedDueOn } from '../workItem.ts';
import { actsOn, laddersOf, outcomeOf } from './acting.ts';
import type { Carried, Climbed, rememberingClimb } from './rungs.ts';
import {
  awaitsJudged,
  isReturned,
  type Opening,
  obligationOf,
  type Row,
  type Running,
  type StepWatcher,
  type TimerSetting,
} from './running.ts';
import { scoreOf } from './scoring.ts';
import { openingSubject, type Subject, shownHolder } from './subject.ts';
import type { RehearsalInput, RehearsedItem } from './types.ts';

/** More steps than any process takes in ten years: a process that still turns then is stopped. */
const mostSteps = 20_000;

/** The order in which rows carry out the effects of a step, and so in which they answer. */
const orderOfEffects: Record<Effect['type'], number> = {
  ...{ cancelWorkItem: 0, cancelInstance: 1, openWorkItem: 2, clearTimer: 3, setTimer: 4 },
  ...{ runOperation: 5, cancelOperation: 6, startInstance: 7, finish: 8 },
};

/**
 * Plays one process day by day, in the order of a real day: timers and deemings at night, the ladder in the
 * morning, people after it.
 */
export class Player {
  readonly items: RehearsedItem[] = [];
  endedOn: Day | null = null;
  readonly #input: RehearsalInput;
  readonly #played: Subject;
  readonly #climb: ReturnType<typeof rememberingClimb>;
  readonly #watch: StepWatcher | undefined;
  readonly #running: Running[] = [];
  readonly #carried = new Map<string, Carried>();
  readonly #subject: OpeningSubject;
  #day: Day;
  /** What is done by timers and rules, before the ladder of the day. */
  #atNight = false;

  constructor(input: RehearsalInput, played: Subject, climb: ReturnType<typeof rememberingClimb>, watch?: StepWatcher) {
    this.#input = input;
    this.#played = played;
    this.#climb = climb;
    this.#watch = watch;
    this.#day = played.plan.launchedOn;
    this.#subject = openingSubject(input, played);
    this.#begin(played.graph, played.context, null);
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
    this.#day = this.#input.until;
    for (const { running, row } of this.#openRows()) this.#leave(running, row);
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
        if (!awaitsJudged(running, row)) take(row.actsOn);
        take(row.deemOn);
      }
    }
    return next;
  }

  /** Timers and deemings of the day, those of a process together as the round tells of them; whether there were any. */
  #night(): boolean {
    for (const running of this.#running) {
      const events = this.#timersDue(running);
      if (events.length === 0) events.push(...this.#deemings(running));
      if (events.length === 0) continue;
      this.#tell(running, events);
      return true;
    }
    return false;
  }

  /** Timers whose day has come: by their day, on one day by their key. */
  #timersDue({ timers }: Running): ProcessEvent[] {
    const due = [...timers].filter(([, day]) => day <= this.#day);
    due.sort(([key, day], [other, otherDay]) => (day < otherDay || (day === otherDay && key < other) ? -1 : 1));
    for (const [key] of due) timers.delete(key);
    return due.map(([key]) => ({ type: 'timerDue', key, day: this.#day }));
  }

  #deemings(running: Running): ProcessEvent[] {
    const due = [...running.open.values()].filter(({ deemOn }) => deemOn !== null && deemOn <= this.#day);
    // A deeming comes at night, before the ladder of the day; people act after it.
    return due.map((row) => this.#close(running, row, 'DEEMED'));
  }

  /** What the first holder whose day has come hands in or decides. */
  #work(): void {
    for (const running of this.#running) {
      for (const row of running.open.values()) {
        if (row.actsOn === null || row.actsOn > this.#day || awaitsJudged(running, row)) continue;
        this.#tell(running, [this.#close(running, row, outcomeOf(running, row))]);
        return;
      }
    }
  }

  #close(running: Running, row: Row, outcome: string): ProcessEvent {
    this.#leave(running, row);
    row.item.closedOn = this.#day;
    row.item.outcome = outcome;
    return { type: 'workItemClosed', key: row.effect.key, outcome, day: this.#day };
  }

  /** The day from which on the ladder has not been climbed yet: at night today, by day tomorrow. */
  #afterLadder(): Day {
    return this.#atNight ? this.#day : addDays(this.#day, 1);
  }

  /** Takes an item off the table; at night it has not seen the ladder of the day. */
  #leave(running: Running, row: Row): void {
    running.open.delete(row.effect.key);
    const { rungs, carried } = this.#climbed(running, row);
    row.item.rungs = rungs;
    this.#carried.set(this.#obligationOf(running, row), carried);
  }

  #obligationOf(running: Running, row: Row): string {
    return `${this.#running.indexOf(running)}|${obligationOf(row)}`;
  }

  /** The rungs of an item up to now; where a return lets the ladder begin anew, earlier rounds leave nothing. */
  #climbed(running: Running, row: Row): Climbed {
    const anew = row.item.round > 1 && rearms(row.ladders[0]?.ladder, 'return');
    const before = anew ? undefined : this.#carried.get(this.#obligationOf(running, row));
    const { openedOn, dueOn } = row.item;
    const { seenFrom, ladders } = row;
    const until = { seenUntil: addDays(this.#afterLadder(), -1), leftOn: this.#day };
    const item = { openedOn, seenFrom, dueOn, ladders, ...until };
    return this.#climb(item, before ?? { fired: [], days: 0 }, this.#calendarFor(row.holder.unitId));
  }

  /** What an assessment of one unit and year comes to, from what has happened up to now. */
  #score(running: Running, { members }: Extract<Effect, { type: 'runOperation' }>): Variables {
    const assignment = memberKey(members, 'units');
    const year = memberKey(members, 'assessmentYears');
    if (assignment === null || year === null) return { passed: true };
    for (const row of running.open.values()) {
      const { rungs } = this.#climbed(running, row);
      row.item.rungs = rungs;
    }
    return scoreOf(running, assignment, year, this.#played.plan.periods, this.#day, this.#input.limits);
  }

  #begin(graph: Graph, context: ProcessContext, parent: Running['parent']): void {
    const { state, effects } = start(graph, context, this.#day);
    const running: Running = { graph, state, open: new Map(), rows: new Map(), timers: new Map(), parent };
    this.#running.push(running);
    this.#watch?.begun(running, this.#day);
    this.#perform(running, effects);
  }

  /** Events that a process takes in one step, like those that reach its workflow together. */
  #tell(running: Running, events: ProcessEvent[]): void {
    const before = this.#watch === undefined ? undefined : structuredClone(running.state);
    const effects = advance(running.graph, running.state, events);
    if (before !== undefined) this.#watch?.told(running, before, events, this.#day);
    this.#perform(running, effects);
  }

  #perform(running: Running, effects: Effect[]): void {
    const produced: ProcessEvent[] = [];
    const cancelled: string[] = [];
    if (effects.length > 1) effects.sort((a, b) => orderOfEffects[a.type] - orderOfEffects[b.type]);
    for (const effect of effects) this.#performOne(running, effect, produced, cancelled);
    if (cancelled.length > 0) {
      const answers = cancelled.map((key) => ({ key, result: 'cancelled' as const }));
      produced.unshift({ type: 'cancelAnswered', answers, day: this.#day });
    }
    if (produced.length > 0) this.#tell(running, produced);
  }

  #performOne(running: Running, effect: Effect, produced: ProcessEvent[], cancelled: string[]): void {
    switch (effect.type) {
      case 'openWorkItem':
        this.#open(running, effect);
        return;
      case 'cancelWorkItem': {
        const row = running.open.get(effect.key);
        if (row !== undefined) {
          this.#leave(running, row);
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
      if (called.state.status === 'running') this.#tell(called, [{ type: 'withdrawn', day: this.#day }]);
    }
  }

  #finish(running: Running, status: string): void {
    running.timers.clear();
    if (running.parent === null) {
      this.endedOn = this.#day;
      return;
    }
    const { running: caller, key } = running.parent;
    this.#tell(caller, [{ type: 'instanceDone', key, outcome: status.toUpperCase(), day: this.#day }]);
  }

  #open(running: Running, effect: Opening): void {
    const { task } = effect;
    const holder = this.#holderOf(running, effect);
    const calendar = this.#calendarFor(holder.unitId);
    const dueOn = this.#dueOf(running, effect, calendar);
    const unitId = holder.holderKind === 'UNIT_HEAD' ? holder.unitId : null;
    // Written out, field by field: an object made of others takes several times its room, here by the ten thousand.
    const item: RehearsedItem = {
      planId: this.#played.ref.planId,
      measureId: this.#played.ref.measureId,
      elementId: effect.elementId,
      kind: task.kind,
      round: effect.round,
      name: running.graph.nodes[effect.elementId]?.name ?? effect.elementId,
      openedOn: this.#day,
      dueOn,
      closedOn: null,
      outcome: null,
      rungs: [],
      unitId,
      holder: shownHolder(holder),
    };
    const behaviour = this.#input.behaviours[unitId ?? ''] ?? this.#input.behaviour;
    const row: Row = {
      effect,
      item,
      holder,
      behaviour,
      actsOn: actsOn(item, behaviour, this.#input, calendar),
      ladders: laddersOf(this.#input, this.#played, effect, this.#day),
      seenFrom: this.#afterLadder(),
      deemOn: deemingDay(dueOn, task.deemedAfter, { today: this.#day, calendar }),
    };
    this.#watch?.opened(effect.key);
    this.items.push(item);
    running.open.set(effect.key, row);
    running.rows.set(effect.key, row);
  }

  /** The calendar that counts for what a unit of the plan holds. */
  #calendarFor(unitId: string | null): Calendar {
    return calendarOf(this.#input, { planId: this.#played.ref.planId, unitId });
  }

  #dueOf(running: Running, { task, members, previousKey, returned }: Opening, calendar: Calendar): Day | null {
    const previous = previousKey === undefined ? undefined : running.rows.get(previousKey);
    if (previous === undefined || !isReturned(running, previous))
      return this.#resolve(task.due, members, null, calendar);
    const set = typeof returned?.dueOn === 'string' ? returned.dueOn : null;
    return returnedDueOn(this.#day, set, calendar, this.#input.limits.returnedWithin);
  }

  #holderOf(running: Running, { task, members, reviewsKey, doerKey }: Opening): ItemHolder {
    const rowOf = (key: string | undefined) => (key === undefined ? null : (running.rows.get(key)?.holder ?? null));
    const at = { assignmentId: memberKey(members, 'units'), judged: rowOf(reviewsKey), doer: rowOf(doerKey) };
    return holderOf(task, { ownUnitId: this.#played.ref.unitId, ...at }, this.#subject);
  }

  #dayOf(running: Running, { rule, members, of }: TimerSetting): Day | null {
    const watched = of === undefined ? undefined : running.rows.get(of);
    const calendar = this.#calendarFor(this.#played.ref.unitId);
    return this.#resolve(rule, members, watched?.item.dueOn ?? null, calendar);
  }

  #resolve(rule: TimerSetting['rule'], members: Opening['members'], due: Day | null, calendar: Calendar): Day | null {
    const on = { today: this.#day, calendar };
    const keys = { periodKey: memberKey(members, 'reportingPeriods'), yearKey: memberKey(members, 'assessmentYears') };
    return ruleDay(rule, on, this.#subject, keys, due);
  }
}
