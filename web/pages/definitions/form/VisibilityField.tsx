import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { itemFactNames } from '../../../../domain/forms/checkForm.ts';
import { type FormField, isReadable } from '../../../../domain/forms/types.ts';
import { conditionInWords } from '../../../../domain/forms/words.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';

interface Props {
  field: FormField;
  above: FormField[];
  onChange: (field: FormField) => void;
}

/** Something true of a field above: what a click writes into the condition. */
function example({ key, kind, options }: FormField): string {
  switch (kind) {
    case 'yesNo':
      return `form.${key} = true`;
    case 'choice':
      return `form.${key} = "${options?.[0]?.value ?? ''}"`;
    case 'choices':
      return `list contains(form.${key}, "${options?.[0]?.value ?? ''}")`;
    case 'number':
      return `form.${key} > 0`;
    case 'date':
      return `form.${key} < today`;
    default:
      return `form.${key} != null`;
  }
}

/** When a field is asked for: always, or where a FEEL condition over fields above and facts of the item holds. */
export function VisibilityField({ field, above, onChange }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const condition = field.visibleWhen ?? '';
  const set = (text: string) => {
    const { visibleWhen: _old, ...rest } = field;
    onChange(text.trim() === '' ? rest : { ...rest, visibleWhen: text });
  };
  const append = (text: string) => set(condition === '' ? text : `${condition} and ${text}`);
  const readable = above.filter(({ kind }) => isReadable(kind));
  return (
    <Field label={t('formDesigner.visible')} help={t('formDesigner.visibleHelp')}>
      {(id) => (
        <>
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 1, maxRows: 4 }}
            placeholder={t('formDesigner.always')}
            value={condition}
            onChange={(event) => set(event.target.value)}
          />
          {condition !== '' && <div className="muted">{words(conditionInWords(above, condition))}</div>}
          <div className="variable-list">
            {readable.map((one) => (
              <Button key={one.key} size="small" onClick={() => append(example(one))}>
                {words(one.label)}
              </Button>
            ))}
            {itemFactNames.map((name) => (
              <Button
                key={name}
                size="small"
                onClick={() =>
                  append(
                    name === 'round' ? 'item.round > 1' : name === 'period' ? 'item.period != null' : `item.${name}`,
                  )
                }
              >
                {t(`formDesigner.fact.${name}`)}
              </Button>
            ))}
          </div>
        </>
      )}
    </Field>
  );
}
