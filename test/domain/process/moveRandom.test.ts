import { compile } from '../../../domain/process/compile.ts';
import { planMove } from '../../../domain/process/move/index.ts';
import { renamedGraph, renamedState, unmatched } from '../../../domain/process/move/mapping.ts';
import type { Graph, ProcessContext } from '../../../domain/process/types.ts';
import { diagram } from './diagram.ts';
import { Generator } from './generate.ts';
import { members, Play } from './play.ts';
import { Random } from './random.ts';

const cases = Number(process.env.DUBAN_RANDOM_CASES ?? 60);
const mostCases = cases * 10;
const firstSeed = Number(process.env.DUBAN_RANDOM_SEED ?? Math.floor(Date.now() / 1000));
const mostEvents = 60;

async function graphIn(text: string): Promise<Graph | null> {
  const compiled = await compile(text, { facts: ['fact1', 'fact2', 'nothing'] });
  return compiled.ok ? compiled.graph : null;
}

/** Changes of a definition, each at a place of its text that chance picks. */
const changes: ((text: string, random: Random, at: number) => string)[] = [
  (text, random) => replaceOne(text, random, /duban:due="[^"]*"/g, () => 'duban:due="opened+3wd"'),
  (text, random) => replaceOne(text, random, /duban:holder="office"/g, () => 'duban:holder="responsibleLeader"'),
  (text, random) => replaceOne(text, random, /duban:complete="[^"]*"/g, () => 'duban:complete="first"'),
  (text, random) => replaceOne(text, random, /isSequential="false"/g, () => 'isSequential="true"'),
  (text, random) => replaceOne(text, random, /isSequential="true"/g, () => 'isSequential="false"'),
  (text, random) =>
    replaceOne(text, random, /duban:collection="answerableUnits"/g, () => 'duban:collection="supportingUnits"'),
  (text, random, at) =>
    replaceOne(
      text,
      random,
      /<bpmn:sequenceFlow id="([^"]*)" sourceRef="([^"]*)" targetRef="([^"]*)">(.*?)<\/bpmn:sequenceFlow>/g,
      ([, id, source, target, inner]) =>
        `<bpmn:userTask id="more${at}" duban:kind="PLAN" duban:holder="office" duban:due="opened+2wd"></bpmn:userTask>` +
        `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="more${at}">${inner}</bpmn:sequenceFlow>` +
        `<bpmn:sequenceFlow id="${id}-more${at}" sourceRef="more${at}" targetRef="${target}"></bpmn:sequenceFlow>`,
    ),
];

function replaceOne(text: string, random: Random, wanted: RegExp, by: (match: RegExpMatchArray) => string): string {
  const found = [...text.matchAll(wanted)];
  if (found.length === 0) return text;
  const match = random.pick(found);
  return text.slice(0, match.index) + by(match) + text.slice(match.index + match[0].length);
}

/** The definition with some changes that may be published. */
async function changed(text: string, random: Random): Promise<Graph | null> {
  let now = text;
  for (let at = 0, count = 1 + random.below(4); at < count; at += 1) now = random.pick(changes)(now, random, at);
  return graphIn(now);
}

/** Something that is open comes to its end, or the collections change. */
function step(play: Play, random: Random): void {
  if (play.state.interrupting !== undefined) {
    play.answerCancelled();
    return;
  }
  const open = [...play.items, ...play.timers, ...play.operations, ...play.calls].map(([key]) => key).sort();
  const key = random.pick(open);
  const outcome = random.pick(['ACCEPTED', 'ACCEPTED', 'RETURNED', 'DEEMED']);
  const { day } = play;
  if (random.chance(0.05)) {
    const added = members(random.pick(['m1', 'm2', 'm3', 'm4']));
    const collection = random.pick(['answerableUnits', 'supportingUnits', 'reportingPeriods'] as const);
    play.send({ type: 'membersChanged', collection, added, removed: random.chance(0.5) ? ['m2'] : [], day });
  } else if (play.items.has(key)) play.close(key, outcome);
  else if (play.timers.has(key)) play.due(key);
  else if (play.operations.has(key)) play.done(key, { passed: random.chance(0.5) });
  else {
    play.end(key);
    play.send({ type: 'instanceDone', key, outcome, day });
  }
}

