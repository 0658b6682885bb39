import { BpmnModdle } from 'bpmn-moddle';
import { checkStructure } from '../../../domain/process/checkStructure.ts';
import { extensionPackage } from '../../../domain/process/extension.ts';
import { apply, start } from '../../../domain/process/interpreter.ts';
import { Problems } from '../../../domain/process/problems.ts';
import { processesOf } from '../../../domain/process/readFile.ts';
import { type Reading, readScope } from '../../../domain/process/readProcess.ts';
import type { Graph, Node, ProcessEvent, ProcessState } from '../../../domain/process/types.ts';
import {
  boundary,
  chain,
  endEvent,
  flow,
  gateway,
  serviceTask,
  startEvent,
  subProcess,
  terminateEnd,
  timer,
  userTask,
} from './diagram.ts';
import type { Random } from './random.ts';

const kinds = ['task', 'task', 'task', 'choice', 'choice', 'fork', 'fork', 'operation', 'wait', 'now', 'sub'] as const;

/** A definition of a few elements that are connected at random: joins that starve, loops that nobody leaves, dead ends. */
export function wildDiagram(random: Random): string[] {
  const xml = [startEvent(), endEvent()];
  const ids: string[] = [];
  const sources: string[] = [];
  const targets = ['end'];
  const count = 3 + random.below(4);
  for (let at = 0; at < count; at += 1) {
    const kind = random.pick(kinds);
    const id = `${kind}${at}`;
    ids.push(id);
    targets.push(id);
    if (kind === 'choice' || kind === 'fork') continue;
    sources.push(id);
    xml.push(drawn(kind, id, random));
    if (kind === 'wait' || kind === 'now' || !random.chance(0.3)) continue;
    const side = `side${at}`;
    xml.push(boundary(side, id, random.chance(0.6), random.chance(0.6) ? 'opened+3d' : 'deadline'));
    sources.push(side);
  }
  if (random.chance(0.15)) {
    xml.push(terminateEnd('stop'));
    targets.push('stop');
  }
  const first = ids[0] ?? 'end';
  xml.push(chain('start', first));
  const next = (id: string) => ids[ids.indexOf(id) + 1] ?? 'end';
  for (const source of sources) {
    const target = ids.includes(source) && random.chance(0.6) ? next(source) : random.pick(targets);
    xml.push(flow(source, target, undefined, `f-${source}`));
  }
  for (const id of ids.filter((one) => one.startsWith('choice') || one.startsWith('fork'))) {
    const kind = id.startsWith('choice') ? 'exclusive' : 'parallel';
    const ways = [...new Set([next(id), random.pick(targets)])];
    const conditional = kind === 'exclusive' && ways.length > 1;
    xml.push(gateway(id, kind, conditional ? `f0-${id}` : undefined));
    for (const [at, to] of ways.entries()) {
      xml.push(flow(id, to, conditional && at > 0 ? `${id}_turn = true` : undefined, `f${at}-${id}`));
    }
  }
  return xml;
}

function drawn(kind: string, id: string, random: Random): string {
  if (kind === 'task') return userTask(id);
  if (kind === 'operation') return serviceTask(id);
  if (kind === 'wait') return timer(id);
  if (kind === 'now') return timer(id, random.chance(0.5) ? 'deadline' : 'opened+0d');
  const [from, to, inner] = [`${id}s`, `${id}e`, `${id}t`];
  if (random.chance(0.5))
    return subProcess(id, [startEvent(from), userTask(inner), endEvent(to), chain(from, inner, to)]);
  const choice = `${id}_x`;
  const way = `${id}d`;
  const parts = [gateway(choice, 'exclusive', way), serviceTask(`${id}o`), flow(choice, `${id}o`, undefined, way)];
  const other = flow(choice, inner, `${choice}_turn = true`, `${id}w`);
  const ways = [chain(from, choice), chain(inner, to), chain(`${id}o`, to)];
  return subProcess(id, [startEvent(from), userTask(inner), endEvent(to), ...parts, other, ...ways]);
}

/** The graph of a definition whose structure is right, whatever its courses come to. */
export async function graphAsDrawn(xml: string): Promise<Graph> {
  const problems = new Problems();
  const reading: Reading = { nodes: {}, flows: {}, problems };
  const { rootElement } = await new BpmnModdle({ duban: extensionPackage }).fromXML(xml);
  for (const process of processesOf(rootElement, problems)) readScope(process, undefined, reading);
  const { nodes, flows } = reading;
  const graph: Graph = { semantics: 1, processId: 'p', name: 'p', startId: '', nodes, flows };
  checkStructure(graph, problems);
  return graph;
}

/** What a definition can come to, found by playing every course on the interpreter. */
export interface Courses {
  /** Somewhere it can come to from where it never ends. */
  stuck: boolean;
  /** It can turn for ever without a person and without a day that passes. */
  turning: boolean;
  passed: Set<string>;
}

const mostStates = 600;
const mostTokens = 2;
const day = '2020-03-02';

interface Course {
  state: ProcessState;
  next: { key: string; waits: boolean }[];
}

