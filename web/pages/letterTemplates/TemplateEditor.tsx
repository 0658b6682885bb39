import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { TemplatePreview, TemplateSet } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
import type { VersionEdit } from '../../shared/VersionedSection.tsx';

interface Props {
  edit: VersionEdit<TemplateSet['versions'][number]>;
  fields: readonly string[];
}

/** A template under edit: it is looked at with a real item before it can be saved. */
export function TemplateEditor({ edit, fields }: Props) {
  const { t } = useTranslation();
  const { start, basedOn, why, onSaved, onClose } = edit;
  const [title, setTitle] = useState(start.title);
  const [text, setText] = useState(start.text);
  const [answerWithin, setAnswerWithin] = useState(start.answerWithin);
  const [reason, setReason] = useState(why);
  const look = useSend<TemplatePreview>();
  const save = useSend(onSaved);
  const body = { kind: start.kind, title, text, answerWithin };
  const changed = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      look.reset();
      save.reset();
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
      <SaveWithReason
        edit={{
          preview: look.data,
          looking: look.isPending,
          saving: save.isPending,
          problem: look.error ?? save.error,
          reason,
          setReason,
          look: () => look.mutate({ path: '/letter-templates/preview', body }),
          save: () => save.mutate({ path: '/letter-templates', body: { ...body, basedOn, reason: reason.trim() } }),
        }}
        moves={false}
        onLeave={onClose}
      >
        {look.data && (
          <>
            <h3>{t(look.data.real ? 'letterTemplates.previewReal' : 'letterTemplates.previewSample')}</h3>
            <div className="letter" lang="zh-CN">
              <strong>{look.data.title}</strong>
              {'\n'}
              {look.data.text}
            </div>
          </>
        )}
      </SaveWithReason>
    </>
  );
}
