import type { FeelName } from '@bpmn-io/feel-editor';
import { Button, Input, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserMessage } from '../../../../domain/errors.ts';
import { holds } from '../../../../domain/process/conditions.ts';
import { syntaxFault } from '../../../../domain/process/feelNames.ts';
import { typeFault, typesOfFlow } from '../../../../domain/process/feelTypes.ts';
import { bodyOf } from '../../../../domain/process/moddle.ts';
import { conditionInWords } from '../../../../domain/process/words.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { formOfElement } from '../form/formElement.ts';
import type { Edited } from './element.ts';
import { FeelEditor } from './FeelEditor.tsx';
import { functionsIn, variablesOf } from './feelNames.ts';
import { notGiven, readValues } from './testValues.ts';

/** Tries a condition out on values: what would be decided. */
function TestBox({
  condition,
  faultOf,
}: {
  condition: string;
  faultOf: (condition: string) => UserMessage | undefined;
}) {
  const { t } = useTranslation();
  const [values, setValues] = useState('outcome = "ACCEPTED"');
  const words = useWords();
  const given = readValues(values);
  const fault = faultOf(condition);
  const missing = fault === undefined ? notGiven(condition, given) : [];
  const answer = holds(condition, given);
  const verdict = answer ? t('designer.holds') : t('designer.fails');
  return (
    <Field label={t('designer.test')} help={t('designer.testHelp')}>
      {(id) => (
        <>
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={values}
            onChange={(event) => setValues(event.target.value)}
          />
          <div role="status" className={answer ? 'test-holds' : 'test-fails'}>
            {fault !== undefined && t('designer.cannotTry', { fault: words(fault) })}
            {missing.length > 0 &&
              t('designer.givesNo', { names: words({ zh: missing.join('、'), en: missing.join(', ') }) })}
            {fault === undefined && missing.length === 0 && verdict}
          </div>
        </>
      )}
    </Field>
  );
}

/** A name and those of its members, written out, with what they mean. */
function namesOf({ name, detail = name, entries = [] }: FeelName): { name: string; label: string }[] {
  if (entries.length === 0) return [{ name, label: detail === name ? name : `${name} · ${detail}` }];
  return entries.flatMap((entry) =>
    namesOf(entry).map((one) => ({ name: `${name}.${one.name}`, label: `${detail} · ${one.label}` })),
  );
}

/** Names that a condition may use; a click writes one at its end. */
function VariableList({ edited, onPick }: { edited: Edited; onPick: (name: string) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const entries = variablesOf(edited, words).flatMap((name) => namesOf(name));
  return (
    <details>
      <summary>{t('designer.variables')}</summary>
      <div className="variable-list">
        {entries.map(({ name, label }) => (
          <Button key={name} size="small" onClick={() => onPick(name)}>
            {label}
          </Button>
        ))}
      </div>
    </details>
  );
}

/** When a branch is taken: a FEEL condition with its reading and a place to try it, or the way for everything else. */
export function ConditionFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const words = useWords();
  const { modeler, element } = edited;
  const flow = element.businessObject;
  const gateway = element.source;
  if (gateway === undefined) return null;
  const isDefault = gateway.businessObject.get('default') === flow;
  const condition = bodyOf(flow.get('conditionExpression'))?.replace(/^=\s*/, '') ?? '';
  const setCondition = (text: string) => {
    const body = text === '' ? undefined : modeler.get('moddle').create('bpmn:FormalExpression', { body: text });
    modeler.get('modeling').updateProperties(element, { conditionExpression: body });
  };
  const setDefault = (on: boolean) => {
    if (on && condition !== '') setCondition('');
    modeler.get('modeling').updateProperties(gateway, { default: on ? flow : undefined });
  };
  const elementName = (id: string) => modeler.get('elementRegistry').get(id)?.businessObject.name;
  const formOf = (id: string) => {
    const step = modeler.get('elementRegistry').get(id);
    return step === undefined ? undefined : (formOfElement({ modeler, element: step }) ?? undefined);
  };
  const typeOf = typesOfFlow((id) => (modeler.get('elementRegistry').get(id) === undefined ? null : formOf(id)));
  const faultOf = (text: string) => syntaxFault(text) ?? typeFault(text, typeOf);
  return (
    <>
      <Field label={t('designer.isDefault')} help={t('designer.isDefaultHelp')}>
        {(id) => <Switch id={id} checked={isDefault} onChange={setDefault} />}
      </Field>
      {!isDefault && (
        <>
          <Field label={t('designer.condition')} help={t('designer.conditionHelp')} group>
            {(id) => (
              <>
                <FeelEditor
                  id={id}
                  label={t('designer.condition')}
                  value={condition}
                  variables={variablesOf(edited, words)}
                  functions={functionsIn(words)}
                  onChange={setCondition}
                />
                {condition !== '' && (
                  <div className="muted">{words(conditionInWords(condition, elementName, formOf))}</div>
                )}
              </>
            )}
          </Field>
          <VariableList
            edited={edited}
            onPick={(name) => setCondition(condition === '' ? name : `${condition} ${name}`)}
          />
          {condition !== '' && <TestBox condition={condition} faultOf={faultOf} />}
        </>
      )}
    </>
  );
}
