import { Button, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { added, moved, removed, replaced } from '../../../../domain/forms/edit.ts';
import { hasOptions, withKind } from '../../../../domain/forms/limits.ts';
import { columnKinds, type FieldKind, type FormField } from '../../../../domain/forms/types.ts';
import { fieldKindWords } from '../../../../domain/forms/words.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { LimitFields } from './LimitFields.tsx';
import { OptionsEditor } from './OptionsEditor.tsx';

interface Props {
  columns: FormField[];
  onChange: (columns: FormField[]) => void;
}

/** The columns of a table, each a small field of its own. */
export function ColumnsEditor({ columns, onChange }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const kinds = columnKinds.map((value) => ({ value: value as FieldKind, label: words(fieldKindWords[value]) }));
  return (
    <Field group label={t('formDesigner.columns')}>
      {() => (
        <>
          <ol className="form-rows">
            {columns.map((column, at) => {
              const set = (changed: FormField) => onChange(replaced(columns, at, changed));
              const name = words(column.label) || column.key;
              const { label } = column;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: keys of columns may be the same while they are typed
                <li key={at} className="form-row form-column">
                  <div className="form-option">
                    <Input
                      aria-label={t('formDesigner.columnLabel', { n: at + 1 })}
                      value={label.zh}
                      maxLength={60}
                      onChange={({ target: { value: zh } }) =>
                        set({ ...column, label: { zh, en: label.en === label.zh ? zh : label.en } })
                      }
                    />
                    <Input
                      aria-label={t('formDesigner.columnEn', { n: at + 1 })}
                      placeholder={t('formDesigner.labelEn')}
                      value={label.en === label.zh ? '' : label.en}
                      maxLength={60}
                      onChange={({ target }) => set({ ...column, label: { ...label, en: target.value || label.zh } })}
                    />
                    <Select<FieldKind>
                      aria-label={t('formDesigner.columnKind', { n: at + 1 })}
                      value={column.kind}
                      options={kinds}
                      onChange={(kind) => set(withKind(column, kind))}
                    />
                    <Switch
                      aria-label={t('formDesigner.columnRequired', { n: at + 1 })}
                      checkedChildren={t('formDesigner.required')}
                      unCheckedChildren={t('formDesigner.optional')}
                      checked={column.required}
                      onChange={(required) => set({ ...column, required })}
                    />
                    <Button
                      size="small"
                      disabled={at === 0}
                      aria-label={t('formDesigner.upOne', { name })}
                      onClick={() => onChange(moved(columns, at, -1))}
                    >
                      {t('formDesigner.up')}
                    </Button>
                    <Button
                      size="small"
                      aria-label={t('formDesigner.removeOne', { name })}
                      onClick={() => onChange(removed(columns, at))}
                    >
                      {t('action.remove')}
                    </Button>
                  </div>
                  {hasOptions(column.kind) && (
                    <OptionsEditor options={column.options ?? []} onChange={(options) => set({ ...column, options })} />
                  )}
                  <LimitFields field={column} onChange={set} />
                </li>
              );
            })}
          </ol>
          <Button onClick={() => onChange(added(columns, 'text', { zh: '', en: '' }))}>
            {t('formDesigner.addColumn')}
          </Button>
        </>
      )}
    </Field>
  );
}
