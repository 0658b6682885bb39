import * as elements from 'bpmn-elements';
import { compile } from '../../../domain/process/compile.ts';
import type { Graph, Node } from '../../../domain/process/types.ts';
import { diagram } from './diagram.ts';
import { everything, Generator } from './generate.ts';
import { Play } from './play.ts';
import { Random } from './random.ts';

/*
 * A third opinion, by an engine written by others, on what it has in common with ours: tasks, exclusive and parallel
 * gateways, loops, embedded sub-processes, terminate ends. It evaluates no FEEL, so conditions are given to it by hand.
 * It also sends a signal down the paths that a choice does not take, and its parallel joins count those signals: where
 * choices merge again inside a parallel branch it waits for ever. Such diagrams are left out here.
 */

const cases = Math.ceil(Number(process.env.DUBAN_RANDOM_CASES ?? 60) / 5);
const firstSeed = Number(process.env.DUBAN_RANDOM_SEED ?? Math.floor(Date.now() / 1000));

interface Waiting {
  id: string;
  type: string;
  content: { state?: string };
  signal(message?: unknown): void;
  getPostponed(): Waiting[];
}

interface Running {
  readonly isRunning: boolean;
  run(): void;
  getPostponed(): Waiting[];
}

type Constructor = new (...parameters: unknown[]) => unknown;
const library = elements as unknown as Record<string, Constructor>;

const kinds: Record<Node['type'], string> = {
  startEvent: 'StartEvent',
  endEvent: 'EndEvent',
  userTask: 'UserTask',
  serviceTask: 'ServiceTask',
  exclusiveGateway: 'ExclusiveGateway',
  parallelGateway: 'ParallelGateway',
  inclusiveGateway: 'InclusiveGateway',
  timerEvent: 'IntermediateCatchEvent',
  boundaryTimer: 'BoundaryEvent',
  subProcess: 'SubProcess',
  callActivity: 'CallActivity',
};

/** What the engine asks of its source: built from the compiled graph instead of from XML. */
function source(graph: Graph): Record<string, unknown> {
  const parentOf = (id: string | undefined) =>
    id === undefined ? { id: graph.processId, type: 'bpmn:Process' } : { id, type: 'bpmn:SubProcess' };
  const activities = Object.values(graph.nodes).map((node) => ({
    id: node.id,
    type: `bpmn:${kinds[node.type]}`,
    parent: parentOf(node.parent),
    Behaviour: library[kinds[node.type]],
    behaviour:
      node.type === 'endEvent' && node.terminate
        ? { eventDefinitions: [{ type: 'bpmn:TerminateEventDefinition', Behaviour: library.TerminateEventDefinition }] }
        : {},
  }));
  const flows = Object.values(graph.flows).map((flow) => {
    const from = graph.nodes[flow.source];
    return {
      id: flow.id,
      type: 'bpmn:SequenceFlow',
      parent: parentOf(from?.parent),
      sourceId: flow.source,
      targetId: flow.target,
      isDefault: from !== undefined && 'defaultFlow' in from && from.defaultFlow === flow.id,
      Behaviour: library.SequenceFlow,
      behaviour:
        flow.condition === undefined
          ? {}
          : { conditionExpression: { type: 'bpmn:FormalExpression', body: flow.condition } },
    };
  });
  const process = {
    id: graph.processId,
    type: 'bpmn:Process',
    parent: { id: 'definition', type: 'bpmn:Definitions' },
    Behaviour: library.Process,
    behaviour: { isExecutable: true },
  };
  const nothing = () => [];
  return {
    id: 'definition',
    type: 'bpmn:Definitions',
    getProcesses: () => [process],
    getExecutableProcesses: () => [process],
    getProcessById: () => process,
    getActivities: (scope: string) => activities.filter((activity) => activity.parent.id === scope),
    getActivityById: (id: string) => activities.find((activity) => activity.id === id),
    getSequenceFlows: (scope: string) => flows.filter((flow) => flow.parent.id === scope),
    getSequenceFlowById: (id: string) => flows.find((flow) => flow.id === id),
    getInboundSequenceFlows: (id: string) => flows.filter((flow) => flow.targetId === id),
    getOutboundSequenceFlows: (id: string) => flows.filter((flow) => flow.sourceId === id),
    getMessageFlows: nothing,
    getAssociations: nothing,
    getInboundAssociations: nothing,
    getOutboundAssociations: nothing,
  };
}

class Other {
  outcome = '';
  readonly #definition: Running;

  constructor(graph: Graph) {
    const expressions = { resolveExpression: (text: string) => text === `outcome = "${this.outcome}"` };
    const environment = construct('Environment', { expressions });
    this.#definition = construct('Definition', construct('Context', source(graph), environment)) as Running;
    this.#definition.run();
  }

  get running(): boolean {
    return this.#definition.isRunning;
  }

  open(): string[] {
    return this.#waiting(this.#definition.getPostponed())
      .map((task) => task.id)
      .sort();
  }

  close(id: string, outcome: string): void {
    this.outcome = outcome;
    this.#waiting(this.#definition.getPostponed())
      .find((task) => task.id === id)
      ?.signal();
  }

  /** A sub-process lists itself among what is inside it, hence `seen`. */
  #waiting(postponed: Waiting[], seen = new Set<string>()): Waiting[] {
    return postponed.flatMap((activity) => {
      if (activity.type === 'bpmn:UserTask') return activity.content.state === 'wait' ? [activity] : [];
      if (activity.type !== 'bpmn:SubProcess' || seen.has(activity.id)) return [];
      return this.#waiting(activity.getPostponed(), seen.add(activity.id));
    });
  }
}

function construct(name: string, ...parameters: unknown[]): unknown {
  const Class = library[name];
  if (Class === undefined) throw new Error(`the library has no ${name}`);
  return new Class(...parameters);
}

async function compare(seed: number): Promise<boolean> {
  const random = new Random(seed);
  const words = { ...everything, loops: false, timers: false, inclusive: false, calls: false, operations: false };
  const xml = diagram(
    ...new Generator(random, { ...words, plainConditions: true, choicesInParallel: false }).definition(4),
  );
  const compiled = await compile(xml);
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.message.en).join('\n'));
  const play = new Play(compiled.graph);
  const other = new Other(compiled.graph);
  const ours = () => play.open.map((key) => key.split('@')[0] ?? '').sort();
  for (let events = 0; events < 60 && play.finished === undefined; events += 1) {
    expect(other.open()).toEqual(ours());
    const key = random.pick(play.open);
    const outcome = random.pick(['ACCEPTED', 'RETURNED', 'OTHER']);
    play.close(key, outcome);
    other.close(key.split('@')[0] ?? '', outcome);
  }
  expect(other.open()).toEqual(ours());
  expect(other.running).toBe(play.finished === undefined);
  return play.finished !== undefined;
}

it(`agrees with bpmn-elements on ${cases} random definitions (seeds from ${firstSeed})`, async () => {
  let finished = 0;
  for (let at = 0; at < cases; at += 1) {
    try {
      if (await compare(firstSeed + at)) finished += 1;
    } catch (error) {
      throw new Error(`seed ${firstSeed + at} (DUBAN_RANDOM_SEED)`, { cause: error });
    }
  }
  expect(finished).toBeGreaterThan(cases / 4);
});
