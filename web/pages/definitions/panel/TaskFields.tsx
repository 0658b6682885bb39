import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { outcomeInWords, usualOutcomes } from '../../../../domain/process/outcomeWords.ts';
import { type DueRule, workItemKinds } from '../../../../domain/process/types.ts';
import { kindFacts } from '../../../../domain/workItemKinds.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { FormPart } from '../form/FormPart.tsx';
import { type Edited, setText, setTexts, textOf } from './element.ts';
import { DaysField, LateFields } from './LateFields.tsx';
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

/** As conditions write it, with what it means where that is known. */
const outcomeLabel = (value: string, meaning: string): string => (meaning === value ? value : `${meaning} · ${value}`);

/** What a work item means: who, what, until when, how it can end, what happens when it is late. */
export function TaskFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const words = useWords();
  const written = textOf(edited, 'duban:outcomes');
  const outcomes = written === '' ? [] : written.split(',');
  // Of the signing itself the due rule is the limit.
  const signs = textOf(edited, 'duban:kind') === 'SIGN';
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
            onChange={(value) =>
              setTexts(edited, { 'duban:kind': value, ...(value === 'SIGN' ? { 'duban:signWithin': null } : {}) })
            }
          />
        )}
      </Field>
      <RuleField
        label={t('designer.due')}
        {...(signs ? { help: t('designer.signDue') } : {})}
        value={textOf(edited, 'duban:due')}
        bases={dueBases}
        onChange={(value) => setText(edited, 'duban:due', value)}
      />
      {!signs && (
        <DaysField
          edited={edited}
          attribute="duban:signWithin"
          label={t('designer.signWithin')}
          help={t('designer.signHelp')}
        />
      )}
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
            value={outcomes}
            options={[...new Set([...outcomes, ...usualOutcomes])].map((value) => ({
              value,
              label: outcomeLabel(value, words(outcomeInWords(value))),
            }))}
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
