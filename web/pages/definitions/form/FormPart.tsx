import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { type Edited, nameOf } from '../panel/element.ts';
import { FormDesigner } from './FormDesigner.tsx';
import { formOfElement, setForm } from './formElement.ts';

/** The form of a work item in the panel: what it asks for, and the way to its designer. */
export function FormPart({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const form = formOfElement(edited);
  const listed = form?.map(({ label }) => words(label)).join(t('formDesigner.comma'));
  return (
    <Field group label={t('formDesigner.form')} help={t('formDesigner.formHelp')}>
      {() => (
        <>
          <p>{form === null ? t('formDesigner.none') : t('formDesigner.fields', { n: form.length, listed })}</p>
          <p className="row-actions">
            <Button onClick={() => setOpen(true)}>{t('formDesigner.design')}</Button>
            {form !== null && (
              <Button danger onClick={() => setForm(edited, null)}>
                {t('formDesigner.removeForm')}
              </Button>
            )}
          </p>
          <Modal
            open={open}
            width={1080}
            destroyOnHidden
            title={t('formDesigner.title', { name: nameOf(edited.element) })}
            onCancel={() => setOpen(false)}
            footer={
              <Button type="primary" onClick={() => setOpen(false)}>
                {t('formDesigner.close')}
              </Button>
            }
          >
            <FormDesigner
              form={form ?? []}
              // The last field taken away takes the form away.
              onChange={(changed) => setForm(edited, changed.length === 0 ? null : changed)}
            />
          </Modal>
        </>
      )}
    </Field>
  );
}
