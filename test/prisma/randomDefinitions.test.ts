import { randomUUID } from 'node:crypto';
import { addDays } from '../../domain/day.ts';
import { compile } from '../../domain/process/compile.ts';
import { applyAll } from '../../domain/process/interpreter.ts';
import type { Graph, ProcessContext, ProcessState } from '../../domain/process/types.ts';
import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import {
  commitStep,
  createInstances,
  loadRun,
  type Step,
  type StepAnswer,
  StepOutOfTurn,
} from '../../prisma/repositories/instances.ts';
import { lockItem, tellProcess } from '../../prisma/repositories/itemWriting.ts';
import { appendEvents } from '../../prisma/repositories/outbox.ts';
import { fireTimers } from '../../prisma/repositories/round.ts';
import { Inbox } from '../../workflows/inbox.ts';
import { diagram } from '../domain/process/diagram.ts';
import { everything, Generator } from '../domain/process/generate.ts';
import { Random } from '../domain/process/random.ts';
import { freshCounty } from '../support/bed.ts';
import { setDay } from '../support/county.ts';
import { breaches } from '../support/invariants.ts';
import { buildPlan } from '../support/plan.ts';
import { publishGraph } from '../support/versions.ts';

const bed = freshCounty();

/** A case here takes seconds on real rows; of the number for pure cases one in 500 is played. */
const cases = Math.ceil(Number(process.env.DUBAN_RANDOM_CASES ?? 500) / 500);
const firstSeed = Number(process.env.DUBAN_RANDOM_SEED ?? Math.floor(Date.now() / 1000));
const turns = 60;
/** Rounds of closing all that is open, after which every definition has ended. */
const mostRounds = 100;
/** Steps, breakdowns among them, after which nothing that was told is left to be taken. */
const mostSteps = 300;

/** What a workflow does with the rows, and what may become of it between any two calls. */
class Driver {
  readonly #instanceId: string;
  readonly #graph: Graph;
  readonly #random: Random;
  #known: { state: ProcessState; step: number; inbox: Inbox } | null = null;
  /** A commit that was on its way when its worker was given up for lost. */
  #late: Step | null = null;

  constructor(instanceId: string, graph: Graph, random: Random) {
    this.#instanceId = instanceId;
    this.#graph = graph;
    this.#random = random;
  }

