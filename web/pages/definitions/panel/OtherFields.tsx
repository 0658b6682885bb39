import { Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { operationNames } from '../../../../domain/process/extension.ts';
import type { DueRule } from '../../../../domain/process/types.ts';
import { operationWords } from '../../../../domain/process/words.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { type Edited, setText, setTexts, setTimer, textOf, timerOf } from './element.ts';
import { ResultFields } from './ResultFields.tsx';
import { RuleField } from './RuleField.tsx';
import { dueBases } from './TaskFields.tsx';

export function OperationFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <>
      <Field label={t('designer.operation')}>
        {(id) => (
          <Select
            id={id}
            value={textOf(edited, 'duban:operation') || undefined}
            options={operationNames.map((value) => ({ value: value as string, label: words(operationWords[value]) }))}
            onChange={(value) => setTexts(edited, { 'duban:operation': value, 'duban:parameters': null })}
          />
        )}
      </Field>
      {textOf(edited, 'duban:operation') === 'setScore' && <ResultFields edited={edited} />}
    </>
  );
}

const timerBases: readonly DueRule['base'][] = dueBases;
const boundaryBases: readonly DueRule['base'][] = [...dueBases, 'due'];

export function TimerFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const { modeler, element } = edited;
  const attached = element.type === 'bpmn:BoundaryEvent';
  const own = timerOf(edited)?.get('duban:timer');
  return (
    <>
      <RuleField
        label={attached ? t('designer.limit') : t('designer.waitUntil')}
        value={typeof own === 'string' ? own : ''}
        bases={attached ? boundaryBases : timerBases}
        onChange={(rule) => setTimer(edited, rule)}
      />
      {attached && (
        <Field label={t('designer.interrupting')} help={t('designer.interruptingHelp')}>
          {(id) => (
            <Switch
              id={id}
              checked={element.businessObject.get('cancelActivity') !== false}
              onChange={(on) => {
                const options = {
                  type: 'bpmn:BoundaryEvent',
                  cancelActivity: on,
                  eventDefinitionType: 'bpmn:TimerEventDefinition',
                };
                modeler.get('bpmnReplace').replaceElement(element, options);
              }}
            />
          )}
        </Field>
      )}
    </>
  );
}

const gateways = ['bpmn:ExclusiveGateway', 'bpmn:ParallelGateway', 'bpmn:InclusiveGateway'] as const;

export function GatewayFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const { modeler, element } = edited;
  return (
    <Field label={t('designer.gateway')}>
      {(id) => (
        <Select
          id={id}
          value={element.type}
          options={gateways.map((value) => ({
            value: value as string,
            label: t(`designer.gatewayKind.${value.slice(5) as 'ExclusiveGateway'}`),
          }))}
          onChange={(type) => modeler.get('bpmnReplace').replaceElement(element, { type })}
        />
      )}
    </Field>
  );
}

export function CallFields({ edited, callable }: { edited: Edited; callable: { key: string; name: string }[] }) {
  const { t } = useTranslation();
  return (
    <Field label={t('designer.called')} help={t('designer.calledHelp')}>
      {(id) => (
        <Select
          id={id}
          value={textOf(edited, 'calledElement') || undefined}
          options={callable.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(value) => setText(edited, 'calledElement', value)}
        />
      )}
    </Field>
  );
}

export function EndFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const { modeler, element } = edited;
  const definitions: unknown = element.businessObject.get('eventDefinitions');
  const terminates = Array.isArray(definitions) && definitions.length > 0;
  return (
    <Field label={t('designer.terminate')} help={t('designer.terminateHelp')}>
      {(id) => (
        <Switch
          id={id}
          checked={terminates}
          onChange={(on) => {
            const terminate = on ? { eventDefinitionType: 'bpmn:TerminateEventDefinition' } : {};
            modeler.get('bpmnReplace').replaceElement(element, { type: 'bpmn:EndEvent', ...terminate });
          }}
        />
      )}
    </Field>
  );
}
