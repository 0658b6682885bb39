import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailPreview, MailTemplateSet } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
import { useTemplateEdit } from '../../shared/useTemplateEdit.ts';
import type { VersionEdit } from '../../shared/VersionedSection.tsx';

const parts = ['subject', 'intro', 'closing', 'footer'] as const;

interface Props {
  edit: VersionEdit<MailTemplateSet['versions'][number]>;
  fields: readonly string[];
}

function Preview({ mail }: { mail: MailPreview }) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t(mail.real ? 'noticeSettings.previewReal' : 'noticeSettings.previewSample')}</h3>
      <p>
        <strong>{mail.subject}</strong>
      </p>
      <iframe className="mail-preview" sandbox="" title={t('noticeSettings.asHtml')} srcDoc={mail.html} />
      <details>
        <summary>{t('noticeSettings.asText')}</summary>
        <pre className="mail-text">{mail.text}</pre>
      </details>
    </>
  );
}

/** A template under edit: it is looked at with a real digest before it can be saved. */
export function MailTemplateEditor({ edit, fields }: Props) {
  const { t } = useTranslation();
  const { start, onClose } = edit;
  const { language, subject, intro, closing, footer } = start;
  const [words, setWords] = useState({ subject, intro, closing, footer });
  const template = useTemplateEdit<MailPreview>('/mail-templates', { language, ...words }, edit);
  const change = (part: (typeof parts)[number], value: string) => {
    template.changed();
    setWords({ ...words, [part]: value });
  };
  return (
    <>
      <p className="muted">{t('noticeSettings.fields', { names: fields.map((name) => `{{ ${name} }}`).join('、') })}</p>
      {parts.map((part) => (
        <Field key={part} label={t(`noticeSettings.part.${part}`)} required={part === 'subject'}>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: part === 'subject' ? 1 : 2, maxRows: 10 }}
              value={words[part]}
              onChange={(event) => change(part, event.target.value)}
            />
          )}
        </Field>
      ))}
      <SaveWithReason edit={template.edit} moves={false} onLeave={onClose}>
        {template.preview && <Preview mail={template.preview} />}
      </SaveWithReason>
    </>
  );
}
