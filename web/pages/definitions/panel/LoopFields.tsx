import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { collectionNames } from '../../../../domain/process/types.ts';
import { collectionWords } from '../../../../domain/process/words.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { type Edited, loopOf, loopText, setInLoop, setLoop } from './element.ts';

const most = 9;

/** Whether an element runs once or for each member of a collection, and when that is enough. */
export function LoopFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const words = useWords();
  const loop = loopOf(edited);
  const counts = Array.from({ length: most }, (_, at) => String(at + 1));
  return (
    <>
      <Field label={t('designer.forEach')} help={t('designer.forEachHelp')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('designer.once')}
            value={loopText(edited, 'duban:collection') || undefined}
            options={collectionNames.map((value) => ({ value: value as string, label: words(collectionWords[value]) }))}
            onChange={(value: string | undefined) => setLoop(edited, value ?? null)}
          />
        )}
      </Field>
      {loop !== null && (
        <>
          <Field label={t('designer.order')}>
            {(id) => (
              <Select
                id={id}
                value={loop.get('isSequential') === true}
                options={[
                  { value: false, label: t('designer.sideBySide') },
                  { value: true, label: t('designer.inTurn') },
                ]}
                onChange={(value) => setInLoop(edited, { isSequential: value })}
              />
            )}
          </Field>
          <Field label={t('designer.complete')}>
            {(id) => (
              <Select
                id={id}
                value={loopText(edited, 'duban:complete') || 'all'}
                options={[
                  { value: 'all', label: t('designer.allDone') },
                  { value: 'first', label: t('designer.firstDone') },
                  ...counts.slice(1).map((value) => ({ value, label: t('designer.nDone', { n: value }) })),
                ]}
                onChange={(value) => setInLoop(edited, { 'duban:complete': value })}
              />
            )}
          </Field>
        </>
      )}
    </>
  );
}
