import { useTranslation } from 'react-i18next';
import type { InputProblem } from '../../../domain/errors.ts';
import type { Form, FormField } from '../../../domain/forms/types.ts';
import type { FormContext } from '../../../domain/forms/values.ts';
import { visibleFields } from '../../../domain/forms/visibility.ts';
import type { Json, Variables } from '../../../domain/process/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Field, faultId } from '../Field.tsx';
import { FormActuals } from './FormActuals.tsx';
import { FormControl } from './FormControl.tsx';
import { type FileStore, FormFiles } from './FormFiles.tsx';
import { FormTable } from './FormTable.tsx';

export interface FormFieldsProps {
  form: Form;
  context: FormContext;
  values: Variables;
  /** Changes the value of a field; undefined takes it away. */
  change: (key: string, update: (old: Json | undefined) => Json | undefined) => void;
  problems: readonly InputProblem[];
  readOnly?: boolean;
  /** Where files go; null where nothing can be uploaded (a preview). */
  files: FileStore | null;
}

/** What a unit fills in: the fields that are asked for with these values, each with what is wrong with it. */
export function FormFields({ form, context, values, problems, ...rest }: FormFieldsProps) {
  return visibleFields(form, values, context.item, context.today).map((field) => (
    <div key={field.key} data-form-key={field.key}>
      <OneField
        {...rest}
        field={field}
        context={context}
        value={values[field.key]}
        faults={problems.filter(({ pointer }) => `${pointer}/`.startsWith(`/fields/form/${field.key}/`))}
      />
    </div>
  ));
}

interface OneFieldProps extends Pick<FormFieldsProps, 'context' | 'change' | 'readOnly' | 'files'> {
  field: FormField;
  value: Json | undefined;
  faults: InputProblem[];
}

function OneField({ field, context, value, faults, change, readOnly = false, files }: OneFieldProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { key, kind, label, required } = field;
  if (kind === 'actuals' && context.indicators.length === 0) {
    return <p className="muted">{t('form.noIndicators', { label: words(label) })}</p>;
  }
  const set = (next: Json | undefined) => change(key, () => next);
  const shared = { field, value, onChange: set, readOnly };
  const error = faults.length === 0 ? null : faults.map(({ message }) => words(message)).join(t('form.and'));
  const faultAt = (id: string) => (path: string) =>
    faults.some(({ pointer }) => pointer === `/fields/form/${key}${path}`) ? faultId(id) : undefined;
  const help = field.help === undefined ? undefined : words(field.help);
  // Fields of many parts have no single control that a label could stand for.
  const group = kind === 'files' || kind === 'actuals' || kind === 'table';
  return (
    <Field
      label={words(label)}
      required={required}
      error={error}
      group={group}
      {...(help === undefined ? {} : { help })}
    >
      {(id) => {
        if (kind === 'files') {
          return (
            <FormFiles field={field} value={value} store={files} readOnly={readOnly} update={(of) => change(key, of)} />
          );
        }
        if (kind === 'actuals')
          return <FormActuals {...shared} indicators={context.indicators} faultAt={faultAt(id)} />;
        return kind === 'table' ? (
          <FormTable {...shared} faultAt={faultAt(id)} />
        ) : (
          <FormControl {...shared} id={id} faultId={error === null ? undefined : faultId(id)} />
        );
      }}
    </Field>
  );
}
