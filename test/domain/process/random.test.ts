import { compile } from '../../../domain/process/compile.ts';
import type { CancelAnswer, CollectionName, ProcessContext, ProcessEvent } from '../../../domain/process/types.ts';
import { diagram } from './diagram.ts';
import { Generator } from './generate.ts';
import { NaiveInstance } from './naive.ts';
import { members, Play } from './play.ts';
import { Random } from './random.ts';

const cases = Number(process.env.DUBAN_RANDOM_CASES ?? 60);
const firstSeed = Number(process.env.DUBAN_RANDOM_SEED ?? Math.floor(Date.now() / 1000));
const mostEvents = 60;
/** More than any of the definitions opens from any state where nothing is sent back any more. */
const mostEndings = 2_000;

/** Plays one random definition on both interpreters and compares what is open after every step. */
class Duel {
  readonly play: Play;
  readonly naive: NaiveInstance;
  readonly #random: Random;
  /** Items whose rows were closed while the interpreter was asking whether to cancel them: the news comes later. */
  #late: ProcessEvent[] = [];
  #outcomes = new Map<string, string>();

  constructor(play: Play, naive: NaiveInstance, random: Random) {
    this.play = play;
    this.naive = naive;
    this.#random = random;
  }

  get running(): boolean {
    return this.play.finished === undefined;
  }

  step(): void {
    const awaiting = this.play.state.interrupting?.awaiting;
    if (awaiting !== undefined) this.#answer(awaiting);
    else this.#send(Array.from({ length: 1 + this.#random.below(3) }, () => this.#event()));
    this.compare();
  }

  compare(): void {
    const { state, finished } = this.play;
    expect(finished ?? 'running').toBe(this.naive.status);
    if (finished !== undefined) return;
    expect([...(state.interrupting?.awaiting ?? [])].sort()).toEqual([...(this.naive.awaiting?.open ?? [])].sort());
    if (state.paused || state.interrupting !== undefined) return;
    const rows = [this.play.items, this.play.timers, this.play.operations, this.play.calls];
    expect(rows.flatMap((keys) => [...keys.keys()]).sort()).toEqual(this.naive.open());
    const active = Object.entries(state.activities).filter(([, activity]) => activity.type !== 'body');
    expect(active.map(([key]) => key).sort()).toEqual(this.naive.open());
    expect(state.stuck ?? []).toEqual([]);
    expect(Object.keys(state.scopes).length).toBeGreaterThan(0);
  }

  /** Whatever has come before: once all is done and nothing sent back, the instance ends. */
  drain(): void {
    const { play } = this;
    for (let endings = 0; this.running; endings += 1) {
      if (endings === mostEndings) throw new Error(`does not end: ${play.open}`);
      if (play.state.interrupting !== undefined) play.answerCancelled();
      else if (play.state.paused) play.send({ type: 'resumed', day: play.day });
      else play.send(this.#late.shift() ?? this.#ending(['ACCEPTED']));
    }
  }

  #send(events: ProcessEvent[]): void {
    for (const event of events) this.naive.feed(structuredClone(event));
    this.play.send(...events);
    this.#answerUnseen();
  }

