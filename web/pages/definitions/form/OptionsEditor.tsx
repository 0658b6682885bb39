import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { moved, relabelled, removed } from '../../../../domain/forms/edit.ts';
import type { FormOption } from '../../../../domain/forms/types.ts';
import { Field } from '../../../shared/Field.tsx';

interface Props {
  options: FormOption[];
  onChange: (options: FormOption[]) => void;
}

/** What can be chosen: label, English, and the value that conditions compare with. */
export function OptionsEditor({ options, onChange }: Props) {
  const { t } = useTranslation();
  const set = (at: number, option: FormOption) => onChange(options.map((one, index) => (index === at ? option : one)));
  return (
    <Field group label={t('formDesigner.options')} help={t('formDesigner.optionsHelp')}>
      {() => (
        <>
          <ol className="form-rows">
            {options.map((option, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: options may be the same while they are typed
              <li key={at} className="form-row form-option">
                <Input
                  aria-label={t('formDesigner.optionLabel', { n: at + 1 })}
                  placeholder={t('formDesigner.label')}
                  value={option.label.zh}
                  maxLength={60}
                  onChange={(event) => set(at, relabelled(option, event.target.value))}
                />
                <Input
                  aria-label={t('formDesigner.optionEn', { n: at + 1 })}
                  placeholder={t('formDesigner.labelEn')}
                  value={option.label.en === option.label.zh ? '' : option.label.en}
                  maxLength={60}
                  onChange={(event) =>
                    set(at, { ...option, label: { ...option.label, en: event.target.value || option.label.zh } })
                  }
                />
                <Input
                  aria-label={t('formDesigner.optionValue', { n: at + 1 })}
                  placeholder={t('formDesigner.value')}
                  value={option.value}
                  maxLength={60}
                  onChange={(event) => set(at, { ...option, value: event.target.value })}
                />
                <Button
                  size="small"
                  disabled={at === 0}
                  aria-label={t('formDesigner.upOne', { name: option.label.zh })}
                  onClick={() => onChange(moved(options, at, -1))}
                >
                  {t('formDesigner.up')}
                </Button>
                <Button
                  size="small"
                  aria-label={t('formDesigner.removeOne', { name: option.label.zh })}
                  onClick={() => onChange(removed(options, at))}
                >
                  {t('action.remove')}
                </Button>
              </li>
            ))}
          </ol>
          <Button onClick={() => onChange([...options, { value: '', label: { zh: '', en: '' } }])}>
            {t('formDesigner.addOption')}
          </Button>
        </>
      )}
    </Field>
  );
}
