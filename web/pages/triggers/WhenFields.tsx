import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { rungGroupLabels } from '../../../domain/ladder/labels.ts';
import { rhythms, type TriggerRung, triggerEvents, triggerRungs } from '../../../domain/triggers.ts';
import { useWords } from '../../i18n/index.ts';
import { Field } from '../../shared/Field.tsx';
import { isRhythm, type TriggerValues } from './values.ts';

export interface PartProps {
  values: TriggerValues;
  set: (change: Partial<TriggerValues>) => void;
}

function Count({
  label,
  value,
  max,
  onChange,
}: {
  label: string;
  value: number;
  max: number;
  onChange: (n: number) => void;
}) {
  return (
    <Field label={label}>
      {(id) => <InputNumber id={id} min={1} max={max} precision={0} value={value} onChange={(n) => onChange(n ?? 1)} />}
    </Field>
  );
}

/** The day of a schedule, or the limit of a rule. */
function Limit({ values, set }: PartProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { by } = values;
  if (isRhythm(by)) {
    return (
      <>
        {(by === 'QUARTER' || by === 'YEAR') && (
          <Count
            label={t(`trigger.monthOf.${by}`)}
            value={values.month}
            max={by === 'YEAR' ? 12 : 3}
            onChange={(month) => set({ month })}
          />
        )}
        <Count
          label={t(by === 'WEEK' ? 'trigger.weekday' : 'trigger.dayOfMonth')}
          value={values.on}
          max={by === 'WEEK' ? 7 : 31}
          onChange={(on) => set({ on })}
        />
      </>
    );
  }
  if (by === 'PLAN_LAUNCHED' || by === 'MEASURE_CLOSED') return null;
  if (by !== 'RUNG_REACHED') {
    return (
      <Count
        label={t(`trigger.threshold.${by}`)}
        value={values.threshold}
        max={100}
        onChange={(threshold) => set({ threshold })}
      />
    );
  }
  return (
    <Field label={t('trigger.rung')}>
      {(id) => (
        <Select
          id={id}
          value={values.rung}
          options={triggerRungs.map((key) => ({ value: key, label: words(rungGroupLabels[key]) }))}
          onChange={(rung: TriggerRung) => set({ rung })}
        />
      )}
    </Field>
  );
}

/** When it begins: by date, by event, or either where nothing is settled yet. */
export function WhenFields({ values, set, only }: PartProps & { only?: 'schedule' | 'event' | undefined }) {
  const { t } = useTranslation();
  const schedules = {
    label: t('trigger.schedules'),
    options: rhythms.map((value) => ({ value: value as TriggerValues['by'], label: t(`trigger.rhythm.${value}`) })),
  };
  const rules = {
    label: t('trigger.rules'),
    options: triggerEvents.map((value) => ({
      value: value as TriggerValues['by'],
      label: t(`trigger.event.${value}`),
    })),
  };
  const choose = (by: TriggerValues['by']) =>
    set({
      ...{ by, threshold: by === 'SCORE_BELOW' ? 60 : 2 },
      ...(by === 'MEASURE_CLOSED' ? { opensMatter: true } : {}),
    });
  return (
    <>
      <Field label={t('trigger.whenTitle')} required>
        {(id) => (
          <Select
            id={id}
            value={values.by}
            options={[...(only === 'event' ? [] : [schedules]), ...(only === 'schedule' ? [] : [rules])]}
            onChange={choose}
          />
        )}
      </Field>
      <Limit values={values} set={set} />
    </>
  );
}