  /** Takes a step with what it knows, which may be long out of date; now and then it breaks down at the commit. */
  async step(): Promise<void> {
    if (this.#late !== null && this.#random.chance(0.5)) {
      const late = this.#late;
      this.#late = null;
      await this.#commit(late);
      return;
    }
    const { state, step, inbox } = await this.#knownOrLoaded();
    inbox.push(await this.#told());
    const events = inbox.take();
    if (events.length === 0) {
      if (!inbox.isEmpty()) this.#known = null;
      return;
    }
    const taken = applyAll(this.#graph, state, events);
    const committed = { instanceId: this.#instanceId, step: step + 1, consumedUpTo: inbox.consumedUpTo, ...taken };
    this.#known = null;
    if (this.#random.chance(0.2)) {
      this.#late = committed;
      return;
    }
    const answer = await this.#commit(committed);
    if (answer === null || this.#random.chance(0.2)) return;
    inbox.push(answer.produced);
    this.#known = { state: taken.state, step: step + 1, inbox };
  }

  /** @returns null where the row has gone on without this step. */
  async #commit(step: Step): Promise<StepAnswer | null> {
    try {
      const answer = await commitStep(bed.db, step);
      if (this.#random.chance(0.3)) expect(await commitStep(bed.db, step)).toEqual(answer);
      return answer;
    } catch (error) {
      if (!(error instanceof StepOutOfTurn)) throw error;
      return null;
    }
  }

  async #knownOrLoaded(): Promise<{ state: ProcessState; step: number; inbox: Inbox }> {
    if (this.#known !== null) return this.#known;
    const { state, step, consumedUpTo, pending } = await loadRun(bed.db, this.#instanceId);
    const inbox = new Inbox(consumedUpTo);
    inbox.push(pending);
    return { state, step, inbox };
  }

  /** What the relay would carry, everything again each time. */
  async #told() {
    const { wakeSeq } = await rowOf(this.#instanceId);
    const rows = await bed.db.outbox.findMany({ where: { instanceId: this.#instanceId, seq: { lte: wakeSeq } } });
    return rows.map(({ seq, event }) => ({ seq, event: event as never }));
  }
}

const rowOf = (id: string) => bed.db.processInstance.findUniqueOrThrow({ where: { id } });
const openItems = (instanceId: string) =>
  bed.db.workItem.findMany({ where: { instanceId, state: 'OPEN' }, orderBy: { key: 'asc' } });

async function begin(random: Random): Promise<{ id: string; graph: Graph }> {
  const { finance, water, school } = bed.county.units;
  const leads = [finance.name, water.name];
  const { planId, measureIds } = await buildPlan(bed.db, bed.county, {
    measures: [{ leads, supporting: [school.name], deadline: '2020-06-30' }],
  });
  // A wait for the days before the deadline of a measure without one has no end.
  const [measureId = ''] = measureIds;
  const assignments = await bed.db.assignment.findMany({ where: { measureId } });
  const words = { ...everything, calls: false };
  const elements = new Generator(random, words).definition(4);
  const compiled = await compile(diagram(...elements), { facts: ['fact1', 'fact2', 'nothing'] });
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.message.en).join('\n'));
  const members = (supporting: boolean) =>
    assignments.filter(({ role }) => (role === 'SUPPORTING') === supporting).map(({ id }) => ({ key: id }));
  const context: ProcessContext = {
    facts: { fact1: random.chance(0.5), fact2: random.chance(0.5) },
    collections: {
      answerableUnits: members(false),
      supportingUnits: members(true),
      reportingPeriods: random.chance(0.3) ? [] : [{ key: '2020-MID' }],
      assessmentYears: [{ key: '2020' }],
    },
  };
  const version = await publishGraph(bed.db, bed.county.measureVersionId, 90, compiled.graph);
  const { graphHash } = await bed.db.definitionVersion.findUniqueOrThrow({ where: { id: version } });
  const id = randomUUID();
  await bed.db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, bed.county.id);
    const subject = { subjectKind: 'CUSTOM' as const, planId, measureId, unitId: null };
    const { graph } = compiled;
    await createInstances(tx, county, [
      { ...subject, id, countyId: bed.county.id, definitionVersionId: version, graph, graphHash, context },
    ]);
  });
  return { id, graph: compiled.graph };
}

async function close(itemId: string, outcome: string): Promise<void> {
  await bed.db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, bed.county.id);
    const item = await lockItem(tx, bed.county.id, itemId);
    if (item.state !== 'OPEN') return;
    const data = { state: 'ACCEPTED' as const, outcome, closedOn: county.today };
    await tx.workItem.update({ where: { id: itemId }, data });
    await tellProcess(tx, county, item, outcome, {});
  });
}

const tell = (instanceId: string, type: 'paused' | 'resumed', day: string) =>
  bed.db.$transaction((tx) => appendEvents(tx, [{ instanceId, events: [{ type, day }], wake: true }]));

async function pass(days: number): Promise<void> {
  const { today } = await loadCountyDay(bed.db, bed.county.id);
  await setDay(bed.db, bed.county.id, addDays(today, days));
  await fireTimers(bed.db, bed.county.id, addDays(today, days));
}

async function live(random: Random): Promise<void> {
  const { id, graph } = await begin(random);
  const drivers = [new Driver(id, graph, random), new Driver(id, graph, random)];
  const happens = async (): Promise<unknown> => {
    const roll = random.next();
    if (roll < 0.5) return random.pick(drivers).step();
    if (roll < 0.55) return tell(id, random.pick(['paused', 'resumed', 'resumed']), '2020-03-02');
    if (roll < 0.65) return pass(1 + random.below(8));
    const items = await openItems(id);
    if (items.length > 0) await close(random.pick(items).id, random.pick(['ACCEPTED', 'RETURNED']));
  };
  for (let turn = 0; turn < turns; turn += 1) await happens();
  for (let round = 0; (await rowOf(id)).status === 'RUNNING'; round += 1) {
    if (round === mostRounds) throw new Error('does not end');
    await tell(id, 'resumed', '2020-03-02');
    for (const item of await openItems(id)) await close(item.id, 'ACCEPTED');
    await pass(10);
    const behind = async () => {
      const { consumedUpTo, wakeSeq, status } = await rowOf(id);
      return status === 'RUNNING' && consumedUpTo < wakeSeq;
    };
    for (let steps = 0; await behind(); steps += 1) {
      if (steps === mostSteps) throw new Error('does not settle');
      await random.pick(drivers).step();
    }
    const own = (await breaches(bed.db)).filter((line) => line.startsWith(id));
    expect(own).toEqual([]);
  }
}

it.each(Array.from({ length: cases }, (_, at) => firstSeed + at))(
  'whatever breaks down in between, a random definition runs to its end (DUBAN_RANDOM_SEED %i)',
  (seed) => live(new Random(seed)),
);
