import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { shapeOf } from '../../shared/drawing/standing.ts';
import { useViewer } from '../../shared/drawing/useViewer.ts';
import { ZoomButtons } from '../../shared/drawing/ZoomButtons.tsx';

interface Props {
  bpmnXml: string;
  label: string;
  /** Elements that differ from another version. */
  marks?: Record<string, Mark>;
}

export type Mark = 'added' | 'removed' | 'changed';

const markStyles: Record<Mark, Partial<CSSStyleDeclaration>> = {
  added: { stroke: '#1b5e20', strokeWidth: '4px' },
  removed: { stroke: '#b3261e', strokeWidth: '4px', strokeDasharray: '6 4' },
  changed: { stroke: '#7a5200', strokeWidth: '4px' },
};

/** A definition as drawn, to look at. */
export function Drawing({ bpmnXml, label, marks }: Props) {
  const { t } = useTranslation();
  const { box, viewer, failed } = useViewer(bpmnXml);
  useEffect(() => {
    if (viewer === null) return;
    for (const [id, mark] of Object.entries(marks ?? {})) {
      const shape = shapeOf(viewer, id);
      if (shape) Object.assign(shape.style, markStyles[mark]);
    }
  }, [viewer, marks]);
  if (failed) return <p className="empty">{t('measure.diagramFailed')}</p>;
  return (
    <figure className="drawing" aria-label={label}>
      {viewer !== null && <ZoomButtons canvas={viewer.get('canvas')} />}
      <div ref={box} className="diagram" aria-busy={viewer === null} />
    </figure>
  );
}
