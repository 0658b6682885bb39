import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import { accent } from '../../theme.ts';

/** Elements that hold tokens, with how many, and those that were passed. */
export interface Standing {
  active: { elementId: string; count: number }[];
  passed: string[];
}

const passedFill = '#e3ecf5';

/** The outline of an element as drawn; the viewer sets its colours inline, so they are changed there too. */
export function shapeOf(viewer: NavigatedViewer, elementId: string): SVGElement | null {
  const graphics = viewer.get('elementRegistry').getGraphics(elementId);
  return graphics?.querySelector<SVGElement>('.djs-visual > :first-child') ?? null;
}

/** Pixels that are left between an element that is brought into sight and the edge. */
const margin = 12;

/** Moves the drawing so far that an element can be seen. */
export function showElement(viewer: NavigatedViewer, elementId: string): void {
  const element = viewer.get('elementRegistry').get(elementId);
  if (element !== undefined) viewer.get('canvas').scrollToElement(element, margin);
}

/**
 * Marks passed and active elements; an id that the drawing lacks is left alone. `follow` is what a click on a count
 * does; whoever uses no mouse finds the same links in words beside the drawing.
 *
 * @returns takes the marks away again.
 */
export function markStanding(
  viewer: NavigatedViewer,
  { active, passed }: Standing,
  follow?: (elementId: string) => void,
): () => void {
  const elements = viewer.get('elementRegistry');
  const overlays = viewer.get('overlays');
  const restyled = new Map<SVGElement, string | null>();
  const restyle = (elementId: string, style: Partial<CSSStyleDeclaration>) => {
    const shape = shapeOf(viewer, elementId);
    if (shape === null) return;
    if (!restyled.has(shape)) restyled.set(shape, shape.getAttribute('style'));
    Object.assign(shape.style, style);
  };
  for (const id of passed) restyle(id, { fill: passedFill });
  const badges: string[] = [];
  for (const { elementId, count } of active) {
    if (!elements.get(elementId)) continue;
    restyle(elementId, { stroke: accent, strokeWidth: '4px' });
    const badge = document.createElement('span');
    badge.className = 'diagram-count';
    badge.textContent = String(count);
    if (follow !== undefined) {
      badge.classList.add('diagram-count-link');
      badge.addEventListener('click', () => follow(elementId));
    }
    badges.push(overlays.add(elementId, { position: { top: -10, right: 14 }, html: badge }));
  }
  return () => {
    for (const [shape, style] of restyled) shape.setAttribute('style', style ?? '');
    for (const badge of badges) overlays.remove(badge);
  };
}