/** Moving to the same version changes nothing, wherever the instance stands. */
function expectNothing(play: Play): void {
  if (play.state.interrupting !== undefined) return;
  const plan = planMove({ before: play.graph, after: structuredClone(play.graph), state: play.state }, play.day);
  expect(plan.possible ? [] : plan.obstacles).toEqual([]);
  expect(plan).toMatchObject({ possible: true, effects: [], timers: [], ahead: [], missed: [] });
  if (plan.possible) expect(plan.state).toEqual(play.state);
  expectNothingButNames(play);
}

/** Where every element was drawn anew and takes the place of the old one, nothing changes but the names. */
function expectNothingButNames(play: Play): void {
  const mapping = Object.fromEntries(
    unmatched(play.graph, { ...play.graph, nodes: {} }).map(({ id }) => [id, `${id}-new`]),
  );
  const after = renamedGraph(play.graph, mapping);
  const plan = planMove({ before: play.graph, after, state: play.state, mapping }, play.day);
  expect(plan.possible ? [] : plan.obstacles).toEqual([]);
  expect(plan).toMatchObject({ possible: true, effects: [], timers: [], ahead: [], missed: [], names: mapping });
  if (!plan.possible) return;
  const back = Object.fromEntries(Object.entries(mapping).map(([from, to]) => [to, from]));
  expect(renamedState(plan.state, back)).toEqual(play.state);
}

interface Played {
  moved: number;
  refused: number;
  finished: boolean;
}

/**
 * Plays a random definition, moves it in between to changed ones, and plays on. `Play` throws where a step that is open
 * or done is opened again, and where anything is left open at the end.
 */
async function playAndMove(seed: number): Promise<Played> {
  const random = new Random(seed);
  const text = diagram(...new Generator(random).definition(3));
  const graph = await graphIn(text);
  if (graph === null) throw new Error('the generator drew what is refused');
  const context: ProcessContext = {
    facts: { fact1: random.chance(0.5), fact2: random.chance(0.5) },
    collections: {
      answerableUnits: members('m1', 'm2'),
      supportingUnits: members('m1', 'm2', 'm3'),
      reportingPeriods: members('m1', 'm2'),
      assessmentYears: members('m1'),
    },
  };
  const play = new Play(graph, context);
  const counts: Played = { moved: 0, refused: 0, finished: false };
  for (let events = 0; play.finished === undefined && events < mostEvents; events += 1) {
    expectNothing(play);
    if (random.chance(0.3)) await move(play, await changed(text, random), counts);
    if (play.finished === undefined) step(play, random);
  }
  return { ...counts, finished: play.finished !== undefined };
}

async function move(play: Play, after: Graph | null, counts: Played): Promise<void> {
  if (after === null || play.state.interrupting !== undefined) return;
  const plan = planMove({ before: play.graph, after, state: play.state }, play.day);
  if (!plan.possible) {
    counts.refused += 1;
    return;
  }
  const open = new Set(play.open);
  const { items } = play.move(after);
  counts.moved += 1;
  const fate = (wanted: string) => items.filter((item) => item.fate === wanted).map(({ key }) => key);
  expect(new Set([...fate('stays'), ...fate('reopens'), ...fate('cancels')])).toEqual(open);
  if (play.finished === undefined) {
    expect(play.open).toEqual([...fate('stays'), ...fate('reopens'), ...fate('opens')].sort());
  }
}

it(`moves ${cases} random instances to changed versions, and no step is done twice (seeds from ${firstSeed})`, async () => {
  const total = { moved: 0, refused: 0, finished: 0 };
  // Some hundred moves may all be possible: then it goes on until one is refused.
  for (let at = 0; at < cases || (total.refused === 0 && at < mostCases); at += 1) {
    try {
      const { moved, refused, finished } = await playAndMove(firstSeed + at);
      total.moved += moved;
      total.refused += refused;
      total.finished += Number(finished);
    } catch (error) {
      throw new Error(`seed ${firstSeed + at} (DUBAN_RANDOM_SEED)`, { cause: error });
    }
  }
  expect(total.moved).toBeGreaterThan(cases / 2);
  expect(total.refused).toBeGreaterThan(0);
  expect(total.finished).toBeGreaterThan(cases / 4);
});
