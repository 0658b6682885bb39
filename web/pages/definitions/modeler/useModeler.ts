import Modeler from 'bpmn-js/lib/Modeler.js';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { extensionPackage } from '../../../../domain/process/extension.ts';
import { keepFitted } from '../../../shared/drawing/fit.ts';
import { dubanModule, type ToolWords } from './dubanModule.ts';
import { shapeKinds } from './shapes.ts';
import { takeOutModule } from './takeOut.ts';
import { translatorOf } from './translate.ts';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';

/** Pixels at the left of the drawing that its palette covers. */
export const PALETTE_WIDTH = 116;

export interface ModelerState {
  box: RefObject<HTMLDivElement | null>;
  modeler: Modeler | null;
  /** The file could not be drawn. */
  failed: boolean;
  /** Rises with every change of drawing or selection. */
  turn: number;
}

/**
 * A modeler in `box` that shows `bpmnXml`; a later text is not read, the modeler has its own. `onChange` hears the text
 * after each change.
 */
export function useModeler(bpmnXml: string, onChange: (bpmnXml: string) => void): ModelerState {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [modeler, setModeler] = useState<Modeler | null>(null);
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  const current = useRef({ bpmnXml, onChange, words: {} as ToolWords });
  current.current.onChange = onChange;
  current.current.words = {
    ...(Object.fromEntries(shapeKinds.map((kind) => [kind, t(`designer.shape.${kind}`)])) as ToolWords),
    hand: t('designer.tool.hand'),
    lasso: t('designer.tool.lasso'),
    connect: t('designer.tool.connect'),
    remove: t('action.remove'),
  };
  const language = i18n.language;
  useEffect(() => {
    const at = current.current;
    const container = box.current;
    if (container === null) return undefined;
    const made = new Modeler({
      container,
      moddleExtensions: { duban: extensionPackage },
      additionalModules: [dubanModule(at.words, translatorOf(language)), takeOutModule],
    });
    let gone = false;
    let leave = () => {};
    const changed = async () => {
      setTurn((old) => old + 1);
      const { xml } = await made.saveXML({ format: true });
      if (gone) return;
      at.bpmnXml = xml;
      at.onChange(xml);
    };
    made.importXML(at.bpmnXml).then(
      () => {
        if (gone) return;
        leave = keepFitted(container, made.get('canvas'), PALETTE_WIDTH);
        made.on('commandStack.changed', () => void changed());
        made.on('selection.changed', () => setTurn((old) => old + 1));
        setModeler(made);
      },
      // A drawing thrown away while it is read is no failure.
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
      leave();
      setModeler(null);
      made.destroy();
    };
  }, [language]);
  return { box, modeler, failed, turn };
}
