import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import type { ElementRegistry } from 'bpmn-js/lib/NavigatedViewer.js';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessView } from '../../data/types.ts';
import { useViewer } from '../../shared/drawing/useViewer.ts';
import { ZoomButtons } from '../../shared/drawing/ZoomButtons.tsx';
import { accent } from '../../theme.ts';
import { namesIn } from './elementNames.ts';

const passedFill = '#e3ecf5';

/** The outline of an element as drawn; the viewer sets its colours inline, so they are changed there too. */
function shapeOf(elements: ElementRegistry, id: string): SVGElement | null {
  return elements.getGraphics(id)?.querySelector<SVGElement>('.djs-visual > :first-child') ?? null;
}

/** Marks passed and active elements; an id that the drawing lacks is left alone. */
function mark(viewer: NavigatedViewer, process: ProcessView): void {
  const elements = viewer.get('elementRegistry');
  const overlays = viewer.get('overlays');
  for (const id of process.passed) {
    const shape = shapeOf(elements, id);
    if (shape) shape.style.fill = passedFill;
  }
  for (const { elementId, count } of process.active) {
    if (!elements.get(elementId)) continue;
    const shape = shapeOf(elements, elementId);
    if (shape) Object.assign(shape.style, { stroke: accent, strokeWidth: '4px' });
    const badge = document.createElement('span');
    badge.className = 'diagram-count';
    badge.textContent = String(count);
    overlays.add(elementId, { position: { top: -10, right: 14 }, html: badge });
  }
}

/** The process as drawn, with where it stands; the same in words for those who do not see it. */
export function Diagram({ process }: { process: ProcessView }) {
  const { t } = useTranslation();
  const markIt = useCallback((drawn: NavigatedViewer) => mark(drawn, process), [process]);
  const { box, viewer, failed } = useViewer(process.bpmnXml, markIt);
  const names = namesIn(process.bpmnXml);
  const where = process.active.map(({ elementId, count }) => `${names.get(elementId) ?? elementId} (${count})`);
  return (
    <>
      <p>
        {where.length === 0 ? t('measure.processOver') : `${t('measure.processAt')} ${where.join('、')}`}
        <span className="muted"> {t('measure.diagramLegend')}</span>
      </p>
      {viewer !== null && <ZoomButtons canvas={viewer.get('canvas')} />}
      {failed ? <p className="empty problem">{t('measure.diagramFailed')}</p> : <div ref={box} className="diagram" />}
    </>
  );
}
