import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { DiagramElement } from 'bpmn-js/lib/Modeler.js';
import type { ModdleElement } from 'bpmn-moddle';
import type { UserMessage } from '../../../../domain/errors.ts';
import { elementName } from '../../../../domain/process/elementNames.ts';
import { isElement } from '../../../../domain/process/moddle.ts';

/** One selected element, with the ways to read and change what it means. */
export interface Edited {
  modeler: Modeler;
  element: DiagramElement;
}

export function textOf({ element }: Edited, name: string): string {
  const value = element.businessObject.get(name);
  return typeof value === 'string' ? value : '';
}

/** Sets an attribute; an empty one is removed. */
export function setText(edited: Edited, name: string, value: string | null): void {
  setTexts(edited, { [name]: value });
}

/** Sets several attributes as one change. */
export function setTexts(edited: Edited, values: Record<string, string | null>): void {
  update(edited, values, {});
}

function update({ modeler, element }: Edited, values: Record<string, string | null>, others: object): void {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    value === '' ? undefined : (value ?? undefined),
  ]);
  modeler.get('modeling').updateProperties(element, { ...Object.fromEntries(entries), ...others });
}

/** The multi-instance of an element; BPMN's other loop is not run and so replaced as soon as one is chosen. */
export function loopOf({ element }: Edited): ModdleElement | null {
  const loop = element.businessObject.get('loopCharacteristics');
  return isElement(loop) && loop.$type === 'bpmn:MultiInstanceLoopCharacteristics' ? loop : null;
}

export function loopText(edited: Edited, name: string): string {
  const value = loopOf(edited)?.get(name);
  return typeof value === 'string' ? value : '';
}

/** Whether an element is repeated in a way that is not run: by BPMN's other loop, or where nothing can be repeated. */
export function loopsInVain(edited: Edited): boolean {
  const { type, businessObject } = edited.element;
  if (!isElement(businessObject.get('loopCharacteristics'))) return false;
  return loopOf(edited) === null || (type !== 'bpmn:UserTask' && type !== 'bpmn:SubProcess');
}

/** The multi-instance over a collection, in the order and as far as the element has it so far; ours alone goes on. */
function loopOver(edited: Edited, collection: string): ModdleElement {
  return edited.modeler.get('moddle').create('bpmn:MultiInstanceLoopCharacteristics', {
    'duban:collection': collection,
    'duban:complete': loopText(edited, 'duban:complete') || 'all',
    ...(loopOf(edited)?.get('isSequential') === true ? { isSequential: true } : {}),
  });
}

/** Makes an element run once for each member of a collection, or, without one, once; texts go along as one change. */
export function setLoop(edited: Edited, collection: string | null, texts: Record<string, string | null> = {}): void {
  const loopCharacteristics = collection === null ? undefined : loopOver(edited, collection);
  update(edited, texts, { loopCharacteristics });
}

export function setInLoop(edited: Edited, properties: Record<string, unknown>): void {
  const loop = loopOf(edited);
  if (loop !== null) edited.modeler.get('modeling').updateModdleProperties(edited.element, loop, properties);
}

/** The timer definition of a timer event; null for any other element. */
export function timerOf({ element }: Edited): ModdleElement | null {
  const definitions: unknown = element.businessObject.get('eventDefinitions');
  const only: unknown = Array.isArray(definitions) ? definitions[0] : undefined;
  return isElement(only) && only.$type === 'bpmn:TimerEventDefinition' ? only : null;
}

/** A timer of another modeler says its day in BPMN's own way; ours replaces it. */
export function setTimer(edited: Edited, rule: string): void {
  const timer = timerOf(edited);
  if (timer === null) return;
  const properties = { 'duban:timer': rule, timeDate: undefined, timeDuration: undefined, timeCycle: undefined };
  edited.modeler.get('modeling').updateModdleProperties(edited.element, timer, properties);
}

/** Everything drawn that has a meaning of its own: no labels, no plane. */
export function drawnElements(modeler: Modeler): DiagramElement[] {
  return modeler
    .get('elementRegistry')
    .filter((element) => element.labelTarget === undefined && element.parent !== undefined);
}

/** What an element is called in the words of the reader; its id where neither it nor anything near it has a name. */
export function nameOf(element: DiagramElement, words: (message: UserMessage) => string): string {
  const name = elementName(element.businessObject);
  return name === undefined ? element.id : words(name);
}

/** Selects an element and brings it into sight. */
export function goTo(modeler: Modeler, id: string): void {
  const element = modeler.get('elementRegistry').get(id);
  if (element === undefined) return;
  modeler.get('selection').select(element);
  modeler.get('canvas').scrollToElement(element, 80);
}
