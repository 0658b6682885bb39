import { Select } from 'antd';
import type { DiagramElement } from 'bpmn-js/lib/Modeler.js';
import type { ModdleElement } from 'bpmn-moddle';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../shared/Field.tsx';
import { defaultTimer, type ShapeKind, shapes } from '../modeler/shapes.ts';
import { type Edited, goTo, setTexts, setTimer, timerOf } from './element.ts';

const otherTask = /^bpmn:(Task|(Send|Receive|Manual|Script|BusinessRule)Task)$/;

/** What an element that cannot be run may be made into, so that it need not be drawn again; nothing for one that can. */
export function replacementsOf(edited: Edited): ShapeKind[] {
  const { type, businessObject } = edited.element;
  if (otherTask.test(type)) return ['workItem', 'operation'];
  if (type === 'bpmn:Transaction' || type === 'bpmn:AdHocSubProcess' || businessObject.get('triggeredByEvent') === true)
    return ['subProcess'];
  if (type === 'bpmn:ComplexGateway' || type === 'bpmn:EventBasedGateway') return ['choice', 'parallel'];
  const defined = Array.isArray(businessObject.get('eventDefinitions')) ? businessObject.get('eventDefinitions') : [];
  if (type === 'bpmn:StartEvent') return (defined as unknown[]).length > 0 ? ['start'] : [];
  if (type === 'bpmn:EndEvent') return (defined as ModdleElement[]).every(isTerminate) ? [] : ['end'];
  const waits = type === 'bpmn:IntermediateThrowEvent' || type === 'bpmn:IntermediateCatchEvent';
  return (waits || type === 'bpmn:BoundaryEvent') && timerOf(edited) === null ? ['timer'] : [];
}

const isTerminate = ({ $type }: ModdleElement) => $type === 'bpmn:TerminateEventDefinition';

/** Makes an element of another modeler into one that runs here; its name, flows and place stay. */
export function ReplaceField({ edited, kinds }: { edited: Edited; kinds: ShapeKind[] }) {
  const { t } = useTranslation();
  return (
    <Field label={t('designer.replace')} help={t('designer.replaceHelp')}>
      {(id) => (
        <Select<ShapeKind | null>
          id={id}
          value={null}
          placeholder={t('designer.choose')}
          options={kinds.map((value) => ({ value, label: t(`designer.shape.${value}`) }))}
          onChange={(kind) => kind !== null && replace(edited, kind)}
        />
      )}
    </Field>
  );
}

function replace({ modeler, element }: Edited, kind: ShapeKind): void {
  const { options, meaning } = shapes[kind];
  const attached = element.type === 'bpmn:BoundaryEvent' ? { type: element.type } : {};
  const made: DiagramElement = modeler.get('bpmnReplace').replaceElement(element, { ...options, ...attached });
  if (kind === 'timer') setTimer({ modeler, element: made }, defaultTimer);
  if (meaning !== undefined) setTexts({ modeler, element: made }, meaning);
  goTo(modeler, made.id);
}
