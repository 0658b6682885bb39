import { Button } from 'antd';
import NavigatedViewer, { type Canvas, type ElementRegistry } from 'bpmn-js/lib/NavigatedViewer.js';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessView } from '../../data/types.ts';
import { accent } from '../../theme.ts';
import { namesIn } from './elementNames.ts';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';

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

function ZoomButtons({ canvas }: { canvas: Canvas }) {
  const { t } = useTranslation();
  return (
    <p className="row-actions">
      <Button size="small" onClick={() => canvas.zoom(canvas.zoom() * 1.4, 'auto')}>
        {t('measure.zoomIn')}
      </Button>
      <Button size="small" onClick={() => canvas.zoom(canvas.zoom() / 1.4, 'auto')}>
        {t('measure.zoomOut')}
      </Button>
      <Button size="small" onClick={() => canvas.zoom('fit-viewport', 'auto')}>
        {t('measure.zoomFit')}
      </Button>
    </p>
  );
}

/** The process as drawn, with where it stands; the same in words for those who do not see it. */
export function Diagram({ process }: { process: ProcessView }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<NavigatedViewer | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (box.current === null) return undefined;
    const made = new NavigatedViewer({ container: box.current });
    // A drawing that is thrown away while it is read fails, and that is nobody's concern.
    let gone = false;
    made.importXML(process.bpmnXml).then(
      () => {
        if (gone) return;
        mark(made, process);
        made.get('canvas').zoom('fit-viewport', 'auto');
        setViewer(made);
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
      setViewer(null);
      made.destroy();
    };
  }, [process]);
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
