import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ladderEnds } from '../../../../domain/process/extension.ts';
import { type DueRule, type HolderRule, workItemKinds } from '../../../../domain/process/types.ts';
import { collectionWords, holderWords, ladderWords } from '../../../../domain/process/words.ts';
import { kindFacts } from '../../../../domain/workItemKinds.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { FormPart } from '../form/FormPart.tsx';
import { drawnElements, type Edited, loopText, nameOf, setLoop, setText, textOf } from './element.ts';
import { LoopFields } from './LoopFields.tsx';
import { RuleField } from './RuleField.tsx';

const unitCollections = [
  'answerableUnits',
  'leadUnits',
  'responsibleUnits',
  'supportingUnits',
  'contributingUnits',
  'allUnits',
] as const;
const alone: readonly HolderRule[] = [
  'office',
  'responsibleLeader',
  'discipline',
  'coordinator',
  'memberUnit',
  'planUnit',
];

export const dueBases: readonly DueRule['base'][] = [
  'opened',
  'deadline',
  'period.opensOn',
  'period.dueOn',
  'period.cutOffOn',
  'year.opensOn',
  'date',
];

/** Whether one of a list of names stands there. */
function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}

/** Who holds it: one party, or each unit of a collection for itself. */
function WhoField({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const words = useWords();
  const collection = loopText(edited, 'duban:collection');
  const holder = textOf(edited, 'duban:holder');
  const each = holder === 'memberUnit' && isOneOf(unitCollections, collection);
  const choose = (value: string) => {
    if (isOneOf(unitCollections, value)) {
      setText(edited, 'duban:holder', 'memberUnit');
      setLoop(edited, value);
      return;
    }
    setText(edited, 'duban:holder', value);
    if (isOneOf(unitCollections, collection)) setLoop(edited, null);
  };
  return (
    <Field label={t('designer.who')} help={t('designer.whoHelp')}>
      {(id) => (
        <Select
          id={id}
          value={each ? collection : holder || undefined}
          options={[
            {
              label: t('designer.together'),
              options: alone.map((value) => ({ value: value as string, label: words(holderWords[value]) })),
            },
            {
              label: t('designer.each'),
              options: unitCollections.map((value) => ({
                value: value as string,
                label: words(collectionWords[value]),
              })),
            },
          ]}
          onChange={choose}
        />
      )}
    </Field>
  );
}

function ReviewsField({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const tasks = drawnElements(edited.modeler).filter(
    ({ id, type }) => type === 'bpmn:UserTask' && id !== edited.element.id,
  );
  return (
    <Field label={t('designer.reviews')} help={t('designer.reviewsHelp')}>
      {(id) => (
        <Select
          id={id}
          allowClear
          value={textOf(edited, 'duban:reviews') || undefined}
          options={tasks.map((task) => ({ value: task.id, label: nameOf(task) }))}
          onChange={(value: string | undefined) => setText(edited, 'duban:reviews', value ?? null)}
        />
      )}
    </Field>
  );
}

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
      <WhoField edited={edited} />
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
      <ReviewsField edited={edited} />
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
