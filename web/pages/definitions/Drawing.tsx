import { Button } from 'antd';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';

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
  const box = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<NavigatedViewer | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (box.current === null) return undefined;
    const made = new NavigatedViewer({ container: box.current });
    let gone = false;
    setFailed(false);
    made.importXML(bpmnXml).then(
      () => {
        if (gone) return;
        made.get('canvas').zoom('fit-viewport', 'auto');
        setViewer(made);
      },
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
      setViewer(null);
      made.destroy();
    };
  }, [bpmnXml]);
  useEffect(() => {
    if (viewer === null) return;
    for (const [id, mark] of Object.entries(marks ?? {})) {
      // The viewer sets its colours inline, so they are changed there.
      const graphics = viewer.get('elementRegistry').getGraphics(id);
      const shape = graphics?.querySelector<SVGElement>('.djs-visual > :first-child');
      if (shape) Object.assign(shape.style, markStyles[mark]);
    }
  }, [viewer, marks]);
  const zoom = (by: number) => viewer?.get('canvas').zoom(viewer.get('canvas').zoom() * by, 'auto');
  if (failed) return <p className="empty">{t('measure.diagramFailed')}</p>;
  return (
    <figure className="drawing" aria-label={label}>
      <p className="row-actions">
        <Button size="small" onClick={() => zoom(1.4)}>
          {t('measure.zoomIn')}
        </Button>
        <Button size="small" onClick={() => zoom(1 / 1.4)}>
          {t('measure.zoomOut')}
        </Button>
        <Button size="small" onClick={() => viewer?.get('canvas').zoom('fit-viewport', 'auto')}>
          {t('measure.zoomFit')}
        </Button>
      </p>
      <div ref={box} className="diagram" />
    </figure>
  );
}
