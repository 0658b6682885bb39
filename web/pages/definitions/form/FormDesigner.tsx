import { Tabs } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formProblems } from '../../../../domain/forms/checkForm.ts';
import { replaced } from '../../../../domain/forms/edit.ts';
import type { Form } from '../../../../domain/forms/types.ts';
import { useWords } from '../../../i18n/index.ts';
import { FieldEditor } from './FieldEditor.tsx';
import { FieldList } from './FieldList.tsx';
import { FormPreview } from './FormPreview.tsx';

interface Props {
  form: Form;
  /** Hears of each change at once: the drawing saves itself. */
  onChange: (form: Form) => void;
}

/** Fields on the left, what the chosen one asks for on the right; a preview as the unit will see it. */
export function FormDesigner({ form, onChange }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, form.length - 1);
  const field = form[at];
  // Trying conditions may take a moment: it must not hold up typing.
  const looked = useDeferredValue(form);
  const problems = useMemo(() => (looked.length === 0 ? [] : formProblems(looked)), [looked]);
  const design = (
    <div className="form-designer">
      <FieldList form={form} chosen={at} problems={problems} onChoose={setChosen} onChange={onChange} />
      <div>
        {problems.length > 0 && (
          <ul className="findings" aria-label={t('formDesigner.problems')}>
            {problems.map(({ key, rule, severity, message }) => (
              <li key={`${rule} ${key} ${message.en}`} className={`finding-${severity}`}>
                <strong>{t(`definitions.severity.${severity}`)}</strong>
                <span>{words(message)}</span>
              </li>
            ))}
          </ul>
        )}
        {field === undefined ? (
          <p className="empty">{t('formDesigner.empty')}</p>
        ) : (
          <FieldEditor
            key={at}
            field={field}
            above={form.slice(0, at)}
            onChange={(changed) => onChange(replaced(form, at, changed))}
          />
        )}
      </div>
    </div>
  );
  return (
    <Tabs
      items={[
        { key: 'design', label: t('formDesigner.designTab'), children: design },
        {
          key: 'preview',
          label: t('formDesigner.previewTab'),
          children: <FormPreview form={form} />,
          destroyOnHidden: true,
        },
      ]}
    />
  );
}
