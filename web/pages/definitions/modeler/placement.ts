import { getNewShapePosition } from 'bpmn-js/lib/features/auto-place/BpmnAutoPlaceUtil.js';
import type { DiagramElement } from 'bpmn-js/lib/Modeler.js';
import { freePlace } from './freePlace.ts';

/** What lies around steps instead of beside them. */
const around = ['bpmn:Lane', 'bpmn:Group'];

interface Registry {
  filter(wanted: (element: DiagramElement) => boolean): DiagramElement[];
}

/** The modeler's own placing looks only at what the source is connected to; a step laid beside it looks at every other. */
export class DubanPlacement {
  static $inject = ['eventBus', 'elementRegistry'] as const;

  constructor(
    eventBus: {
      on(
        event: 'autoPlace',
        priority: number,
        listener: (context: { source: DiagramElement; shape: DiagramElement }) => object | undefined,
      ): void;
    },
    elementRegistry: Registry,
  ) {
    // The modeler's own, which keeps to a grid, comes at 2000.
    const beforeItsOwn = 3000;
    eventBus.on('autoPlace', beforeItsOwn, ({ source, shape }) => {
      const wanted = getNewShapePosition(source, shape, elementRegistry);
      const beside = elementRegistry.filter(
        (one) => one.parent === source.parent && isShape(one) && !around.includes(one.type),
      );
      return wanted && freePlace(wanted, shape, beside);
    });
  }
}

function isShape(element: DiagramElement): boolean {
  return 'width' in element && element.labelTarget === undefined;
}
