import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ceilings, type FormField } from '../../../domain/forms/types.ts';
import type { Json } from '../../../domain/process/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DayInput } from '../DayInput.tsx';
import { marksOf } from '../Field.tsx';

export interface PartsProps extends ControlProps {
  /** The id of what is said to be wrong with the part at a path such as `/0/amount`; undefined where nothing is. */
  faultAt: (path: string) => string | undefined;
}

export interface ControlProps {
  field: FormField;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  readOnly: boolean;
}

interface NamedProps extends ControlProps {
  id?: string;
  label?: string;
  /** Something is wrong with it, which the element of this id says. */
  faultId?: string | undefined;
}

/** The control of a field with one value. `label` names it where no label stands above. */
export function FormControl({ id, label, faultId, ...props }: NamedProps) {
  const { t } = useTranslation();
  const { field, value, onChange, readOnly } = props;
  const named = {
    ...(id === undefined ? {} : { id }),
    ...(label === undefined ? {} : { 'aria-label': label }),
    ...marksOf(faultId),
  };
  switch (field.kind) {
    case 'longText':
      return (
        <Input.TextArea
          {...named}
          value={typeof value === 'string' ? value : ''}
          maxLength={ceilings.longText}
          autoSize={{ minRows: 3, maxRows: 16 }}
          readOnly={readOnly}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'number':
      return (
        <InputNumber
          {...named}
          className="form-number"
          value={typeof value === 'number' ? value : null}
          {...(field.unit === undefined ? {} : { suffix: field.unit })}
          disabled={readOnly}
          onChange={(number) => onChange(number ?? undefined)}
        />
      );
    case 'date':
      return (
        <DayInput
          {...(id === undefined ? {} : { id })}
          {...(label === undefined ? {} : { label })}
          value={typeof value === 'string' ? value : null}
          disabled={readOnly}
          faultId={faultId}
          onChange={(day) => onChange(day ?? undefined)}
        />
      );
    case 'yesNo':
      return (
        <Select
          {...named}
          allowClear
          placeholder={t('form.choose')}
          disabled={readOnly}
          value={typeof value === 'boolean' ? String(value) : undefined}
          options={['true', 'false'].map((one) => ({ value: one, label: t(one === 'true' ? 'form.yes' : 'form.no') }))}
          onChange={(one: string | undefined) => onChange(one === undefined ? undefined : one === 'true')}
        />
      );
    case 'choice':
    case 'choices':
      return <Choice {...props} named={named} />;
    default:
      return (
        <Input
          {...named}
          value={typeof value === 'string' ? value : ''}
          maxLength={ceilings.text}
          readOnly={readOnly}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

function Choice({ field, value, onChange, readOnly, named }: ControlProps & { named: { id?: string } }) {
  const { t } = useTranslation();
  const words = useWords();
  const options = (field.options ?? []).map((option) => ({ value: option.value, label: words(option.label) }));
  const shared = { ...named, allowClear: true, placeholder: t('form.choose'), disabled: readOnly, options };
  if (field.kind === 'choice') {
    return (
      <Select<string>
        {...shared}
        {...(typeof value === 'string' ? { value } : {})}
        onChange={(one: string | undefined) => onChange(one)}
      />
    );
  }
  const chosen = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  return <Select<string[]> {...shared} mode="multiple" value={chosen} onChange={(list) => onChange(list)} />;
}
