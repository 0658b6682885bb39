import { Alert, Button, Input } from 'antd';
import type Modeler from 'bpmn-js/lib/Modeler.js';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Definition } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { fitDrawing } from '../../shared/drawing/fit.ts';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';
import { saveFile } from '../../shared/saveFile.ts';
import { Findings } from './Findings.tsx';
import { isUndrawn, takeOut } from './modeler/takeOut.ts';
import { PALETTE_WIDTH, useModeler } from './modeler/useModeler.ts';
import { ElementPanel } from './panel/ElementPanel.tsx';
import { goTo, nameOf } from './panel/element.ts';
import { ReplaceByFile } from './ReplaceByFile.tsx';
import type { SavingHandle } from './useSaving.ts';

/** Marks what the check has found on the elements themselves. */
function useFindingMarks(modeler: Modeler | null, findings: SavingHandle['findings']): void {
  useEffect(() => {
    if (modeler === null) return;
    const overlays = modeler.get('overlays');
    overlays.remove({ type: 'finding' });
    for (const id of new Set(findings.map((finding) => finding.elementId))) {
      if (id === null || modeler.get('elementRegistry').get(id) === undefined) continue;
      const badge = document.createElement('span');
      const grave = findings.some(({ elementId, severity }) => elementId === id && severity === 'error');
      badge.className = grave ? 'finding-badge finding-badge-error' : 'finding-badge';
      badge.textContent = grave ? '✕' : '!';
      overlays.add(id, 'finding', { position: { top: -10, left: -10 }, html: badge });
    }
  }, [modeler, findings]);
}

function SavingState({ handle }: { handle: SavingHandle }) {
  const { t } = useTranslation();
  const conflict = handle.problem?.code === 'STALE_VERSION';
  return (
    <>
      {handle.restored && <Alert type="info" showIcon title={t('designer.restored')} />}
      <Problem
        problem={handle.problem}
        kept={t('designer.mineNotSaved')}
        onRetry={conflict ? undefined : handle.retry}
      />
      {conflict && (
        <p className="row-actions">
          <Button onClick={handle.drop}>{t('designer.takeTheirs')}</Button>
          <Button onClick={handle.overwrite}>{t('designer.keepMine')}</Button>
        </p>
      )}
    </>
  );
}

/** It may be empty while another name is typed; an empty one is not kept. */
function NameField({ handle }: { handle: SavingHandle }) {
  const { t } = useTranslation();
  const [name, setName] = useState(handle.name);
  const type = (typed: string) => {
    setName(typed);
    if (typed.trim() !== '') handle.change({ name: typed });
  };
  return (
    <Field label={t('definitions.name')}>
      {(id) => (
        <Input
          id={id}
          maxLength={100}
          value={name}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setName(handle.name)}
        />
      )}
    </Field>
  );
}

/** The drawing board: diagram, what the selected element means, and what the check has found. */
export function Editor({ definition, handle }: { definition: Definition; handle: SavingHandle }) {
  const { t } = useTranslation();
  const words = useWords();
  const { box, modeler, failed } = useModeler(handle.first.bpmnXml, (bpmnXml) => handle.change({ bpmnXml }));
  useFindingMarks(modeler, handle.findings);
  const elementName = (id: string) => {
    const element = modeler?.get('elementRegistry').get(id);
    return element === undefined ? id : nameOf(element, words);
  };
  const exportFile = async () => {
    if (modeler !== null) saveFile(`${handle.name}.bpmn`, (await modeler.saveXML({ format: true })).xml);
  };
  return (
    <>
      <SavingState handle={handle} />
      <div className="designer-head">
        <NameField handle={handle} />
        <p className="row-actions">
          <span role="status" className="muted">
            {t(`designer.saving.${handle.saving}`)}
          </span>
          <Button size="small" onClick={() => modeler?.get('commandStack').undo()}>
            {t('designer.undo')}
          </Button>
          <Button size="small" onClick={() => modeler?.get('commandStack').redo()}>
            {t('designer.redo')}
          </Button>
          <Button size="small" onClick={() => modeler && fitDrawing(modeler.get('canvas'), PALETTE_WIDTH)}>
            {t('measure.zoomFit')}
          </Button>
          <Button size="small" onClick={() => void exportFile()}>
            {t('definitions.export')}
          </Button>
          <ReplaceByFile definitionId={definition.id} handle={handle} />
        </p>
      </div>
      {failed ? (
        <p className="empty">{t('measure.diagramFailed')}</p>
      ) : (
        <div className="designer">
          <div ref={box} className="designer-canvas" aria-busy={modeler === null} />
          {modeler !== null && <ElementPanel modeler={modeler} callable={definition.callable} />}
        </div>
      )}
      <Section title={t('definitions.findings')}>
        <Findings
          findings={handle.findings}
          nameOf={elementName}
          onGo={(id) => modeler !== null && goTo(modeler, id)}
          isUndrawn={(id) => modeler !== null && isUndrawn(modeler, id)}
          onTakeOut={(id) => modeler !== null && takeOut(modeler, id)}
        />
      </Section>
    </>
  );
}
