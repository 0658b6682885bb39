import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SendRequest, useSend } from '../../data/hooks.ts';
import type { TriggerList } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { MatterFields } from './MatterFields.tsx';
import { isIncomplete, isRhythm, type TriggerValues } from './values.ts';
import { WhenFields } from './WhenFields.tsx';

interface Props {
  title: string;
  initial: TriggerValues;
  list: Pick<TriggerList, 'definitions' | 'plans'>;
  /** What stays as it is: one that is there keeps its process, plan and kind; a clause its plan. */
  fixed?: 'trigger' | 'plan';
  only?: 'schedule' | 'event';
  /** A change says why. */
  withReason?: boolean;
  request: (values: TriggerValues, reason: string) => SendRequest;
  onClose: () => void;
}

/** A schedule or a rule: new, changed in place, or for a clause of a plan. */
export function TriggerDialog({ title, initial, list, fixed, only, withReason = false, request, onClose }: Props) {
  const { t } = useTranslation();
  const [values, setValues] = useState(initial);
  const [reason, setReason] = useState('');
  const set = (change: Partial<TriggerValues>) => setValues({ ...values, ...change });
  const send = useSend(onClose);
  const { definitionId, planId, note, by, opensMatter } = values;
  const missing = isIncomplete(values) || (withReason && reason.trim() === '');
  const planNeeded = isRhythm(by) && !opensMatter;
  const everyPlan = isRhythm(by) ? t('matter.aboutHelp') : t('trigger.everyPlanHelp');
  return (
    <Modal
      open
      title={title}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: missing, loading: send.isPending }}
      onOk={() => send.mutate(request(values, reason))}
      onCancel={onClose}
      destroyOnHidden
    >
      {fixed !== 'trigger' && (
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
      )}
      <WhenFields values={values} set={set} only={only} />
      {fixed === undefined && (
        <Field label={t('menu.plans')} required={planNeeded} help={planNeeded ? undefined : everyPlan}>
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
      )}
      <MatterFields values={values} set={set} settled={fixed === 'trigger'} />
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
      {withReason && (
        <Field label={t('measure.change.reason')} required help={t('trigger.editHelp')}>
          {(id) => (
            <Input id={id} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
      )}
      <Problem problem={send.error} />
    </Modal>
  );
}
