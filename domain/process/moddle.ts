import type { ModdleElement } from 'bpmn-moddle';

export function isElement(value: unknown): value is ModdleElement {
  return value !== null && typeof value === 'object' && '$type' in value;
}

/** The elements of a list property. */
export function elementsOf(element: ModdleElement, name: string): ModdleElement[] {
  const value = element.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** The id of the element that a reference points at. */
export function idOf(value: unknown): string | undefined {
  return isElement(value) ? value.id : undefined;
}

/** A text attribute, without blanks around it; absent when empty. */
export function textOf(element: ModdleElement, name: string): string | undefined {
  const value = element.get(name);
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** The text of an expression element. */
export function bodyOf(expression: unknown): string | undefined {
  if (expression === null || typeof expression !== 'object' || !('body' in expression)) return undefined;
  return typeof expression.body === 'string' && expression.body.trim() !== '' ? expression.body.trim() : undefined;
}

/** Some modelers leave out that elements name their flows; rules and layout go by that. */
export function connect(container: ModdleElement): void {
  for (const element of [...elementsOf(container, 'rootElements'), ...elementsOf(container, 'flowElements')]) {
    if (element.$type === 'bpmn:SequenceFlow') {
      join(element.get('sourceRef'), 'outgoing', element);
      join(element.get('targetRef'), 'incoming', element);
    } else {
      connect(element);
    }
  }
}

function join(end: unknown, list: 'incoming' | 'outgoing', flow: ModdleElement): void {
  const flows = isElement(end) ? end.get(list) : undefined;
  if (Array.isArray(flows) && !flows.includes(flow)) flows.push(flow);
}
