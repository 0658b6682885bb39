import type { ModdleElement } from 'bpmn-moddle';
import { elementName } from './elementNames.ts';
import { factNames } from './extension.ts';
import { bodyOf, elementsOf, idOf, isElement, textOf } from './moddle.ts';
import { type Problems, typeInWords } from './problems.ts';
import { readTimer } from './readRule.ts';
import { readLoop, readOperation, readTask } from './readTask.ts';
import type { Flow, MultiInstance, Node } from './types.ts';
import { reportUnread } from './unread.ts';
import { refuseElement } from './unsupported.ts';

/** Elements that say something to the reader of a diagram and nothing to the interpreter. */
const ignored = new Set(['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference']);

/** Names of conditions that what an element of this id leaves behind would hide. */
const hidden: readonly string[] = ['outcome', 'round', ...factNames];

export interface Reading {
  nodes: Record<string, Node>;
  flows: Record<string, Flow>;
  problems: Problems;
}

/** Reads the elements of a process or sub-process, and of the sub-processes inside it. */
export function readScope(container: ModdleElement, parent: string | undefined, reading: Reading): void {
  const elements = elementsOf(container, 'flowElements');
  for (const element of elements) {
    if (element.id !== undefined) reading.problems.callBy(element.id, elementName(element));
  }
  for (const element of elements) {
    if (ignored.has(element.$type)) continue;
    if (element.id === undefined) {
      const { zh, en } = typeInWords(element.$type);
      reading.problems.error(null, 'NO_ID', `有一个“${zh}”没有 id`, `a ${en} has no id`);
    } else if (element.id in Object.prototype || hidden.includes(element.id)) {
      reading.problems.error(
        element.id,
        'RESERVED_ID',
        `“${element.id}”不能用作 id，请在原来的工具中换一个`,
        `"${element.id}" cannot be used as an id; give it another one where it was drawn`,
      );
    } else if (element.$type === 'bpmn:SequenceFlow') {
      readFlow(element, element.id, reading);
      reportUnread(element, element.id, reading.problems);
    } else {
      const node = readNode(element, element.id, parent, reading);
      if (node === undefined) continue;
      reading.nodes[element.id] = node;
      reportUnread(element, element.id, reading.problems);
    }
  }
}

function readFlow(element: ModdleElement, id: string, reading: Reading): void {
  const source = idOf(element.get('sourceRef'));
  const target = idOf(element.get('targetRef'));
  if (source === undefined || target === undefined) {
    reading.problems.error(id, 'LOOSE_FLOW', `连线“${id}”没有接好两端`, `flow "${id}" lacks its source or target`);
    return;
  }
  const flow: Flow = { id, source, target };
  const name = textOf(element, 'name');
  if (name !== undefined) flow.name = name;
  const condition = bodyOf(element.get('conditionExpression'));
  if (condition !== undefined) flow.condition = condition.replace(/^=\s*/, '');
  reading.flows[id] = flow;
}

type Base = Pick<Node, 'id' | 'name' | 'parent' | 'incoming' | 'outgoing'>;

function readNode(element: ModdleElement, id: string, parent: string | undefined, reading: Reading): Node | undefined {
  const base: Base = { id, incoming: [], outgoing: [] };
  const name = textOf(element, 'name');
  if (name !== undefined) base.name = name;
  if (parent !== undefined) base.parent = parent;
  if (element.get('isForCompensation') === true) refuseElement(reading.problems, id, 'bpmn:CompensateEventDefinition');
  switch (element.$type) {
    case 'bpmn:StartEvent':
    case 'bpmn:EndEvent':
    case 'bpmn:IntermediateCatchEvent':
    case 'bpmn:BoundaryEvent':
      return readEvent(element, base, reading);
    case 'bpmn:UserTask':
    case 'bpmn:ServiceTask':
    case 'bpmn:SubProcess':
    case 'bpmn:CallActivity':
      return readActivity(element, base, reading);
    case 'bpmn:ExclusiveGateway':
      return { ...base, type: 'exclusiveGateway', ...defaultOf(element) };
    case 'bpmn:ParallelGateway':
      return { ...base, type: 'parallelGateway' };
    case 'bpmn:InclusiveGateway':
      return { ...base, type: 'inclusiveGateway', ...defaultOf(element) };
    default:
      refuseElement(reading.problems, id, element.$type);
      return undefined;
  }
}