  /**
   * Items that were opened and timed out within one batch have no row yet, so the interpreter asks nobody. The slow
   * one knows no batches: it is told that they were still open.
   */
  #answerUnseen(): void {
    while (this.naive.status === 'running') {
      const asked = this.play.state.interrupting?.awaiting ?? [];
      const unseen = (this.naive.awaiting?.open ?? []).filter((key) => !asked.includes(key));
      if (unseen.length === 0) return;
      const answers = unseen.map((key): CancelAnswer => ({ key, result: 'cancelled' }));
      this.naive.feed({ type: 'cancelAnswered', answers, day: this.play.day });
    }
  }

  #event(): ProcessEvent {
    const { day } = this.play;
    const roll = this.#random.next();
    const late = this.#late.shift();
    if (late !== undefined) return late;
    if (this.play.state.paused && roll < 0.4) return { type: 'resumed', day };
    if (roll < 0.02) return { type: 'paused', day };
    if (roll < 0.025) return { type: 'withdrawn', day };
    if (roll < 0.05) return { type: 'factsChanged', facts: { fact1: this.#random.chance(0.5) }, day };
    if (roll < 0.13) return this.#membersChanged();
    if (roll < 0.16) return { type: 'workItemClosed', key: 'task1@!1', outcome: 'ACCEPTED', day };
    return this.#ending();
  }

  #membersChanged(): ProcessEvent {
    const names: CollectionName[] = ['answerableUnits', 'supportingUnits', 'reportingPeriods', 'assessmentYears'];
    const keys = ['m1', 'm2', 'm3', 'm4', 'm5'];
    return {
      type: 'membersChanged',
      collection: this.#random.pick(names),
      added: members(...keys.filter(() => this.#random.chance(0.25))),
      removed: keys.filter(() => this.#random.chance(0.2)),
      includeFinished: this.#random.chance(0.3),
      day: this.play.day,
    };
  }

  /** Something that is open comes to its end. */
  #ending(outcomes = ['ACCEPTED', 'ACCEPTED', 'RETURNED', 'DEEMED']): ProcessEvent {
    const { items, timers, operations, calls, day } = this.play;
    const open = [...items.keys(), ...timers.keys(), ...operations.keys(), ...calls.keys()].sort();
    if (open.length === 0) return { type: 'resumed', day };
    const key = this.#random.pick(open);
    const outcome = this.#random.pick(outcomes);
    const kind = items.has(key) ? 'item' : timers.has(key) ? 'timer' : operations.has(key) ? 'operation' : 'call';
    this.play.end(key);
    if (kind === 'timer') return { type: 'timerDue', key, day };
    if (kind === 'operation') return { type: 'operationDone', key, result: { passed: this.#random.chance(0.5) }, day };
    if (kind === 'call') return { type: 'instanceDone', key, outcome, day };
    this.#outcomes.set(key, outcome);
    return { type: 'workItemClosed', key, outcome, fields: { note: 1 }, day };
  }

  #answer(awaiting: string[]): void {
    const { day } = this.play;
    const some = awaiting.filter(() => this.#random.chance(0.7));
    const answers = (some.length > 0 ? some : awaiting).map((key): CancelAnswer => {
      const known = this.#outcomes.get(key);
      if (known === undefined && this.#random.chance(0.6)) return { key, result: 'cancelled' };
      const outcome = known ?? this.#random.pick(['ACCEPTED', 'RETURNED']);
      if (known === undefined) {
        this.play.end(key);
        this.#late.push({ type: 'workItemClosed', key, outcome, day });
      }
      return { key, result: 'alreadyClosed', outcome };
    });
    this.#send([{ type: 'cancelAnswered', answers, day }]);
  }
}

/** @returns whether the instance ended in the duel already. */
async function duel(seed: number): Promise<boolean> {
  const random = new Random(seed);
  const elements = new Generator(random).definition(4);
  const compiled = await compile(diagram(...elements), { facts: ['fact1', 'fact2', 'nothing'] });
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.message.en).join('\n'));
  const context: ProcessContext = {
    facts: { fact1: random.chance(0.5), fact2: random.chance(0.5) },
    collections: {
      answerableUnits: members('m1', 'm2'),
      supportingUnits: members('m1', 'm2', 'm3'),
      reportingPeriods: random.chance(0.3) ? [] : members('m1', 'm2'),
      assessmentYears: members('m1'),
    },
  };
  const match = new Duel(new Play(compiled.graph, context), new NaiveInstance(compiled.graph, context), random);
  match.compare();
  for (let events = 0; match.running && events < mostEvents; events += 1) match.step();
  const finished = !match.running;
  match.drain();
  return finished;
}

it(`agrees with the slow interpreter on ${cases} random definitions and ends each (seeds from ${firstSeed})`, async () => {
  let finished = 0;
  for (let at = 0; at < cases; at += 1) {
    try {
      if (await duel(firstSeed + at)) finished += 1;
    } catch (error) {
      throw new Error(`seed ${firstSeed + at} (DUBAN_RANDOM_SEED)`, { cause: error });
    }
  }
  expect(finished).toBeGreaterThan(cases / 4);
});
