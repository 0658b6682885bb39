import { Input, Select } from 'antd';
import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { DiagramElement } from 'bpmn-js/lib/Modeler.js';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserMessage } from '../../../../domain/errors.ts';
import { drawnType } from '../../../../domain/process/elementNames.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { ArrangeFields } from './ArrangeFields.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { drawnElements, type Edited, goTo, nameOf, setText } from './element.ts';
import { LoopFields } from './LoopFields.tsx';
import { CallFields, EndFields, GatewayFields, OperationFields, TimerFields } from './OtherFields.tsx';
import { ReplaceField, replacementsOf } from './ReplaceField.tsx';
import { TaskFields } from './TaskFields.tsx';

const decides = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'];

interface MeaningProps {
  edited: Edited;
  callable: { key: string; name: string }[];
}

/** The fields of what an element means, by its type. */
function Meaning({ edited, callable }: MeaningProps) {
  const { element } = edited;
  const kinds = replacementsOf(edited);
  if (kinds.length > 0) return <ReplaceField edited={edited} kinds={kinds} />;
  switch (element.type) {
    case 'bpmn:UserTask':
      return <TaskFields edited={edited} />;
    case 'bpmn:ServiceTask':
      return <OperationFields edited={edited} />;
    case 'bpmn:SubProcess':
      return <LoopFields edited={edited} />;
    case 'bpmn:CallActivity':
      return <CallFields edited={edited} callable={callable} />;
    case 'bpmn:IntermediateCatchEvent':
    case 'bpmn:BoundaryEvent':
      return <TimerFields edited={edited} />;
    case 'bpmn:EndEvent':
      return <EndFields edited={edited} />;
    case 'bpmn:ExclusiveGateway':
    case 'bpmn:ParallelGateway':
    case 'bpmn:InclusiveGateway':
      return <GatewayFields edited={edited} />;
    case 'bpmn:SequenceFlow':
      return decides.includes(element.source?.type ?? '') ? <ConditionFields edited={edited} /> : null;
    default:
      return null;
  }
}

/** The name as drawn; typed letters are one change, made when the field is left. */
function NameField({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const drawn = edited.element.businessObject.name ?? '';
  const [name, setName] = useState(drawn);
  useEffect(() => setName(drawn), [drawn]);
  const store = () => {
    if (name !== drawn) setText(edited, 'name', name);
  };
  return (
    <Field label={t('designer.name')}>
      {(id) => (
        <Input
          id={id}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
          onBlur={store}
          onPressEnter={store}
        />
      )}
    </Field>
  );
}

/** An element in the list of all: its name and, where that does not say it, what it is. */
function inList(element: DiagramElement, words: (message: UserMessage) => string): string {
  const name = nameOf(element, words);
  const type = words(drawnType(element.type));
  return name.startsWith(type) && !element.businessObject.name ? name : `${name} · ${type}`;
}

interface Props {
  modeler: Modeler;
  callable: { key: string; name: string }[];
}

/** What the selected element means; the list on top reaches every element without a mouse. */
export function ElementPanel({ modeler, callable }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const elements = drawnElements(modeler);
  const [selected] = modeler.get('selection').get();
  const element: DiagramElement | undefined = selected?.labelTarget ?? selected;
  const edited = element === undefined ? null : { modeler, element };
  return (
    <aside className="designer-panel" aria-label={t('designer.panel')}>
      <Field label={t('designer.element')}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('designer.choose')}
            value={element?.id}
            options={elements.map((one) => ({ value: one.id, label: inList(one, words) }))}
            onChange={(value) => goTo(modeler, value)}
          />
        )}
      </Field>
      {edited === null ? (
        <p className="muted">{t('designer.nothingSelected')}</p>
      ) : (
        <div key={edited.element.id}>
          <NameField edited={edited} />
          <Meaning edited={edited} callable={callable} />
          <ArrangeFields edited={edited} />
        </div>
      )}
    </aside>
  );
}
