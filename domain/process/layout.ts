import { layoutProcess } from 'bpmn-auto-layout';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { extensionPackage } from './extension.ts';
import { connect, elementsOf, isElement } from './moddle.ts';

/**
 * A BPMN text with a drawing (BPMN DI) made for it, where it has none at all; null where it has one, or none can be
 * made. What elements mean is kept. Takes time that grows with the text.
 */
export async function drawingFor(bpmnXml: string): Promise<string | null> {
  try {
    const moddle = new BpmnModdle({ duban: extensionPackage });
    const { rootElement } = await moddle.fromXML(bpmnXml);
    if (isDrawn(rootElement)) return null;
    connect(rootElement);
    return await layoutProcess((await moddle.toXML(rootElement)).xml);
  } catch {
    // Layout is a help, never a reason to refuse: the check says what is wrong with such a text.
    return null;
  }
}

function isDrawn(root: ModdleElement): boolean {
  return elementsOf(root, 'diagrams')
    .map((diagram) => diagram.get('plane'))
    .some((plane) => isElement(plane) && elementsOf(plane, 'planeElement').length > 0);
}
