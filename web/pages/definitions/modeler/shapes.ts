import type { DiagramElement, ElementFactory, ShapeOptions } from 'bpmn-js/lib/Modeler.js';

/** What an administrator can draw; everything else of BPMN is left out of palette, pad and menus. */
export const shapeKinds = [
  'start',
  'workItem',
  'operation',
  'choice',
  'parallel',
  'timer',
  'subProcess',
  'call',
  'end',
] as const;
export type ShapeKind = (typeof shapeKinds)[number];

/** What may follow an element. */
export const nextKinds = shapeKinds.filter((kind) => kind !== 'start');

interface Shape {
  icon: string;
  options: ShapeOptions;
  /** Meaning that a new one begins with, so that it can run as soon as it is connected. */
  meaning?: Record<string, string>;
}

export const shapes: Record<ShapeKind, Shape> = {
  start: { icon: 'bpmn-icon-start-event-none', options: { type: 'bpmn:StartEvent' } },
  workItem: {
    icon: 'bpmn-icon-user-task',
    options: { type: 'bpmn:UserTask' },
    meaning: { 'duban:kind': 'DECIDE', 'duban:holder': 'office', 'duban:due': 'opened+5wd' },
  },
  operation: {
    icon: 'bpmn-icon-service-task',
    options: { type: 'bpmn:ServiceTask' },
    meaning: { 'duban:operation': 'setScore' },
  },
  choice: { icon: 'bpmn-icon-gateway-xor', options: { type: 'bpmn:ExclusiveGateway' } },
  parallel: { icon: 'bpmn-icon-gateway-parallel', options: { type: 'bpmn:ParallelGateway' } },
  timer: {
    icon: 'bpmn-icon-intermediate-event-catch-timer',
    options: { type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' },
  },
  subProcess: {
    icon: 'bpmn-icon-subprocess-expanded',
    options: { type: 'bpmn:SubProcess', isExpanded: true },
  },
  call: { icon: 'bpmn-icon-call-activity', options: { type: 'bpmn:CallActivity' } },
  end: { icon: 'bpmn-icon-end-event-none', options: { type: 'bpmn:EndEvent' } },
};

export const defaultTimer = 'opened+5wd';

/** Gives a timer its first rule. */
export function setDefaultTimer(element: DiagramElement): void {
  const definitions = element.businessObject.get('eventDefinitions') as { set(name: string, value: string): void }[];
  definitions[0]?.set('duban:timer', defaultTimer);
}

/** A new shape with a meaning to begin with; a sub-process comes with its start inside. */
export function newShapes(factory: ElementFactory, kind: ShapeKind): [DiagramElement, ...DiagramElement[]] {
  const { options, meaning = {} } = shapes[kind];
  const shape = factory.createShape({ ...options });
  const settable = shape.businessObject as unknown as { set(name: string, value: string): void };
  for (const [name, value] of Object.entries(meaning)) settable.set(name, value);
  if (kind === 'timer') setDefaultTimer(shape);
  if (kind !== 'subProcess') return [shape];
  return [shape, factory.createShape({ type: 'bpmn:StartEvent', x: 40, y: 82, parent: shape })];
}
