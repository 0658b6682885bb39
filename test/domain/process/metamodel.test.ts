import { readFileSync } from 'node:fs';
import { BpmnModdle } from 'bpmn-moddle';
import { compile } from '../../../domain/process/compile.ts';
import { extensionPackage } from '../../../domain/process/extension.ts';
import type { CompileProblem } from '../../../domain/process/types.ts';
import {
  boundary,
  chain,
  diagram,
  endEvent,
  flow,
  gateway,
  loop,
  subProcess,
  terminateEnd,
  timer,
  userTask,
} from './diagram.ts';

/*
 * Every type and every property of BPMN 2.0, as the reader's own description of it lists them: what stands in a file is
 * run, refused or warned of by name, or named in the docs among what is passed over. Nothing is left out silently.
 */

interface Property {
  name: string;
  type: string;
  default?: unknown;
  isAttr?: boolean;
  isMany?: boolean;
  isReference?: boolean;
  isBody?: boolean;
}
interface Element {
  $type: string;
  id?: string;
  $descriptor: { properties: Property[] };
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}
interface Described {
  name: string;
  isAbstract?: boolean;
  superClass?: string[];
}
interface Enumeration {
  name: string;
  literalValues: { name: string }[];
}
interface Moddle {
  create(type: string, attributes?: object): Element;
  fromXML(xml: string): Promise<{ rootElement: Element; elementsById: Record<string, Element> }>;
  toXML(root: Element): Promise<{ xml: string }>;
  registry: { typeMap: Record<string, Described>; packageMap: { bpmn: { enumerations: Enumeration[] } } };
  getElementDescriptor(element: Element): { properties: Property[] };
}

const moddle = new BpmnModdle({ duban: extensionPackage }) as unknown as Moddle;
const described = Object.values(moddle.registry.typeMap).filter(({ name }) => name.startsWith('bpmn:'));
const byName = new Map(described.map((type) => [type.name, type]));
const short = (name: string) => name.replace('bpmn:', '');

const tagOf = (name: string) => short(name).replace(/^./, (letter) => letter.toLowerCase());

const qualified = (type: string) => (type.includes(':') ? type : `bpmn:${type}`);

function isKindOf(name: string, ancestor: string): boolean {
  if (name === ancestor) return true;
  return (byName.get(name)?.superClass ?? []).some((parent) => isKindOf(qualified(parent), ancestor));
}
const concrete = described.filter(({ isAbstract }) => !isAbstract).map(({ name }) => name);
const kindsOf = (ancestor: string) => concrete.filter((name) => isKindOf(name, ancestor));

const documented = readFileSync(new URL('../../../docs/bpmn.md', import.meta.url), 'utf8');
const section = (title: string) => documented.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const namesIn = (text: string) => new Set([...text.matchAll(/`([A-Za-z]+)`/g)].map((match) => match[1] ?? ''));
const passedOver = namesIn(section('Passed over'));
/** Properties by which a process would run otherwise. */
const unrunnable = namesIn(
  section('Refused')
    .split('\n')
    .find((row) => row.includes('`UNSUPPORTED_ATTRIBUTE`')) ?? '',
);

/** One of everything that is run, and an artifact and data beside it. */
const BASE = diagram(
  '<bpmn:laneSet id="lanes"><bpmn:lane id="lane"/></bpmn:laneSet><bpmn:dataObject id="data"/>',
  ...['<bpmn:startEvent id="start"/>', userTask('user', {}, loop('leadUnits', 'all'))],
  '<bpmn:serviceTask id="service" duban:operation="score"/>',
  ...[timer('wait'), '<bpmn:callActivity id="call" calledElement="other"/>'],
  ...[gateway('choice', 'exclusive', 'choice-fork'), gateway('fork', 'parallel'), gateway('join', 'parallel')],
  ...[gateway('some', 'inclusive', 'some-all'), gateway('all', 'inclusive'), userTask('one')],
  subProcess('sub', ['<bpmn:startEvent id="inner"/>', endEvent('done'), chain('inner', 'done')]),
  ...[boundary('late', 'user', false), terminateEnd('stop'), endEvent()],
  ...[
    chain('start', 'user', 'service', 'wait', 'call', 'choice'),
    flow('choice', 'fork'),
    flow('choice', 'end', 'round = 1'),
  ],
  ...[
    chain('fork', 'sub', 'join'),
    chain('fork', 'join', 'some'),
    flow('some', 'one', 'round = 1'),
    chain('one', 'all'),
  ],
  ...[flow('some', 'all'), chain('all', 'end'), chain('late', 'stop')],
).replace(
  '</bpmn:process>',
  '</bpmn:process><bpmn:collaboration id="group"><bpmn:participant id="pool" processRef="p"/></bpmn:collaboration><bpmn:message id="message"/><bpmn:category id="category"><bpmn:categoryValue id="value"/></bpmn:category><bpmn:timerEventDefinition id="elsewhere"/>',
);

