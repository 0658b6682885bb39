import type { ModdleElement } from 'bpmn-moddle';
import { elementsOf, isElement } from './moddle.ts';

/** Lists that hold elements; those below only refer to some. */
const holding = ['rootElements', 'flowElements', 'participants', 'messageFlows', 'artifacts', 'laneSets', 'lanes'];
const referring = ['incoming', 'outgoing', 'flowNodeRef'];
/** What an element cannot be without. */
const needed = ['sourceRef', 'targetRef', 'attachedToRef', 'processRef', 'bpmnElement'];

/** A list of the file as it is and as it will be. */
export interface ListChange {
  of: ModdleElement;
  list: string;
  before: ModdleElement[];
  after: ModdleElement[];
}

function* within(container: ModdleElement): Generator<ModdleElement> {
  yield container;
  for (const list of holding) for (const element of elementsOf(container, list)) yield* within(element);
}

/** The element of a file that a finding names, wherever it stands. */
export function elementIn(definitions: ModdleElement, id: string): ModdleElement | null {
  for (const element of within(definitions)) if (element.id === id) return element;
  return null;
}

/**
 * What changes when an element is taken out of a file: with all that it holds, a pool with its process and the other way
 * round, what is connected to it, and its place on any drawing.
 */
export function takingOut(definitions: ModdleElement, element: ModdleElement): ListChange[] {
  const gone = new Set<unknown>(within(element));
  const pool = element.get('processRef');
  if (isElement(pool)) for (const inner of within(pool)) gone.add(inner);
  const all = [...within(definitions)];
  const hangs = (one: ModdleElement) => !gone.has(one) && needed.some((name) => gone.has(one.get(name)));
  for (let next = all.filter(hangs); next.length > 0; next = all.filter(hangs)) for (const one of next) gone.add(one);
  const planes = elementsOf(definitions, 'diagrams').flatMap((diagram) => {
    const plane = diagram.get('plane');
    return isElement(plane) ? [plane] : [];
  });
  return [
    ...all.filter((one) => !gone.has(one)).flatMap((of) => listsOf(of, [...holding, ...referring], gone)),
    ...planes.flatMap((plane) => listsOf(plane, ['planeElement'], gone)),
    ...listsOf(definitions, ['diagrams'], gone),
  ];
}

function listsOf(of: ModdleElement, lists: string[], gone: Set<unknown>): ListChange[] {
  return lists.flatMap((list) => {
    const before = elementsOf(of, list);
    const after = before.filter((one) => !isGone(one, gone));
    return after.length === before.length ? [] : [{ of, list, before, after }];
  });
}

function isGone(one: ModdleElement, gone: Set<unknown>): boolean {
  if (gone.has(one) || gone.has(one.get('bpmnElement'))) return true;
  const plane = one.get('plane');
  return isElement(plane) && gone.has(plane.get('bpmnElement'));
}
