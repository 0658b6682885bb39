import { layoutProcess } from 'bpmn-auto-layout';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { drawnIn, undrawnIn } from './drawing.ts';
import { extensionPackage } from './extension.ts';
import { connect, elementsOf, isElement } from './moddle.ts';

/**
 * A BPMN text with a drawing (BPMN DI) made for it, where it has none or one that lacks steps or flows; null where it has
 * one, or none can be made. What elements mean is kept. Takes time that grows with the text.
 */
export async function drawingFor(bpmnXml: string): Promise<string | null> {
  try {
    const moddle = new BpmnModdle({ duban: extensionPackage });
    const { rootElement } = await moddle.fromXML(bpmnXml);
    if (isDrawn(rootElement)) return null;
    dropLoose(rootElement);
    connect(rootElement);
    return await layoutProcess((await moddle.toXML(rootElement)).xml);
  } catch {
    // Layout is a help, never a reason to refuse: the check says what is wrong with such a text.
    return null;
  }
}

/** Takes out flows and boundary events that refer to what is not in the file: they have no place on any drawing. */
function dropLoose(container: ModdleElement): void {
  for (const element of elementsOf(container, 'rootElements')) dropLoose(element);
  const elements = container.get('flowElements');
  if (!Array.isArray(elements)) return;
  for (const element of elementsOf(container, 'flowElements')) {
    if (isLoose(element)) elements.splice(elements.indexOf(element), 1);
    else dropLoose(element);
  }
}

function isLoose(element: ModdleElement): boolean {
  if (element.$type === 'bpmn:SequenceFlow')
    return !isElement(element.get('sourceRef')) || !isElement(element.get('targetRef'));
  return element.$type === 'bpmn:BoundaryEvent' && !isElement(element.get('attachedToRef'));
}

/** Whether every step has a place and every flow a course: what has none could be neither seen nor put right. */
function isDrawn(root: ModdleElement): boolean {
  return drawnIn(root).size > 0 && undrawnIn(root).length === 0;
}
