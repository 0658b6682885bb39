import { useTranslation } from 'react-i18next';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import type { useSuccession } from './useSuccession.ts';

/** From when on a merger or a split counts: today, or a later day on which it is made by itself. */
export function SuccessionDay({ edit }: { edit: ReturnType<typeof useSuccession> }) {
  const { t } = useTranslation();
  return (
    <Field label={t('unit.effective')} required help={t('unit.effectiveHelp')}>
      {(id) => <DayInput id={id} min={edit.today} value={edit.onDay} onChange={edit.setOnDay} />}
    </Field>
  );
}
