import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ladderEnds } from '../../../../domain/process/extension.ts';
import { type DueRule, workItemKinds } from '../../../../domain/process/types.ts';
import { ladderWords } from '../../../../domain/process/words.ts';
import { kindFacts } from '../../../../domain/workItemKinds.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { FormPart } from '../form/FormPart.tsx';
import { type Edited, setText, textOf } from './element.ts';
import { LoopFields } from './LoopFields.tsx';
import { RuleField } from './RuleField.tsx';
import { TaskSelect, WhoFields } from './WhoFields.tsx';

export const dueBases: readonly DueRule['base'][] = [
  'opened',
  'deadline',
  'period.opensOn',
  'period.dueOn',
  'period.cutOffOn',
  'year.opensOn',
  'date',
];

function LateFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const words = useWords();
  const deemed = textOf(edited, 'duban:deemedAfter');
  return (
    <>
      <Field label={t('designer.ladder')} help={t('designer.ladderHelp')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('designer.noLadder')}
            value={textOf(edited, 'duban:ladderUpTo') || undefined}
            options={ladderEnds.map((value) => ({ value: value as string, label: words(ladderWords[value]) }))}
            onChange={(value: string | undefined) => setText(edited, 'duban:ladderUpTo', value ?? null)}
          />
        )}
      </Field>
      <Field label={t('designer.deemedAfter')} help={t('designer.deemedHelp')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={366}
            precision={0}
            value={deemed === '' ? null : Number(deemed)}
            onChange={(value) => setText(edited, 'duban:deemedAfter', value === null ? null : String(value))}
          />
        )}
      </Field>
    </>
  );
}

/** What a work item means: who, what, until when, how it can end, what happens when it is late. */
export function TaskFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const words = useWords();
  const outcomes = textOf(edited, 'duban:outcomes');
  return (
    <>
      <WhoFields edited={edited} />
      <Field label={t('designer.kind')}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            value={textOf(edited, 'duban:kind') || undefined}
            options={workItemKinds.map((value) => ({ value: value as string, label: words(kindFacts[value].label) }))}
            onChange={(value) => setText(edited, 'duban:kind', value)}
          />
        )}
      </Field>
      <RuleField
        label={t('designer.due')}
        value={textOf(edited, 'duban:due')}
        bases={dueBases}
        onChange={(value) => setText(edited, 'duban:due', value)}
      />
      <TaskSelect
        edited={edited}
        attribute="duban:reviews"
        label={t('designer.reviews')}
        help={t('designer.reviewsHelp')}
      />
      <Field label={t('designer.outcomes')} help={t('designer.outcomesHelp')}>
        {(id) => (
          <Select
            id={id}
            mode="tags"
            tokenSeparators={[',', '，', '、']}
            value={outcomes === '' ? [] : outcomes.split(',')}
            onChange={(value: string[]) => setText(edited, 'duban:outcomes', value.join(','))}
          />
        )}
      </Field>
      <FormPart edited={edited} />
      <LateFields edited={edited} />
      <LoopFields edited={edited} />
    </>
  );
}
