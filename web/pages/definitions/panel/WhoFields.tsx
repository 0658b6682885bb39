import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HolderRule } from '../../../../domain/process/types.ts';
import { collectionWords, holderWords } from '../../../../domain/process/words.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { PartySelect } from '../../../shared/PartySelect.tsx';
import { drawnElements, type Edited, loopText, nameOf, setLoop, setText, setTexts, textOf } from './element.ts';

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
  'leadingGroupHead',
  'chiefLeader',
  'discipline',
  'post',
  'doer',
  'coordinator',
  'memberUnit',
  'planUnit',
];
/** Kinds of post that hold items: administrators hold none. */
const holdingKinds = 'OFFICE,UNIT_HEAD,LIAISON,LEADER,CHIEF_LEADER,DISCIPLINE';

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
    const others = { 'duban:post': null, 'duban:postTitle': null, 'duban:doerOf': null };
    if (isOneOf(unitCollections, value)) {
      setLoop(edited, value, { ...others, 'duban:holder': 'memberUnit' });
      return;
    }
    const texts = { ...others, 'duban:holder': value };
    if (isOneOf(unitCollections, collection)) setLoop(edited, null, texts);
    else setTexts(edited, texts);
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

/** One of the other work items of the drawing, as the value of an attribute. */
export function TaskSelect({
  edited,
  attribute,
  label,
  help,
}: {
  edited: Edited;
  attribute: string;
  label: string;
  help: string;
}) {
  const words = useWords();
  const tasks = drawnElements(edited.modeler).filter(
    ({ id, type }) => type === 'bpmn:UserTask' && id !== edited.element.id,
  );
  return (
    <Field label={label} help={help}>
      {(id) => (
        <Select
          id={id}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={textOf(edited, attribute) || undefined}
          options={tasks.map((task) => ({ value: task.id, label: nameOf(task, words) }))}
          onChange={(value: string | undefined) => setText(edited, attribute, value ?? null)}
        />
      )}
    </Field>
  );
}

function PostField({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const chosen = textOf(edited, 'duban:post');
  const title = textOf(edited, 'duban:postTitle');
  return (
    <Field label={t('designer.post')} required help={t('designer.postHelp')}>
      {(id) => (
        <PartySelect
          id={id}
          noun="posts"
          kind={holdingKinds}
          {...(chosen === '' || title === '' ? {} : { known: [{ id: chosen, name: title }] })}
          value={chosen === '' ? null : chosen}
          onChange={(post, title) => setTexts(edited, { 'duban:post': post, 'duban:postTitle': title })}
        />
      )}
    </Field>
  );
}

/** Who holds a work item, and, where that needs one, the post or the step that says who. */
export function WhoFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const holder = textOf(edited, 'duban:holder');
  return (
    <>
      <WhoField edited={edited} />
      {holder === 'post' && <PostField edited={edited} />}
      {holder === 'doer' && (
        <TaskSelect
          edited={edited}
          attribute="duban:doerOf"
          label={t('designer.doerOf')}
          help={t('designer.doerOfHelp')}
        />
      )}
    </>
  );
}