function defaultOf(element: ModdleElement): { defaultFlow?: string } {
  const defaultFlow = idOf(element.get('default'));
  return defaultFlow === undefined ? {} : { defaultFlow };
}

function readEvent(element: ModdleElement, base: Base, reading: Reading): Node | undefined {
  const definitions = elementsOf(element, 'eventDefinitions');
  const only = definitions.length === 1 ? definitions[0] : undefined;
  const kind = only?.$type;
  switch (element.$type) {
    case 'bpmn:StartEvent':
      if (definitions.length === 0) return { ...base, type: 'startEvent' };
      break;
    case 'bpmn:EndEvent':
      if (definitions.length === 0) return { ...base, type: 'endEvent', terminate: false };
      if (kind === 'bpmn:TerminateEventDefinition') return { ...base, type: 'endEvent', terminate: true };
      break;
    case 'bpmn:IntermediateCatchEvent':
      if (only !== undefined && kind === 'bpmn:TimerEventDefinition') {
        return { ...base, type: 'timerEvent', timer: readTimer(only, base.id, reading.problems) };
      }
      break;
    case 'bpmn:BoundaryEvent':
      if (only !== undefined && kind === 'bpmn:TimerEventDefinition') {
        return {
          ...base,
          type: 'boundaryTimer',
          attachedTo: idOf(element.get('attachedToRef')) ?? '',
          interrupting: element.get('cancelActivity') !== false,
          timer: readTimer(only, base.id, reading.problems),
        };
      }
      break;
  }
  refuseElement(reading.problems, base.id, kind ?? element.$type, element.$type);
  return undefined;
}

function readActivity(element: ModdleElement, base: Base, reading: Reading): Node | undefined {
  const { problems } = reading;
  const loop = loopOfElement(element, base.id, reading);
  const withLoop = loop === undefined ? {} : { loop };
  switch (element.$type) {
    case 'bpmn:UserTask':
      return { ...base, type: 'userTask', task: readTask(element, base.id, problems), ...withLoop, boundary: [] };
    case 'bpmn:ServiceTask':
      refuseLoop(loop, base.id, reading);
      return { ...base, type: 'serviceTask', ...readOperation(element, base.id, problems), boundary: [] };
    case 'bpmn:CallActivity': {
      refuseLoop(loop, base.id, reading);
      const definitionKey = textOf(element, 'calledElement');
      if (definitionKey === undefined) {
        problems.error(
          base.id,
          'NO_CALLED_ELEMENT',
          `调用活动“${base.id}”没有指明调用哪个流程`,
          `call activity "${base.id}" does not say which process it calls`,
        );
      }
      return { ...base, type: 'callActivity', definitionKey: definitionKey ?? '', boundary: [] };
    }
    default:
      if (element.get('triggeredByEvent') === true) {
        refuseElement(reading.problems, base.id, 'bpmn:EventSubProcess');
        return undefined;
      }
      readScope(element, base.id, reading);
      return { ...base, type: 'subProcess', startId: '', ...withLoop, boundary: [] };
  }
}

function loopOfElement(element: ModdleElement, id: string, reading: Reading): MultiInstance | undefined {
  const loop = element.get('loopCharacteristics');
  if (!isElement(loop)) return undefined;
  if (loop.$type === 'bpmn:MultiInstanceLoopCharacteristics') return readLoop(loop, id, reading.problems);
  refuseElement(reading.problems, id, loop.$type);
  return undefined;
}

function refuseLoop(loop: MultiInstance | undefined, id: string, reading: Reading): void {
  if (loop === undefined) return;
  reading.problems.error(
    id,
    'LOOP_NOT_HERE',
    `多实例只能用于待办任务和子流程，不能用于“${id}”`,
    `multi-instance is supported on user tasks and sub-processes only, not on "${id}"`,
  );
}
