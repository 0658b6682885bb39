import {
  boundary,
  callActivity,
  endEvent,
  flow,
  gateway,
  loop,
  serviceTask,
  startEvent,
  subProcess,
  terminateEnd,
  timer,
  userTask,
} from './diagram.ts';
import type { Random } from './random.ts';

/** A part of a diagram with one way in and one way out. */
interface Block {
  entry: string;
  exit: string;
}

const unitLoops = ['answerableUnits', 'supportingUnits'];
const otherLoops = ['reportingPeriods', 'assessmentYears'];

/** Which elements a random definition may use. */
export interface Vocabulary {
  loops: boolean;
  timers: boolean;
  inclusive: boolean;
  calls: boolean;
  operations: boolean;
  /** Tasks of many kinds and holders, with all kinds of due days, ladders and terms; timers by every rule. */
  meanings: boolean;
  /** Conditions that only ask for the outcome of the task just before. */
  plainConditions: boolean;
  /** Choices and loops inside the branches of a parallel gateway. */
  choicesInParallel: boolean;
}

export const everything: Vocabulary = {
  loops: true,
  timers: true,
  inclusive: true,
  calls: true,
  operations: true,
  meanings: true,
  plainConditions: false,
  choicesInParallel: true,
};

/** Kinds that ask for no more than a text; a sheet or the naming of units has fields of its own. */
const kinds = ['PLAN', 'DECIDE', 'CONFIRM', 'COORDINATE', 'APPROVE', 'SIGN', 'REPORT', 'RECTIFY', 'COMPLETE'];
const holders = ['office', 'coordinator', 'responsibleLeader', 'leadingGroupHead', 'chiefLeader', 'discipline'];
const ladderEnds = ['REMIND', 'URGE', 'SUPERVISE', 'TALK', 'COPY', 'REFER'];

/** Draws random, well-formed definitions out of nested blocks. */
export class Generator {
  readonly #random: Random;
  readonly #words: Vocabulary;
  #count = 0;
  #xml: string[] = [];
  #tasks: string[] = [];
  /** Collections in scope, and whether the block stands inside an inclusive one. */
  #around: string[] = [];
  #insideInclusive = false;
  #straight = false;
  /** Single tasks that every path has done before the place that is drawn now. */
  #done: string[] = [];

  constructor(random: Random, words: Vocabulary = everything) {
    this.#random = random;
    this.#words = words;
  }

  /** The elements of one definition. */
  definition(depth: number): string[] {
    this.#scope('top', depth);
    return this.#xml;
  }

