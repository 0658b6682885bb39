import { Fragment, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { namesIn } from './elementNames.ts';
import { markStanding, type Standing, showElement } from './standing.ts';
import { useViewer } from './useViewer.ts';
import { ZoomButtons } from './ZoomButtons.tsx';

interface Props {
  process: Standing & { bpmnXml: string };
  /** The element that is brought into sight where the drawing is larger than its box. */
  focus?: string;
  /** Where the count of an element leads to. */
  linkOf?: (elementId: string) => string;
  /** What the drawing's frames, tints and numbers mean, where it is not what they mean for one process. */
  legend?: string;
}

/** A process as drawn, with where it stands; the same in words for those who do not see it. */
export function Diagram({ process, focus, linkOf, legend }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { bpmnXml, active } = process;
  const { box, viewer, failed } = useViewer(bpmnXml);
  const follow = useRef<((elementId: string) => void) | undefined>(undefined);
  useEffect(() => {
    follow.current = linkOf && ((elementId) => void navigate(linkOf(elementId)));
  });
  const linked = linkOf !== undefined;
  useEffect(() => {
    if (viewer === null) return undefined;
    return markStanding(viewer, process, linked ? (elementId) => follow.current?.(elementId) : undefined);
  }, [viewer, process, linked]);
  useEffect(() => {
    if (viewer !== null && focus !== undefined) showElement(viewer, focus);
  }, [viewer, focus]);
  const names = useMemo(() => namesIn(bpmnXml), [bpmnXml]);
  const where = active.map(({ elementId, count }, index) => {
    const words = `${names.get(elementId) ?? elementId} (${count})`;
    return (
      <Fragment key={elementId}>
        {index > 0 && '、'}
        {linkOf === undefined ? words : <Link to={linkOf(elementId)}>{words}</Link>}
      </Fragment>
    );
  });
  return (
    <>
      <p>
        {where.length === 0 ? (
          t('measure.processOver')
        ) : (
          <>
            {t('measure.processAt')} {where}
          </>
        )}
        <span className="muted"> {legend ?? t('measure.diagramLegend')}</span>
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
