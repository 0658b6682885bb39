import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../data/session.tsx';
import type { Day, DeadlinePreview, Measure } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
import { Section } from '../../shared/Section.tsx';
import { DeadlineMoves } from './DeadlineMoves.tsx';
import { useLooked } from './useLooked.ts';

/** The newest change of a deadline taken back, once it has been looked at what that puts back. */
export function UndoDeadlineForm({ measure, onClose }: { measure: Measure; onClose: () => void }) {
  const { t } = useTranslation();
  const { id: changeId = '', from = null, to = null } = measure.deadlineChange ?? {};
  const path = `/measures/${measure.id}/deadline/undo`;
  const edit = useLooked<DeadlinePreview>(path, t('measure.deadlineForm.undone'), onClose).edit({ changeId });
  const days = { from: from ?? t('deadlineKind.longTerm'), to: to ?? t('deadlineKind.longTerm') };
  return (
    <Section title={t('measure.change.act.undoDeadline')}>
      <p>{t('measure.deadlineForm.undoLead', days)}</p>
      <SaveWithReason edit={edit} onLeave={onClose}>
        {edit.preview && <DeadlineMoves preview={edit.preview} />}
      </SaveWithReason>
    </Section>
  );
}

/** Another deadline for a running measure. Any change of the day forgets the preview: what is saved was looked at. */
export function DeadlineForm({ measure, onClose }: { measure: Measure; onClose: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [longTerm, setLongTerm] = useState(false);
  const [day, setDay] = useState<Day | null>(null);
  const [fromDay, setFromDay] = useState<Day | null>(null);
  const looked = useLooked<DeadlinePreview>(
    `/measures/${measure.id}/deadline`,
    t('measure.deadlineForm.saved'),
    onClose,
  );
  const { forget } = looked;
  const edit = looked.edit({ date: longTerm ? null : day, ...(fromDay === null ? {} : { fromDay }) });
  return (
    <Section title={t('measure.change.act.deadline')}>
      <p>{t('measure.deadlineForm.lead')}</p>
      <Radio.Group
        aria-label={t('draft.deadlineKind')}
        value={longTerm}
        onChange={(event) => {
          setLongTerm(event.target.value);
          forget();
        }}
        options={[
          { value: false, label: t('deadlineKind.date') },
          { value: true, label: t('deadlineKind.longTerm') },
        ]}
      />
      {!longTerm && (
        <Field label={t('measure.deadlineForm.day')} required>
          {(id) => (
            <DayInput
              id={id}
              value={day}
              onChange={(next) => {
                setDay(next);
                forget();
              }}
            />
          )}
        </Field>
      )}
      <Field label={t('measure.deadlineForm.effective')} help={t('measure.deadlineForm.effectiveHelp')}>
        {(id) => (
          <DayInput
            id={id}
            value={fromDay}
            min={user.businessDate}
            onChange={(next) => {
              setFromDay(next);
              forget();
            }}
          />
        )}
      </Field>
      <SaveWithReason edit={edit} disabled={!longTerm && day === null} onLeave={onClose}>
        {edit.preview && <DeadlineMoves preview={edit.preview} />}
      </SaveWithReason>
    </Section>
  );
}