  #id(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  #add(xml: string): void {
    this.#xml.push(xml);
  }

  #link(from: string, to: string, condition?: string): string {
    const id = this.#id('f');
    this.#add(flow(from, to, condition, id));
    return id;
  }

  /** Start, a block and its end; now and then a second branch that ends the whole scope. */
  #scope(name: string, depth: number): void {
    const start = this.#id(`${name}Start`);
    const end = this.#id(`${name}End`);
    this.#add(startEvent(start));
    this.#add(endEvent(end));
    if (depth > 1 && this.#random.chance(0.15)) {
      const fork = this.#id('fork');
      const stop = this.#id('stop');
      this.#add(gateway(fork, 'parallel'));
      this.#add(terminateEnd(stop));
      this.#link(start, fork);
      for (const last of [end, stop]) {
        // Where nothing waits before the end of all, what stands beside it could never be carried out.
        const block = this.#apart(() =>
          last === stop ? this.#after(this.#task(), depth - 1) : this.#block(depth - 1),
        );
        this.#link(fork, block.entry);
        this.#link(block.exit, last);
      }
      return;
    }
    const block = this.#block(depth);
    this.#link(start, block.entry);
    this.#link(block.exit, end);
  }

  #block(depth: number): Block {
    const simple = [() => this.#task(), () => this.#task(), () => this.#single()];
    if (depth <= 0) return this.#random.pick(simple)();
    const nested = [
      () => this.#sequence(depth),
      () => this.#sequence(depth),
      () => this.#parallel(depth),
      () => this.#sub(depth),
      () => this.#sub(depth),
    ];
    if (!this.#straight)
      nested.push(
        () => this.#choice(depth),
        () => this.#repeat(depth),
      );
    if (this.#words.inclusive) nested.push(() => this.#inclusive(depth));
    return this.#random.pick([...simple, ...nested, ...nested])();
  }

  #task(): Block {
    const id = this.#id('task');
    const collection = this.#words.loops && this.#random.chance(0.3) ? this.#freeCollection() : undefined;
    const reviews = this.#random.chance(0.2) ? this.#tasks.at(-1) : undefined;
    const judging: Record<string, string> = reviews === undefined ? {} : { reviews, outcomes: 'ACCEPTED,RETURNED' };
    const around = collection === undefined ? this.#around : [...this.#around, collection];
    const meaning = this.#words.meanings ? this.#meaning(around, reviews) : {};
    this.#add(userTask(id, { ...meaning, ...judging }, collection === undefined ? '' : this.#loop(collection)));
    if (!this.#insideSub) this.#tasks.push(id);
    const block = this.#hosted(id, collection === undefined ? 'task' : 'many');
    if (collection === undefined) this.#done.push(id);
    return block;
  }

  /** What a task means: what it is, who holds it, until when, and what becomes of it when it is late. */
  #meaning(around: string[], reviews: string | undefined): Record<string, string> {
    const random = this.#random;
    const kind = random.pick(kinds);
    const due = this.#dayRule(around);
    const doerOf = this.#done.filter((id) => id !== reviews).at(-1);
    const units = around.some((name) => unitLoops.includes(name));
    const holder =
      units && random.chance(0.6)
        ? 'memberUnit'
        : doerOf !== undefined && random.chance(0.2)
          ? 'doer'
          : random.pick(holders);
    const meaning: Record<string, string> = { kind: reviews === undefined ? kind : 'REVIEW', holder, due };
    // Nobody judges what their own unit or post holds: the office passes that on.
    if (reviews !== undefined) meaning.holder = 'office';
    else if (holder === 'doer' && doerOf !== undefined) meaning.doerOf = doerOf;
    if (random.chance(0.6)) meaning.ladderUpTo = random.pick(ladderEnds);
    if (random.chance(0.2)) meaning.deemedAfter = String(1 + random.below(5));
    if (kind !== 'SIGN' && !due.startsWith('opened') && random.chance(0.3))
      meaning.signWithin = String(1 + random.below(4));
    return meaning;
  }

  /** A day by any rule that there is a base for. */
  #dayRule(around: string[]): string {
    const random = this.#random;
    const unit = random.pick(['d', 'wd']);
    if (random.chance(0.5)) return `opened+${1 + random.below(12)}${unit}`;
    const bases = ['deadline', `2020-0${5 + random.below(4)}-1${random.below(10)}`];
    if (around.includes('reportingPeriods')) bases.push('period.opensOn', 'period.dueOn', 'period.cutOffOn');
    if (around.includes('assessmentYears')) bases.push('year.opensOn');
    const offset = random.below(8);
    return `${random.pick(bases)}${random.pick(['+', '-'])}${offset}${unit}`;
  }

  get #insideSub(): boolean {
    return this.#depthOfSub > 0;
  }
  #depthOfSub = 0;

  #loop(collection: string): string {
    const complete = this.#random.pick(['all', 'all', 'first', '2']);
    return loop(collection, complete, this.#random.chance(0.4));
  }

  #freeCollection(): string | undefined {
    const free = [...unitLoops, ...otherLoops].filter((name) => !this.#around.includes(name));
    return free.length === 0 ? undefined : this.#random.pick(free);
  }

  #single(): Block {
    const kinds: (() => Block)[] = [];
    if (this.#words.operations) kinds.push(() => this.#element('op', (id) => serviceTask(id), true));
    if (this.#words.calls) kinds.push(() => this.#element('call', (id) => callActivity(id), true));
    if (this.#words.timers) kinds.push(() => this.#element('wait', (id) => timer(id, this.#timerRule()), false));
    return kinds.length === 0 ? this.#task() : this.#random.pick(kinds)();
  }

  #element(prefix: string, draw: (id: string) => string, host: boolean): Block {
    const id = this.#id(prefix);
    this.#add(draw(id));
    return host ? this.#hosted(id, 'many') : { entry: id, exit: id };
  }

  #timerRule(): string | undefined {
    return this.#words.meanings ? this.#dayRule(this.#around) : undefined;
  }

  /** Hangs boundary timers on an activity now and then; only one item has a due day that they can go by. */
  #hosted(id: string, host: 'task' | 'many'): Block {
    const rule = () =>
      this.#words.meanings && host === 'task' && this.#random.chance(0.4)
        ? this.#random.pick(['due', 'due+1wd', 'due+3d', 'due-2wd'])
        : this.#timerRule();
    if (!this.#words.timers) return { entry: id, exit: id };
    if (!this.#insideInclusive && this.#random.chance(0.15)) {
      const side = this.#id('side');
      const end = this.#id('sideEnd');
      this.#add(boundary(side, id, false, rule()));
      this.#add(endEvent(end));
      const block = this.#apart(() => this.#block(0));
      this.#link(side, block.entry);
      this.#link(block.exit, end);
    }
    if (!this.#random.chance(0.25)) return { entry: id, exit: id };
    const out = this.#id('out');
    const merge = this.#id('merge');
    this.#add(boundary(out, id, true, rule()));
    this.#add(gateway(merge, 'exclusive'));
    this.#link(id, merge);
    if (this.#random.chance(0.3)) this.#link(out, merge);
    else {
      const block = this.#apart(() => this.#block(0));
      this.#link(out, block.entry);
      this.#link(block.exit, merge);
    }
    return { entry: id, exit: merge };
  }

  #sequence(depth: number): Block {
    return this.#after(this.#block(depth - 1), depth - 1);
  }

  /** A block and another one after it. */
  #after(first: Block, depth: number): Block {
    const second = this.#block(depth);
    this.#link(first.exit, second.entry);
    return { entry: first.entry, exit: second.exit };
  }

  #branches(depth: number): (Block | undefined)[] {
    const count = 2 + this.#random.below(2);
    return Array.from({ length: count }, () =>
      this.#random.chance(0.2) ? undefined : this.#apart(() => this.#block(depth - 1)),
    );
  }

  /** Draws what not every path passes: what is done in it is not done for certain after it. */
  #apart<T>(draw: () => T): T {
    const before = this.#done;
    this.#done = [...before];
    const drawn = draw();
    this.#done = before;
    return drawn;
  }

  #choice(depth: number): Block {
    const before = this.#words.plainConditions ? this.#task() : undefined;
    const split = this.#conditional('exclusive', depth);
    if (before === undefined) return split;
    this.#link(before.exit, split.entry);
    return { entry: before.entry, exit: split.exit };
  }

  /** A split with a condition on each flow but the default. */
  #conditional(kind: 'exclusive' | 'inclusive', depth: number): Block {
    const split = this.#id('split');
    const join = this.#id('join');
    const flows: string[] = [];
    const before = this.#done.at(-1);
    const branches = this.#branches(depth);
    for (const [at, block] of branches.entries()) {
      const condition = at === 0 ? undefined : this.#condition(before);
      flows.push(this.#link(split, block?.entry ?? join, condition));
      if (block !== undefined) this.#link(block.exit, join);
    }
    this.#add(gateway(split, kind, flows[0]));
    this.#add(gateway(join, kind));
    return { entry: split, exit: join };
  }

  #inclusive(depth: number): Block {
    const before = this.#insideInclusive;
    this.#insideInclusive = true;
    const block = this.#conditional('inclusive', depth);
    this.#insideInclusive = before;
    return block;
  }

  #parallel(depth: number): Block {
    const split = this.#id('fork');
    const join = this.#id('sync');
    this.#add(gateway(split, 'parallel'));
    this.#add(gateway(join, 'parallel'));
    const before = this.#straight;
    this.#straight = !this.#words.choicesInParallel;
    for (const block of this.#branches(depth)) {
      this.#link(split, block?.entry ?? join);
      if (block !== undefined) this.#link(block.exit, join);
    }
    this.#straight = before;
    return { entry: split, exit: join };
  }

  #repeat(depth: number): Block {
    const merge = this.#id('again');
    const judge = this.#id('judge');
    const choice = this.#id('judged');
    const block = this.#block(depth - 1);
    this.#add(gateway(merge, 'exclusive'));
    this.#add(userTask(judge, { outcomes: 'ACCEPTED,RETURNED' }));
    this.#link(merge, block.entry);
    this.#link(block.exit, judge);
    this.#link(judge, choice);
    const out = this.#id('done');
    this.#add(gateway(out, 'exclusive'));
    this.#add(gateway(choice, 'exclusive', this.#link(choice, out)));
    const again = this.#words.plainConditions ? 'outcome = "RETURNED"' : 'outcome = "RETURNED" and round < 3';
    this.#link(choice, merge, again);
    return { entry: merge, exit: out };
  }

  #sub(depth: number): Block {
    const id = this.#id('sub');
    const collection = this.#words.loops && this.#random.chance(0.6) ? this.#freeCollection() : undefined;
    const saved = { xml: this.#xml, around: this.#around, inclusive: this.#insideInclusive, straight: this.#straight };
    this.#xml = [];
    this.#around = collection === undefined ? this.#around : [...this.#around, collection];
    this.#insideInclusive = false;
    this.#straight = false;
    this.#depthOfSub += 1;
    this.#apart(() => this.#scope('sub', depth - 1));
    this.#depthOfSub -= 1;
    const inner = this.#xml;
    this.#xml = saved.xml;
    this.#around = saved.around;
    this.#insideInclusive = saved.inclusive;
    this.#straight = saved.straight;
    this.#add(subProcess(id, inner, collection === undefined ? '' : this.#loop(collection)));
    return this.#hosted(id, 'many');
  }

  /** One of the conditions that the slow interpreter knows how to read; `before` is a task that was done on the way here. */
  #condition(before: string | undefined): string {
    if (this.#words.plainConditions) return `outcome = "${this.#random.pick(['RETURNED', 'ACCEPTED', 'OTHER'])}"`;
    return this.#random.pick([
      'outcome = "RETURNED"',
      'outcome = "ACCEPTED"',
      'round < 2',
      'fact1 = true',
      'fact2 = true',
      'member.key = "m1"',
      `${before ?? 'nothing'}.outcome = "ACCEPTED"`,
    ]);
  }
}
