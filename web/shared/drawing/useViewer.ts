import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { keepFitted } from './fit.ts';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';

/** A drawing to look at: put `box` on the element that shows it. `viewer` is null until it is read, or `failed`. */
export function useViewer(bpmnXml: string): {
  box: RefObject<HTMLDivElement | null>;
  viewer: NavigatedViewer | null;
  failed: boolean;
} {
  const box = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<NavigatedViewer | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const container = box.current;
    if (container === null) return undefined;
    const made = new NavigatedViewer({ container });
    let gone = false;
    let leave = () => {};
    setFailed(false);
    made.importXML(bpmnXml).then(
      () => {
        if (gone) return;
        leave = keepFitted(container, made.get('canvas'));
        setViewer(made);
      },
      // A drawing that is thrown away while it is read fails, and that is nobody's concern.
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
      leave();
      setViewer(null);
      made.destroy();
    };
  }, [bpmnXml]);
  return { box, viewer, failed };
}
