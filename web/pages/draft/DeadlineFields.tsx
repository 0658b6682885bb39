import { Input, Select } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deadline } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { Doubtful } from './Doubtful.tsx';
import type { Doubt } from './doubts.ts';
import type { ReviewActions } from './reviewActions.ts';

const deadlineKinds: Deadline['kind'][] = ['date', 'longTerm', 'dateThenLongTerm', 'none'];
const isDated = (kind: Deadline['kind']) => kind === 'date' || kind === 'dateThenLongTerm';

interface Props {
  id: string;
  deadline: Deadline;
  doubts: Doubt[];
  actions: ReviewActions;
}

/** Kind, date and printed words of a deadline. */
export const DeadlineFields = memo(function DeadlineFields({ id, deadline, doubts, actions }: Props) {
  const { t } = useTranslation();
  const set = (change: Partial<Deadline>) => actions.patch(id, { deadline: { ...deadline, ...change } });
  return (
    <Doubtful field="deadline" doubts={doubts} actions={actions}>
      <div className="field-row">
        <Field label={t('draft.deadlineKind')}>
          {(control) => (
            <Select
              id={control}
              value={deadline.kind}
              options={deadlineKinds.map((value) => ({ value, label: t(`deadlineKind.${value}`) }))}
              onChange={(kind) => set({ kind, date: isDated(kind) ? deadline.date : null })}
            />
          )}
        </Field>
        <Field label={t('draft.deadlineDate')}>
          {(control) => (
            <DayInput
              id={control}
              value={deadline.date}
              disabled={!isDated(deadline.kind)}
              onChange={(date) => set({ date })}
            />
          )}
        </Field>
        <Field label={t('draft.deadlineText')}>
          {(control) => (
            <Input id={control} value={deadline.text} onChange={(event) => set({ text: event.target.value })} />
          )}
        </Field>
      </div>
    </Doubtful>
  );
});
