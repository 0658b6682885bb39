import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../../../domain/forms/types.ts';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { type Edited, nameOf } from '../panel/element.ts';
import { FormDesigner } from './FormDesigner.tsx';
import { formOfElement, setForm } from './formElement.ts';

/**
 * The designer in its dialog. What is typed is kept as it is typed, because the drawing drops blanks at the edges; the
 * drawing has each change at once, and one visit is one step to undo there: nothing else changes it meanwhile.
 */
function FormDialog({ edited, onClose }: { edited: Edited; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [form, setTyped] = useState<Form>(() => formOfElement(edited) ?? []);
  const drawn = useRef(false);
  const change = (changed: Form) => {
    setTyped(changed);
    if (drawn.current) edited.modeler.get('commandStack').undo();
    drawn.current = true;
    // The last field taken away takes the form away.
    setForm(edited, changed.length === 0 ? null : changed);
  };
  return (
    <Modal
      open
      width={1080}
      title={t('formDesigner.title', { name: nameOf(edited.element, words) })}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('formDesigner.close')}
        </Button>
      }
    >
      <FormDesigner form={form} onChange={change} />
    </Modal>
  );
}

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
          {open && <FormDialog edited={edited} onClose={() => setOpen(false)} />}
        </>
      )}
    </Field>
  );
}
