import { Alert, Button, InputNumber, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../../../domain/forms/types.ts';
import { checkValues, type FormContext } from '../../../../domain/forms/values.ts';
import { visibleFields } from '../../../../domain/forms/visibility.ts';
import { conditionInWords } from '../../../../domain/forms/words.ts';
import type { Variables } from '../../../../domain/process/types.ts';
import { useSession } from '../../../data/session.tsx';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { FormFields } from '../../../shared/form/FormFields.tsx';

/** The form as its holder will see it, filled in for a try, with facts of the item to choose. */
export function FormPreview({ form }: { form: Form }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [values, setValues] = useState<Variables>({});
  const [facts, setFacts] = useState({ round: 1, late: false, hasMeasure: true });
  const [tried, setTried] = useState(false);
  const sample = { id: 'sample', text: t('formDesigner.sampleIndicator'), unit: '' };
  const context: FormContext = {
    item: { ...facts, hasIndicators: facts.hasMeasure, period: null },
    indicators: facts.hasMeasure ? [sample] : [],
    today: user.businessDate,
  };
  const { problems } = checkValues(form, values, context);
  return (
    <div className="form-designer">
      <div>
        <p className="muted">{t('formDesigner.previewHelp')}</p>
        <Field label={t('formDesigner.fact.round')}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={9}
              precision={0}
              value={facts.round}
              onChange={(round) => setFacts({ ...facts, round: round ?? 1 })}
            />
          )}
        </Field>
        {(['late', 'hasMeasure'] as const).map((name) => (
          <Field key={name} label={t(`formDesigner.fact.${name}`)}>
            {(id) => <Switch id={id} checked={facts[name]} onChange={(on) => setFacts({ ...facts, [name]: on })} />}
          </Field>
        ))}
        <Hidden form={form} values={values} context={context} />
      </div>
      <div>
        <FormFields
          form={form}
          context={context}
          values={values}
          change={(key, update) =>
            setValues((old) => {
              const { [key]: before, ...others } = old;
              const next = update(before);
              return next === undefined ? others : { ...others, [key]: next };
            })
          }
          problems={tried ? problems : []}
          files={null}
        />
        <div className="form-actions">
          <Button type="primary" onClick={() => setTried(true)}>
            {t('formDesigner.try')}
          </Button>
          <Button
            onClick={() => {
              setValues({});
              setTried(false);
            }}
          >
            {t('formDesigner.clear')}
          </Button>
        </div>
        {tried && problems.length === 0 && <Alert type="success" showIcon title={t('formDesigner.accepted')} />}
      </div>
    </div>
  );
}

/** Fields that are not asked for with these answers, each with why. */
function Hidden({ form, values, context }: { form: Form; values: Variables; context: FormContext }) {
  const { t } = useTranslation();
  const words = useWords();
  const seen = new Set(visibleFields(form, values, context.item, context.today));
  const hidden = form.filter((field) => !seen.has(field));
  if (hidden.length === 0) return null;
  return (
    <>
      <h3>{t('formDesigner.hidden')}</h3>
      <ul>
        {hidden.map((field) => (
          <li key={field.key}>
            {words(field.label)}
            <span className="muted">
              {' · '}
              {t('formDesigner.onlyIf', { condition: words(conditionInWords(form, field.visibleWhen ?? '')) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