type Outcome = 'run' | 'refused' | 'warned' | 'silent' | 'not in a file';
const tried = new Set<string>();
/** Names that were passed over without a word. */
const silently = new Set<string>();
let base: { graph: string; xml: string };

beforeAll(async () => {
  const { xml } = await moddle.toXML((await moddle.fromXML(BASE)).rootElement);
  const result = await compile(xml);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(result.warnings).toEqual([]);
  base = { graph: JSON.stringify(result.graph), xml };
});

/** What becomes of the file after `change`; `named` are what a finding must name or stand at. */
async function outcomeOf(change: (root: Element, of: Record<string, Element>) => string[]): Promise<Outcome> {
  const { rootElement, elementsById } = await moddle.fromXML(BASE);
  const named = change(rootElement, elementsById);
  const { xml } = await moddle.toXML(rootElement);
  const again = await moddle.toXML((await moddle.fromXML(xml)).rootElement);
  if (again.xml === base.xml) return 'not in a file';
  const result = await compile(xml);
  const names = ({ elementId, message, severity }: CompileProblem, wanted: CompileProblem['severity']) =>
    severity === wanted && named.some((name) => elementId === name || message.en.includes(name));
  if (!result.ok) return result.problems.some((problem) => names(problem, 'error')) ? 'refused' : 'silent';
  if (JSON.stringify(result.graph) !== base.graph) return 'run';
  return result.warnings.some((problem) => names(problem, 'warning')) ? 'warned' : 'silent';
}

/** An element that is told by its id, where its type has one. */
function make(type: string): Element {
  const made = moddle.create(type);
  if (made.$descriptor.properties.some(({ name }) => short(name) === 'id')) made.set('id', 'made');
  return made;
}

/** A value for a property that says something: other than what it has, and of the type it wants. */
function sayingMore(property: Property, has: unknown, of: Record<string, Element>): unknown {
  const wanted = qualified(property.type);
  if (property.isReference) {
    const fitting = Object.values(of).find((element) => isKindOf(element.$type, wanted));
    return fitting ?? make(kindsOf(wanted)[0] ?? '');
  }
  const listed = moddle.registry.packageMap.bpmn.enumerations.find(({ name }) => qualified(name) === wanted);
  if (listed) return listed.literalValues.map(({ name }) => name).find((name) => name !== has);
  if (property.type === 'Boolean') return has !== true;
  if (property.type === 'Integer') return 7;
  if (property.type === 'String') return 'anything';
  return make(kindsOf(wanted)[0] ?? '');
}

const OF_BASE: [string, string][] = [
  ['Definitions', 'definitions'],
  ['Process', 'p'],
  ['Collaboration', 'group'],
  ['Participant', 'pool'],
  ['StartEvent', 'start'],
  ['EndEvent', 'end'],
  ['IntermediateCatchEvent', 'wait'],
  ['BoundaryEvent', 'late'],
  ['UserTask', 'user'],
  ['ServiceTask', 'service'],
  ['CallActivity', 'call'],
  ['SubProcess', 'sub'],
  ['ExclusiveGateway', 'choice'],
  ['ParallelGateway', 'fork'],
  ['InclusiveGateway', 'some'],
  ['SequenceFlow', 'choice-end'],
];

