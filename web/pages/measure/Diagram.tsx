import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessView } from '../../data/types.ts';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';

/** Marks passed and active elements; an id that the drawing lacks is left alone. */
function mark(viewer: NavigatedViewer, process: ProcessView): void {
  const elements = viewer.get('elementRegistry');
  const canvas = viewer.get('canvas');
  const overlays = viewer.get('overlays');
  for (const id of process.passed) if (elements.get(id)) canvas.addMarker(id, 'passed');
  for (const { elementId, count } of process.active) {
    if (!elements.get(elementId)) continue;
    canvas.addMarker(elementId, 'active');
    const badge = document.createElement('span');
    badge.className = 'diagram-count';
    badge.textContent = String(count);
    overlays.add(elementId, { position: { top: -10, right: 14 }, html: badge });
  }
}

/** Names of elements by id, as the BPMN text has them. */
function namesIn(bpmnXml: string): Map<string, string> {
  const document = new DOMParser().parseFromString(bpmnXml, 'application/xml');
  return new Map(
    [...document.querySelectorAll('[id][name]')].map((node) => [node.id, node.getAttribute('name') ?? '']),
  );
}

/** The process as drawn, with where it stands; the same in words for those who do not see it. */
export function Diagram({ process }: { process: ProcessView }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (box.current === null) return undefined;
    const viewer = new NavigatedViewer({ container: box.current });
    let gone = false;
    viewer.importXML(process.bpmnXml).then(
      () => {
        if (gone) return;
        mark(viewer, process);
        viewer.get('canvas').zoom('fit-viewport', 'auto');
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      viewer.destroy();
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
      {failed ? <p className="empty">{t('measure.diagramFailed')}</p> : <div ref={box} className="diagram" />}
    </>
  );
}
