import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplatePreview, TemplateSet } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
import { useTemplateEdit } from '../../shared/useTemplateEdit.ts';
import type { VersionEdit } from '../../shared/VersionedSection.tsx';

interface Props {
  edit: VersionEdit<TemplateSet['versions'][number]>;
  fields: readonly string[];
}

/** A template under edit: it is looked at with a real item before it can be saved. */
export function TemplateEditor({ edit, fields }: Props) {
  const { t } = useTranslation();
  const { start, onClose } = edit;
  const [title, setTitle] = useState(start.title);
  const [text, setText] = useState(start.text);
  const [answerWithin, setAnswerWithin] = useState(start.answerWithin);
  const body = { kind: start.kind, title, text, answerWithin };
  const template = useTemplateEdit<TemplatePreview>('/letter-templates', body, edit);
  const { preview } = template;
  const changed = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      template.changed();
      set(value);
    };
  };
  const [setNewTitle, setNewText] = [changed(setTitle), changed(setText)];
  return (
    <>
      <Field label={t('letter.heading')} required>
        {(id) => <Input id={id} value={title} onChange={(event) => setNewTitle(event.target.value)} />}
      </Field>
      <Field
        label={t('letter.text')}
        required
        help={t('letterTemplates.fields', {
          names: fields.map((name) => `{{ ${name} }}`).join('、'),
          example: `{% if ${fields[2]} %}…{% endif %}`,
        })}
      >
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 6, maxRows: 20 }}
            value={text}
            onChange={(event) => setNewText(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('letterTemplates.answerWithin')} help={t('letterTemplates.answerHelp')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={60}
            precision={0}
            value={answerWithin}
            onChange={changed(setAnswerWithin)}
          />
        )}
      </Field>
      <SaveWithReason edit={template.edit} moves={false} onLeave={onClose}>
        {preview && (
          <>
            <h3>{t(preview.real ? 'letterTemplates.previewReal' : 'letterTemplates.previewSample')}</h3>
            <div className="letter" lang="zh-CN">
              <strong>{preview.title}</strong>
              {'\n'}
              {preview.text}
            </div>
          </>
        )}
      </SaveWithReason>
    </>
  );
}
