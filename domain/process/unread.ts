import type { ModdleElement, PropertyDescriptor } from 'bpmn-moddle';
import { elementsOf, isElement } from './moddle.ts';
import type { Problems } from './problems.ts';

/** What every element may carry without a meaning of its own: its name, what is written about it, its place. */
const described = ['id', 'name', 'documentation', 'extensionElements', 'categoryValueRef', 'extensionDefinitions'];
const placed = [...described, 'incoming', 'outgoing', 'lanes'];
const activity = [...placed, 'boundaryEventRefs', 'isForCompensation', 'loopCharacteristics'];
const event = [...placed, 'eventDefinitions'];
const gateway = [...placed, 'gatewayDirection'];

/** The properties of BPMN that are read or say nothing about the course of a process, by type. */
const known: Record<string, readonly string[]> = {
  Definitions: [
    ...[...described, 'targetNamespace', 'expressionLanguage', 'typeLanguage', 'exporter', 'exporterVersion'],
    ...['rootElements', 'diagrams', 'extensions'],
  ],
  Extension: ['definition', 'documentation'],
  Process: [...described, 'isExecutable', 'processType', 'isClosed', 'laneSets', 'flowElements', 'artifacts'],
  Participant: [...described, 'processRef'],
  Collaboration: [...described, 'isClosed', 'participants', 'messageFlows', 'artifacts'],
  StartEvent: event,
  EndEvent: event,
  IntermediateCatchEvent: event,
  BoundaryEvent: [...event, 'cancelActivity', 'attachedToRef'],
  UserTask: activity,
  ServiceTask: activity,
  CallActivity: [...activity, 'calledElement'],
  SubProcess: [...activity, 'triggeredByEvent', 'laneSets', 'flowElements', 'artifacts'],
  ExclusiveGateway: [...gateway, 'default'],
  InclusiveGateway: [...gateway, 'default'],
  ParallelGateway: gateway,
  SequenceFlow: [...described, 'sourceRef', 'targetRef', 'conditionExpression'],
  TerminateEventDefinition: described,
  TimerEventDefinition: [...described, 'timeDate', 'timeDuration', 'timeCycle'],
  MultiInstanceLoopCharacteristics: [...described, 'isSequential', 'loopCardinality', 'completionCondition'],
  Expression: [...described, 'body'],
  FormalExpression: [...described, 'body'],
};

/** Parts of an element that are read with it. */
const parts = [
  ...['extensions', 'participants', 'eventDefinitions', 'loopCharacteristics', 'conditionExpression'],
  ...['timeDate', 'timeDuration', 'timeCycle', 'loopCardinality', 'completionCondition'],
];
/** What a timer can go by, the first that is there. */
const timerTimes = ['duban:timer', 'timeDate', 'timeDuration', 'timeCycle'];
/** Parts of the form of a user task. */
const formParts = ['fields', 'columns', 'options'];

/** What would change the course of a process and cannot be run. */
const unrunnable = [
  ...['eventDefinitionRef', 'startQuantity', 'completionQuantity', 'mustUnderstand', 'behavior'],
  ...['complexBehaviorDefinition', 'oneBehaviorEventRef', 'noneBehaviorEventRef'],
];

/**
 * Reports everything that an element says and that is not read: refused where the process would run otherwise than its
 * file says, warned of where nothing follows from it. `id` names the element, or the one that it is a part of.
 */
export function reportUnread(element: ModdleElement, id: string | null, problems: Problems): void {
  const withoutEffect: string[] = [];
  look(element, id, problems, withoutEffect);
  if (withoutEffect.length === 0) return;
  const names = [...new Set(withoutEffect)];
  problems.warning(
    id,
    'NO_EFFECT',
    `${whoZh(id)}的 ${names.join('、')} 不起作用`,
    `${names.join(', ')} of ${whoEn(id)} ${names.length === 1 ? 'has' : 'have'} no effect here`,
  );
}

const whoZh = (id: string | null) => (id === null ? '文件' : `“${id}”`);
const whoEn = (id: string | null) => (id === null ? 'the file' : `"${id}"`);

function look(element: ModdleElement, id: string | null, problems: Problems, withoutEffect: string[]): void {
  reportAttributes(element, id, problems);
  const read = known[element.$type.replace('bpmn:', '')] ?? [];
  for (const property of element.$descriptor.properties ?? []) {
    const { localName: name } = property.ns;
    if (property.ns.prefix !== 'bpmn' || read.includes(name) || !saysMore(element, property)) continue;
    if (unrunnable.includes(name)) refuse(id, name, problems);
    else withoutEffect.push(name);
  }
  if (element.$type === 'bpmn:TimerEventDefinition') withoutEffect.push(...otherTimes(element));
  if (element.$type === 'bpmn:UserTask') withoutEffect.push(...otherHolders(element));
  lookAtOwn(element, id, problems);
  for (const name of parts.filter((part) => read.includes(part))) {
    for (const part of childrenOf(element, name)) look(part, id, problems, withoutEffect);
  }
}