/** Parts of these, with the way to them. */
type Way = (of: Record<string, Element>) => Element;
const PARTS: [string, string, Way][] = [
  ['MultiInstanceLoopCharacteristics', 'user', (of) => only(of.user, 'loopCharacteristics')],
  ['TimerEventDefinition', 'wait', (of) => only(of.wait, 'eventDefinitions')],
  ['TerminateEventDefinition', 'stop', (of) => only(of.stop, 'eventDefinitions')],
  ['Expression', 'choice-end', (of) => only(of['choice-end'], 'conditionExpression')],
  [
    'FormalExpression',
    'choice-end',
    (of) => {
      const formal = moddle.create('bpmn:FormalExpression', { body: 'round = 1' });
      of['choice-end']?.set('conditionExpression', formal);
      return formal;
    },
  ],
];

function only(element: Element | undefined, name: string): Element {
  const [part] = [element?.get(name)].flat();
  if (part === undefined) throw new Error(`the diagram lacks ${name}`);
  return part as Element;
}

const places = [
  ...OF_BASE.map(([type, id]) => [type, id, (of: Record<string, Element>) => of[id] as Element] as const),
  ...PARTS,
];

function note(name: string, undocumented: string[]): void {
  silently.add(name);
  if (!passedOver.has(name)) undocumented.push(name);
}

/** Root elements are tried kind by kind below; a drawing is no part of the process. */
const elsewhere = ['rootElements', 'diagrams'];
const propertiesOf = (type: string) => moddle.getElementDescriptor(moddle.create(`bpmn:${type}`)).properties;

it.each(places)('every property of %s is run, refused, warned of or passed over by name', async (type, id, find) => {
  const silent: string[] = [];
  for (const property of propertiesOf(type).filter((one) => !elsewhere.includes(short(one.name)))) {
    const name = short(property.name);
    const outcome = await outcomeOf((_root, of) => {
      const element = find(of);
      const before = element.get(name);
      const value = sayingMore(property, before, of);
      element.set(name, property.isMany ? [...(Array.isArray(before) ? before : []), value] : value);
      return [name, id, 'made', (value as Element | undefined)?.id ?? name];
    });
    if (outcome === 'silent') note(name, silent);
    if (unrunnable.has(name) && outcome !== 'refused') silent.push(`${name} is not refused`);
  }
  expect(silent).toEqual([]);
});

/** Where each kind of element that is not a property of another stands. */
const kinds: [string, string, (root: Element, of: Record<string, Element>, made: Element) => void][] = [
  ['FlowElement', 'flowElements', (_root, of, made) => add(of.p, 'flowElements', made)],
  ['Artifact', 'artifacts', (_root, of, made) => add(of.p, 'artifacts', made)],
  ['RootElement', 'rootElements', (root, _of, made) => add(root, 'rootElements', made)],
  ['LoopCharacteristics', 'loopCharacteristics', (_root, of, made) => of.user?.set('loopCharacteristics', made)],
  ...['start', 'end', 'wait', 'late'].map((id): (typeof kinds)[number] => [
    'EventDefinition',
    `eventDefinitions of ${id}`,
    (_root, of, made) => of[id]?.set('eventDefinitions', [made]),
  ]),
];

function add(element: Element | undefined, name: string, made: Element): void {
  if (element === undefined) throw new Error(`nothing to add ${name} to`);
  (element.get(name) as Element[]).push(made);
  Object.assign(made, { $parent: element });
}

it.each(kinds)(
  'every kind of %s, as %s, is run, refused, warned of or passed over by name',
  async (kind, _as, place) => {
    const silent: string[] = [];
    for (const type of kindsOf(`bpmn:${kind}`)) {
      const outcome = await outcomeOf((root, of) => {
        const made = make(type);
        place(root, of, made);
        return ['made', 'start', 'end', 'wait', 'late', 'user'];
      });
      tried.add(type);
      if (outcome === 'silent') note(tagOf(type), silent);
    }
    expect(silent).toEqual([]);
  },
);

it('leaves no type of BPMN out', () => {
  const reached = new Set(['bpmn:Definitions', ...tried]);
  for (const type of reached) {
    for (const property of moddle.getElementDescriptor(moddle.create(type)).properties) {
      for (const kind of kindsOf(qualified(property.type))) reached.add(kind);
    }
  }
  expect(concrete.filter((type) => !reached.has(type)).map(short)).toEqual([]);
});

it('the docs name nothing as passed over that is not', () => {
  expect([...passedOver].filter((name) => !silently.has(name))).toEqual([]);
});
