import type { ModdleElement } from 'bpmn-moddle';
import { elementsOf, idOf, isElement } from './moddle.ts';

/** Ids of what the drawing of a file shows: a shape that has a place, a flow that has a course. */
export function drawnIn(root: ModdleElement): Set<string | undefined> {
  const placed = elementsOf(root, 'diagrams')
    .map((diagram) => diagram.get('plane'))
    .filter(isElement)
    .flatMap((plane) => elementsOf(plane, 'planeElement'))
    .filter((one) => isElement(one.get('bounds')) || elementsOf(one, 'waypoint').length > 1);
  return new Set(placed.map((one) => idOf(one.get('bpmnElement'))));
}

/** Steps and flows of the processes of a file that its drawing does not show, on every level. */
export function undrawnIn(root: ModdleElement): ModdleElement[] {
  const drawn = drawnIn(root);
  const within = (container: ModdleElement): ModdleElement[] =>
    elementsOf(container, 'flowElements')
      .filter(({ $type }) => !withoutPlace.has($type))
      .flatMap((element) => [...(drawn.has(element.id) ? [] : [element]), ...within(element)]);
  return elementsOf(root, 'rootElements').flatMap(within);
}

/** What need not be seen to be understood. */
const withoutPlace = new Set(['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference']);