/** All courses of a definition, or nothing where there are too many of them or tokens pile up. */
export function coursesOf(graph: Graph): Courses | undefined {
  const choices = Object.values(graph.flows).flatMap(({ condition }) => condition?.split(' = ')[0] ?? []);
  const turns = Array.from({ length: 1 << choices.length }, (_, mask) =>
    Object.fromEntries(choices.map((name, at) => [name, (mask & (1 << at)) > 0])),
  );
  const courses = new Map<string, Course>();
  const open: string[] = [];
  const passed = new Set<string>();
  const note = (state: ProcessState): string => {
    const key = keyOf(state);
    for (const id of Object.keys(state.passed)) passed.add(id);
    if (!courses.has(key)) {
      courses.set(key, { state, next: [] });
      open.push(key);
    }
    return key;
  };
  for (const facts of turns) note(start(graph, { facts, collections: {} }, day).state);
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const course = courses.get(key);
    if (course === undefined) continue;
    if (courses.size > mostStates || tokensPileUp(course.state)) return undefined;
    for (const { event, waits } of eventsOf(graph, course.state)) {
      for (const facts of turns) {
        const before = { ...course.state, context: { ...course.state.context, facts } };
        const after = taken(graph, before, event);
        course.next.push({ key: note(after), waits });
        if (!hasChosen(before, after)) break;
      }
    }
  }
  return { stuck: !allEnd(courses), turning: [...courses.keys()].some((key) => comesBack(courses, key)), passed };
}

/** Whether a step has come through a choice: only then do the facts matter. */
function hasChosen(before: ProcessState, after: ProcessState): boolean {
  return Object.keys(after.passed).some((id) => /choice|_x/.test(id) && after.passed[id] !== before.passed[id]);
}

/** An event with the answer of the rows where a timer asks for one: what is open is cancelled. */
function taken(graph: Graph, state: ProcessState, event: ProcessEvent): ProcessState {
  const { state: after } = apply(graph, state, event);
  const awaiting = after.interrupting?.awaiting;
  if (awaiting === undefined) return after;
  const answers = awaiting.map((key) => ({ key, result: 'cancelled' as const }));
  return apply(graph, after, { type: 'cancelAnswered', answers, day }).state;
}

/** What may come next, and whether a person or a day brings it. */
interface Coming {
  event: ProcessEvent;
  waits: boolean;
}

function eventsOf(graph: Graph, state: ProcessState): Coming[] {
  return Object.entries(state.activities).flatMap(([key, activity]): Coming[] => {
    switch (activity.type) {
      case 'workItem':
        return [{ event: { type: 'workItemClosed', key, outcome: 'done', day }, waits: true }];
      case 'operation':
        return [{ event: { type: 'operationDone', key, result: {}, day }, waits: false }];
      case 'timer':
        return [{ event: { type: 'timerDue', key, day }, waits: passesDays(graph.nodes[activity.elementId]) }];
      default:
        return [];
    }
  });
}

/** Days that are counted from where the token comes pass; any other day may have passed already. */
function passesDays(node: Node | undefined): boolean {
  return node !== undefined && 'timer' in node && node.timer.base === 'opened' && node.timer.offset > 0;
}

/** Where an instance stands, whatever the round. */
function keyOf(state: ProcessState): string {
  const plain = (text: string) => text.replace(/~\d+/g, '');
  const active = Object.values(state.activities).map(({ elementId, scope }) => `${elementId}@${plain(scope)}`);
  const waiting = Object.entries(state.scopes).flatMap(([path, scope]) =>
    Object.entries(scope.waiting).map(([id, flows]) => `${id}@${plain(path)}=${[...flows].sort()}`),
  );
  return `${state.status} ${[...active, ...waiting].sort().join(' ')}`;
}

function tokensPileUp(state: ProcessState): boolean {
  const counts = new Map<string, number>();
  const add = (place: string) => counts.set(place, (counts.get(place) ?? 0) + 1);
  for (const { elementId } of Object.values(state.activities)) add(elementId);
  for (const scope of Object.values(state.scopes)) for (const flows of Object.values(scope.waiting)) flows.forEach(add);
  return [...counts.values()].some((count) => count > mostTokens);
}

function allEnd(courses: Map<string, Course>): boolean {
  const before = new Map<string, string[]>();
  for (const [key, { next }] of courses)
    for (const to of next) before.set(to.key, [...(before.get(to.key) ?? []), key]);
  const open = [...courses.keys()].filter((key) => !key.startsWith('running'));
  const ending = new Set(open);
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const earlier of before.get(key) ?? []) {
      if (ending.has(earlier)) continue;
      ending.add(earlier);
      open.push(earlier);
    }
  }
  return ending.size === courses.size;
}

/** Whether a course comes back to where it was without a person and without a day that passes. */
function comesBack(courses: Map<string, Course>, from: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const { key: to, waits } of courses.get(key)?.next ?? []) {
      if (waits || seen.has(to)) continue;
      if (to === from) return true;
      seen.add(to);
      open.push(to);
    }
  }
  return false;
}
