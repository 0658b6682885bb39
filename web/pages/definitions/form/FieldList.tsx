import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormProblem } from '../../../../domain/forms/checkForm.ts';
import { added, duplicated, moved, removed } from '../../../../domain/forms/edit.ts';
import { type FieldKind, type Form, fieldKinds } from '../../../../domain/forms/types.ts';
import { fieldKindWords } from '../../../../domain/forms/words.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';

interface Props {
  form: Form;
  chosen: number;
  problems: FormProblem[];
  onChoose: (at: number) => void;
  onChange: (form: Form) => void;
}

/** The fields in their order: choose, move, copy, take away, add; all of it by buttons. */
export function FieldList({ form, chosen, problems, onChoose, onChange }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const move = (at: number, by: -1 | 1) => {
    onChange(moved(form, at, by));
    onChoose(at + by);
  };
  const add = (kind: FieldKind) => {
    onChange(added(form, kind, fieldKindWords[kind]));
    onChoose(form.length);
  };
  return (
    <div>
      <Field label={t('formDesigner.add')}>
        {(id) => (
          <Select<FieldKind | null>
            id={id}
            className="whole"
            value={null}
            placeholder={t('designer.choose')}
            options={fieldKinds.map((value) => ({ value, label: words(fieldKindWords[value]) }))}
            onChange={(kind) => kind !== null && add(kind)}
          />
        )}
      </Field>
      <ol className="form-fields" aria-label={t('formDesigner.list')}>
        {form.map((field, at) => {
          const name = words(field.label) || field.key;
          const wrong = problems.some(({ key, severity }) => key === field.key && severity === 'error');
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: keys of fields may be the same while they are typed
            <li key={at} className={at === chosen ? 'chosen' : undefined}>
              <Button block type={at === chosen ? 'primary' : 'default'} onClick={() => onChoose(at)}>
                {wrong && `✕ `}
                {name} · {words(fieldKindWords[field.kind])}
                {field.required && ' *'}
              </Button>
              <p className="row-actions">
                <Button
                  size="small"
                  disabled={at === 0}
                  aria-label={t('formDesigner.upOne', { name })}
                  onClick={() => move(at, -1)}
                >
                  {t('formDesigner.up')}
                </Button>
                <Button
                  size="small"
                  disabled={at === form.length - 1}
                  aria-label={t('formDesigner.downOne', { name })}
                  onClick={() => move(at, 1)}
                >
                  {t('formDesigner.down')}
                </Button>
                <Button
                  size="small"
                  aria-label={t('formDesigner.copyOne', { name })}
                  onClick={() => {
                    onChange(duplicated(form, at));
                    onChoose(at + 1);
                  }}
                >
                  {t('formDesigner.copy')}
                </Button>
                <Button
                  size="small"
                  danger
                  aria-label={t('formDesigner.removeOne', { name })}
                  onClick={() => {
                    onChange(removed(form, at));
                    onChoose(Math.max(0, at - 1));
                  }}
                >
                  {t('action.remove')}
                </Button>
              </p>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
