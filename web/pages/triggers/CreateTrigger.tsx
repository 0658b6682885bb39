import { Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rhythms, type TriggerRung, triggerEvents, triggerRungs } from '../../../domain/triggers.ts';
import { useSend } from '../../data/hooks.ts';
import type { TriggerList } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';

type Rhythm = (typeof rhythms)[number];
type Event = (typeof triggerEvents)[number];

interface Values {
  definitionId: string | null;
  planId: string | null;
  note: string;
  by: Rhythm | Event;
  on: number;
  month: number;
  threshold: number;
  rung: TriggerRung;
}

const isRhythm = (by: Values['by']): by is Rhythm => rhythms.some((rhythm) => rhythm === by);

/** The request's part that says when. */
function whenOf({ by, on, month, threshold, rung }: Values) {
  if (isRhythm(by)) return { cadence: { every: by, on, month: by === 'WEEK' || by === 'MONTH' ? null : month } };
  const limited = by === 'RETURNED' || by === 'SCORE_BELOW';
  return { event: by, threshold: limited ? threshold : null, rung: by === 'RUNG_REACHED' ? rung : null };
}

interface PartProps {
  values: Values;
  set: (change: Partial<Values>) => void;
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
  if (by === 'PLAN_LAUNCHED') return null;
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
          options={triggerRungs.map((key) => ({ value: key, label: t(`trigger.rungs.${key}`) }))}
          onChange={(rung: TriggerRung) => set({ rung })}
        />
      )}
    </Field>
  );
}

/** A new schedule or rule. */
export function CreateTrigger({ list, onClose }: { list: TriggerList; onClose: () => void }) {
  const { t } = useTranslation();
  const [values, setValues] = useState<Values>({
    ...{
      definitionId: list.definitions.length === 1 ? (list.definitions[0]?.id ?? null) : null,
      planId: null,
      note: '',
    },
    ...{ by: 'MONTH', on: 5, month: 1, threshold: 2, rung: 'SUPERVISE' },
  });
  const set = (change: Partial<Values>) => setValues({ ...values, ...change });
  const send = useSend(onClose);
  const { definitionId, planId, note, by } = values;
  const missing = definitionId === null || note.trim() === '' || (isRhythm(by) && planId === null);
  return (
    <Modal
      open
      title={t('trigger.create')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: missing, loading: send.isPending }}
      onOk={() => send.mutate({ path: '/triggers', body: { definitionId, planId, note, when: whenOf(values) } })}
      onCancel={onClose}
      destroyOnHidden
    >
      <Field
        label={t('process.name')}
        required
        help={list.definitions.length === 0 ? t('trigger.noDefinitions') : undefined}
      >
        {(id) => (
          <Select
            id={id}
            value={definitionId}
            options={list.definitions.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(value: string) => set({ definitionId: value })}
          />
        )}
      </Field>
      <Field label={t('trigger.whenTitle')} required>
        {(id) => (
          <Select
            id={id}
            value={by}
            options={[
              {
                label: t('trigger.schedules'),
                options: rhythms.map((value) => ({ value, label: t(`trigger.rhythm.${value}`) })),
              },
              {
                label: t('trigger.rules'),
                options: triggerEvents.map((value) => ({ value, label: t(`trigger.event.${value}`) })),
              },
            ]}
            onChange={(value: Values['by']) => set({ by: value, threshold: value === 'SCORE_BELOW' ? 60 : 2 })}
          />
        )}
      </Field>
      <Limit values={values} set={set} />
      <Field
        label={t('menu.plans')}
        required={isRhythm(by)}
        help={isRhythm(by) ? undefined : t('trigger.everyPlanHelp')}
      >
        {(id) => (
          <Select
            id={id}
            allowClear
            value={planId}
            options={list.plans.map((one) => ({ value: one.id, label: one.title }))}
            onChange={(value: string | undefined) => set({ planId: value ?? null })}
          />
        )}
      </Field>
      <Field label={t('process.note')} required help={t('process.noteHelp')}>
        {(id) => (
          <Input.TextArea
            id={id}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            value={note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
      <Problem problem={send.error} />
    </Modal>
  );
}