/** Times that a timer has beside the one that it goes by. */
function otherTimes(timer: ModdleElement): string[] {
  return timerTimes.filter((name) => timer.get(name) !== undefined).slice(1);
}

function childrenOf(element: ModdleElement, name: string): ModdleElement[] {
  const value = element.get(name);
  return isElement(value) ? [value] : elementsOf(element, name);
}

function refuse(id: string | null, name: string, problems: Problems): void {
  problems.error(
    id,
    'UNSUPPORTED_ATTRIBUTE',
    `不支持${whoZh(id)}的 ${name}，请删去`,
    `${name} of ${whoEn(id)} is not supported; remove it`,
  );
}

/** Names of a holder that belong to another rule than the one that is chosen. */
function otherHolders(task: ModdleElement): string[] {
  const named = { post: ['duban:post', 'duban:postTitle'], doer: ['duban:doerOf'] };
  const own: string[] = Object.entries(named).find(([holder]) => holder === task.get('duban:holder'))?.[1] ?? [];
  return Object.values(named)
    .flat()
    .filter((name) => !own.includes(name) && task.get(name) !== undefined);
}

/** Whether a property says more than a file without it. */
function saysMore(element: ModdleElement, { name, ...property }: PropertyDescriptor): boolean {
  const value = element.get(name);
  if (value === undefined || value === property.default || value === '##unspecified') return false;
  return !(Array.isArray(value) && value.length === 0);
}

/** Of the extension's own elements there is but the form of a user task. */
function lookAtOwn(element: ModdleElement, id: string | null, problems: Problems): void {
  const values = childrenOf(element, 'extensionElements').flatMap((one) => elementsOf(one, 'values'));
  for (const own of values.filter(({ $type }) => $type.startsWith('duban:'))) {
    if (own.$type === 'duban:Form' && element.$type === 'bpmn:UserTask') lookAtForm(own, id, problems);
    else {
      problems.error(
        id,
        'FORM_NOT_HERE',
        `${whoZh(id)}上的 ${own.$type} 不属于这里；表格只能放在待办任务上`,
        `${own.$type} of ${whoEn(id)} does not belong there; only user tasks have a form`,
      );
    }
  }
}

function lookAtForm(part: ModdleElement, id: string | null, problems: Problems): void {
  reportAttributes(part, id, problems);
  for (const name of formParts) for (const inner of elementsOf(part, name)) lookAtForm(inner, id, problems);
}

function reportAttributes(element: ModdleElement, id: string | null, problems: Problems): void {
  for (const attribute of Object.keys(element.$attrs ?? {})) {
    if (attribute.startsWith('duban:') || element.$type.startsWith('duban:')) {
      problems.error(
        id,
        'UNKNOWN_ATTRIBUTE',
        `${whoZh(id)}上的属性 ${attribute} 未知或不属于这种元素`,
        `attribute ${attribute} of ${whoEn(id)} is unknown or does not belong on this element`,
      );
    } else if (id !== null && !attribute.startsWith('xmlns') && !attribute.startsWith('xsi:')) {
      problems.warning(
        id,
        'FOREIGN_ATTRIBUTE',
        `${whoZh(id)}上的属性 ${attribute} 不起作用`,
        `attribute ${attribute} of ${whoEn(id)} has no effect here`,
      );
    }
  }
}

/** Says once for a file which elements of other products, wherever they stand, have no effect. */
export function reportForeign(root: ModdleElement, problems: Problems): void {
  const types = new Set<string>();
  collectForeign(root, types);
  if (types.size === 0) return;
  const names = [...types].sort();
  problems.warning(
    null,
    'FOREIGN_ELEMENT',
    `文件中其他产品的内容 ${names.join('、')} 不起作用`,
    `what other products have written into the file has no effect here: ${names.join(', ')}`,
  );
}

function collectForeign(element: ModdleElement, types: Set<string>): void {
  if (element.$type === 'bpmn:ExtensionElements') {
    for (const { $type } of elementsOf(element, 'values')) if (!$type.startsWith('duban:')) types.add($type);
    return;
  }
  for (const { name, isReference } of element.$descriptor.properties ?? []) {
    if (!isReference) for (const child of childrenOf(element, name)) collectForeign(child, types);
  }
}
