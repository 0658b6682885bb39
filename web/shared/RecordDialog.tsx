import { Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SendRequest, useSend } from '../data/hooks.ts';
import type { Day } from '../data/types.ts';
import { DayInput } from './DayInput.tsx';
import { Field } from './Field.tsx';
import { PartiesSelect, type PartyNoun, PartySelect } from './PartySelect.tsx';
import { Problem } from './Problem.tsx';

export type Value = string | string[] | boolean | null;
export interface FieldSpec {
  key: string;
  label: string;
  type: 'text' | 'secret' | 'long' | 'select' | 'multi' | 'tags' | 'day' | 'check';
  options?: { value: string; label: string }[];
  /** Chosen from the county's units, posts or people instead of `options`. */
  party?: { noun: PartyNoun; kind?: string; known?: readonly { id: string; name: string }[] };
  /** The earliest day that can be chosen. */
  min?: Day;
  required?: boolean;
  help?: string;
}

interface Props<T> {
  title: string;
  fields: FieldSpec[];
  initial: Record<string, Value>;
  request: (values: Record<string, Value>) => SendRequest;
  onClose: () => void;
  onDone?: (answer: T) => void;
  /** What the button says that sends it. */
  okText?: string;
}

interface ControlProps {
  id: string;
  spec: FieldSpec;
  value: Value;
  onChange: (value: Value) => void;
}

function Control({ id, spec, value, onChange }: ControlProps) {
  if (spec.type === 'day') {
    return <DayInput id={id} min={spec.min} value={value as string | null} onChange={onChange} />;
  }
  if (spec.type === 'text') {
    return <Input id={id} value={(value as string | null) ?? ''} onChange={(event) => onChange(event.target.value)} />;
  }
  if (spec.type === 'secret') {
    return (
      <Input.Password
        id={id}
        autoComplete="new-password"
        value={(value as string | null) ?? ''}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  if (spec.type === 'long') {
    return (
      <Input.TextArea
        id={id}
        maxLength={2000}
        autoSize={{ minRows: 3, maxRows: 12 }}
        value={(value as string | null) ?? ''}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  if (spec.party && spec.type === 'multi') {
    return <PartiesSelect id={id} {...spec.party} value={Array.isArray(value) ? value : []} onChange={onChange} />;
  }
  if (spec.party) {
    const one = typeof value === 'string' ? value : null;
    return <PartySelect id={id} allowClear={!spec.required} {...spec.party} value={one} onChange={onChange} />;
  }
  const mode = spec.type === 'multi' ? 'multiple' : spec.type === 'tags' ? 'tags' : undefined;
  return (
    <Select
      id={id}
      mode={mode}
      allowClear={!spec.required}
      showSearch={{ optionFilterProp: 'label' }}
      options={spec.options}
      value={value}
      onChange={(next: Value | undefined) => onChange(next ?? null)}
    />
  );
}

/** A box to tick carries its label itself. */
function Check({ spec, value, onChange }: Omit<ControlProps, 'id'>) {
  return (
    <div className="field">
      <Checkbox checked={value === true} onChange={(event) => onChange(event.target.checked)}>
        {spec.label}
      </Checkbox>
      {spec.help !== undefined && <div className="muted">{spec.help}</div>}
    </div>
  );
}

const isEmpty = (value: Value | undefined) =>
  value == null || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0);

/** A small form in a dialog, sent as one request. */
export function RecordDialog<T = unknown>({ title, fields, initial, request, onClose, onDone, okText }: Props<T>) {
  const { t } = useTranslation();
  const [values, setValues] = useState(initial);
  const send = useSend<T>((answer) => {
    onDone?.(answer);
    onClose();
  });
  const missing = fields.some((spec) => spec.required && isEmpty(values[spec.key]));
  return (
    <Modal
      open
      title={title}
      okText={okText ?? t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: missing, loading: send.isPending }}
      onOk={() => send.mutate(request(values))}
      onCancel={onClose}
      destroyOnHidden
    >
      {fields.map((spec) => {
        const value = values[spec.key] ?? null;
        const onChange = (next: Value) => setValues({ ...values, [spec.key]: next });
        if (spec.type === 'check') return <Check key={spec.key} spec={spec} value={value} onChange={onChange} />;
        return (
          <Field key={spec.key} label={spec.label} required={spec.required} help={spec.help}>
            {(id) => <Control id={id} spec={spec} value={value} onChange={onChange} />}
          </Field>
        );
      })}
      <Problem problem={send.error} />
    </Modal>
  );
}
