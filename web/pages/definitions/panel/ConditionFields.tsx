import type { FeelName } from '@bpmn-io/feel-editor';
import { Button, Input, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holds } from '../../../../domain/process/conditions.ts';
import { feelInWords } from '../../../../domain/process/feelWords.ts';
import { bodyOf } from '../../../../domain/process/moddle.ts';
import type { Variables } from '../../../../domain/process/types.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import type { Edited } from './element.ts';
import { FeelEditor } from './FeelEditor.tsx';
import { functionsIn, variablesOf } from './feelNames.ts';

/** Values typed as `name = value`, one a line; a value that is no JSON is taken as text. */
function readValues(text: string): Variables {
  const lines = text.split('\n').flatMap((line) => {
    const match = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(line);
    return match?.[1] === undefined || match[2] === undefined ? [] : [[match[1], match[2]] as const];
  });
  const values: Variables = {};
  for (const [path, raw] of lines) {
    const [name = path, member] = path.split('.');
    const value = parsed(raw);
    if (member === undefined) values[name] = value;
    else values[name] = { ...(typeof values[name] === 'object' ? (values[name] as Variables) : {}), [member]: value };
  }
  return values;
}

function parsed(raw: string): Variables[string] {
  try {
    return JSON.parse(raw) as Variables[string];
  } catch {
    return raw;
  }
}

/** Tries a condition out on values: what would be decided. */
function TestBox({ condition }: { condition: string }) {
  const { t } = useTranslation();
  const [values, setValues] = useState('outcome = "ACCEPTED"');
  const answer = holds(condition, readValues(values));
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
            {answer ? t('designer.holds') : t('designer.fails')}
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
    if (on) setCondition('');
    modeler.get('modeling').updateProperties(gateway, { default: on ? flow : undefined });
  };
  const elementName = (id: string) => modeler.get('elementRegistry').get(id)?.businessObject.name;
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
                {condition !== '' && <div className="muted">{words(feelInWords(condition, elementName))}</div>}
              </>
            )}
          </Field>
          <VariableList
            edited={edited}
            onPick={(name) => setCondition(condition === '' ? name : `${condition} ${name}`)}
          />
          {condition !== '' && <TestBox condition={condition} />}
        </>
      )}
    </>
  );
}
