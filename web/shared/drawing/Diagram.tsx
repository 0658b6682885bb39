import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { namesIn } from './elementNames.ts';
import { markStanding, type Standing, showElement } from './standing.ts';
import { useViewer } from './useViewer.ts';
import { ZoomButtons } from './ZoomButtons.tsx';

/**
 * A process as drawn, with where it stands; the same in words for those who do not see it. `focus` is the element that
 * is brought into sight where the drawing is larger than its box.
 */
export function Diagram({ process, focus }: { process: Standing & { bpmnXml: string }; focus?: string }) {
  const { t } = useTranslation();
  const { bpmnXml, active } = process;
  const { box, viewer, failed } = useViewer(bpmnXml);
  useEffect(() => (viewer === null ? undefined : markStanding(viewer, process)), [viewer, process]);
  useEffect(() => {
    if (viewer !== null && focus !== undefined) showElement(viewer, focus);
  }, [viewer, focus]);
  const names = useMemo(() => namesIn(bpmnXml), [bpmnXml]);
  const where = active.map(({ elementId, count }) => `${names.get(elementId) ?? elementId} (${count})`);
  return (
    <>
      <p>
        {where.length === 0 ? t('measure.processOver') : `${t('measure.processAt')} ${where.join('、')}`}
        <span className="muted"> {t('measure.diagramLegend')}</span>
      </p>
      {viewer !== null && <ZoomButtons canvas={viewer.get('canvas')} />}
      {failed ? (
        <p className="empty problem">{t('measure.diagramFailed')}</p>
      ) : (
        <div ref={box} className="diagram" aria-busy={viewer === null} />
      )}
    </>
  );
}
