import { Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { hasOptions, withKind } from '../../../../domain/forms/limits.ts';
import { type FieldKind, type FormField, fieldKinds, isCarried } from '../../../../domain/forms/types.ts';
import { fieldKindWords } from '../../../../domain/forms/words.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { ColumnsEditor } from './ColumnsEditor.tsx';
import { LimitFields } from './LimitFields.tsx';
import { OptionsEditor } from './OptionsEditor.tsx';
import { VisibilityField } from './VisibilityField.tsx';

interface Props {
  field: FormField;
  /** Fields that stand above it: those its condition may read. */
  above: FormField[];
  onChange: (field: FormField) => void;
}

/** Everything about one field. English left empty is the Chinese. */
export function FieldEditor({ field, above, onChange }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { label, help } = field;
  const setHelp = (zh: string, en: string) => {
    const { help: _old, ...rest } = field;
    onChange(zh === '' && en === '' ? rest : { ...rest, help: { zh: zh || en, en: en || zh } });
  };
  const text = (name: string, value: string, set: (value: string) => void, helpText?: string, most = 100) => (
    <Field label={name} {...(helpText === undefined ? {} : { help: helpText })}>
      {(id) => <Input id={id} value={value} maxLength={most} onChange={(event) => set(event.target.value)} />}
    </Field>
  );
  const english = ({ zh, en }: { zh: string; en: string }) => (en === zh ? '' : en);
  // A new field is named after its kind; under another name that is no translation any more.
  const untranslated = label.en === label.zh || label.en === fieldKindWords[field.kind].en;
  const relabel = (zh: string) => onChange({ ...field, label: { zh, en: untranslated ? zh : label.en } });
  return (
    <>
      <div className="field-row">
        {text(t('formDesigner.label'), label.zh, relabel)}
        {text(t('formDesigner.labelEn'), english(label), (en) =>
          onChange({ ...field, label: { ...label, en: en || label.zh } }),
        )}
      </div>
      <div className="field-row">
        <Field label={t('formDesigner.kind')}>
          {(id) => (
            <Select<FieldKind>
              id={id}
              value={field.kind}
              options={fieldKinds.map((value) => ({ value, label: words(fieldKindWords[value]) }))}
              onChange={(kind) => onChange(withKind(field, kind))}
            />
          )}
        </Field>
        {text(
          t('formDesigner.key'),
          field.key,
          (key) => onChange({ ...field, key: key.trim() }),
          isCarried(field.kind) ? t('formDesigner.keyHelp', { key: field.key }) : t('formDesigner.keyStays'),
          40,
        )}
      </div>
      <Field label={t('formDesigner.required')}>
        {(id) => <Switch id={id} checked={field.required} onChange={(required) => onChange({ ...field, required })} />}
      </Field>
      <Field label={t('formDesigner.passOn')} help={t('formDesigner.passOnHelp')}>
        {(id) => (
          <Switch
            id={id}
            checked={field.passOn === true}
            onChange={(chosen) => {
              const { passOn: _old, ...rest } = field;
              onChange(chosen ? { ...rest, passOn: true } : rest);
            }}
          />
        )}
      </Field>
      {hasOptions(field.kind) && (
        <OptionsEditor options={field.options ?? []} onChange={(options) => onChange({ ...field, options })} />
      )}
      {field.kind === 'table' && (
        <ColumnsEditor columns={field.columns ?? []} onChange={(columns) => onChange({ ...field, columns })} />
      )}
      <LimitFields field={field} onChange={onChange} />
      <div className="field-row">
        {text(t('formDesigner.help'), help?.zh ?? '', (zh) => setHelp(zh, help ? english(help) : ''), undefined, 300)}
        {text(t('formDesigner.helpEn'), help ? english(help) : '', (en) => setHelp(help?.zh ?? '', en), undefined, 300)}
      </div>
      <VisibilityField field={field} above={above} onChange={onChange} />
    </>
  );
}
