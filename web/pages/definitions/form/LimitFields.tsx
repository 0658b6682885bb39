import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type LimitName, limitsOf } from '../../../../domain/forms/limits.ts';
import type { FieldKind, FormField } from '../../../../domain/forms/types.ts';
import { DayInput } from '../../../shared/DayInput.tsx';
import { Field } from '../../../shared/Field.tsx';

interface Props {
  field: FormField;
  onChange: (field: FormField) => void;
}

const counted: Partial<Record<FieldKind, 'characters' | 'choices' | 'files' | 'rows'>> = {
  text: 'characters',
  longText: 'characters',
  choices: 'choices',
  files: 'files',
  table: 'rows',
};

/** The limits that mean something for the kind of the field; an empty one is none. */
export function LimitFields({ field, onChange }: Props) {
  const { t } = useTranslation();
  const set = (name: LimitName, value: number | string | null) => {
    const { [name]: _old, ...rest } = field;
    onChange(value === null || value === '' ? (rest as FormField) : { ...(rest as FormField), [name]: value });
  };
  const labelOf = (name: LimitName) => {
    const noun = counted[field.kind];
    if (noun !== undefined && (name === 'least' || name === 'most')) return t(`formDesigner.count.${name}.${noun}`);
    return t(`formDesigner.limit.${name as Exclude<LimitName, 'least' | 'most'>}`);
  };
  const names = limitsOf(field.kind);
  if (names.length === 0) return null;
  return (
    <div className="field-row">
      {names.map((name) => {
        const value = field[name];
        return (
          <Field key={name} label={labelOf(name)}>
            {(id) => {
              if (name === 'unit') {
                return (
                  <Input
                    id={id}
                    maxLength={20}
                    value={field.unit ?? ''}
                    onChange={(event) => set(name, event.target.value)}
                  />
                );
              }
              if (name === 'earliest' || name === 'latest') {
                return <DayLimit id={id} value={field[name]} onChange={(day) => set(name, day)} />;
              }
              return (
                <InputNumber
                  id={id}
                  value={typeof value === 'number' ? value : null}
                  onChange={(number) => set(name, number)}
                />
              );
            }}
          </Field>
        );
      })}
    </div>
  );
}

interface DayLimitProps {
  id: string;
  value: string | undefined;
  onChange: (day: string | null) => void;
}

/** No limit, the day on which it is filled in, or a day. */
function DayLimit({ id, value, onChange }: DayLimitProps) {
  const { t } = useTranslation();
  const mode = value === undefined ? 'none' : value === 'today' ? 'today' : 'day';
  return (
    <>
      <Select
        id={id}
        value={mode}
        options={(['none', 'today', 'day'] as const).map((one) => ({
          value: one,
          label: t(`formDesigner.day.${one}`),
        }))}
        onChange={(one) => onChange(one === 'none' ? null : one === 'today' ? 'today' : '2020-01-01')}
      />
      {mode === 'day' && <DayInput label={t('formDesigner.day.day')} value={value ?? null} onChange={onChange} />}
    </>
  );
}
