import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { MailPreview, MailTemplateSet } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';

const parts = ['subject', 'intro', 'closing', 'footer'] as const;

interface Props {
  start: MailTemplateSet['versions'][number];
  /** The version in use, which the edit replaces. */
  basedOn: number;
  why: string;
  fields: readonly string[];
  onSaved: () => void;
  onClose: () => void;
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
export function MailTemplateEditor({ start, basedOn, why, fields, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const { language, subject, intro, closing, footer } = start;
  const [words, setWords] = useState({ subject, intro, closing, footer });
  const [reason, setReason] = useState(why);
  const look = useSend<MailPreview>();
  const save = useSend(onSaved);
  const change = (part: (typeof parts)[number], value: string) => {
    look.reset();
    save.reset();
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
      <Problem problem={look.error ?? save.error} />
      <div className="form-actions">
        <Button onClick={onClose}>{t('calendar.leave')}</Button>
        <Button
          type={look.data ? 'default' : 'primary'}
          loading={look.isPending}
          onClick={() => look.mutate({ path: '/mail-templates/preview', body: { language, ...words } })}
        >
          {t('letterTemplates.look')}
        </Button>
      </div>
      {look.data && (
        <>
          <Preview mail={look.data} />
          <Field label={t('calendar.reason')} required>
            {(id) => (
              <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
          <div className="form-actions">
            <Button
              type="primary"
              disabled={reason.trim() === ''}
              loading={save.isPending}
              onClick={() =>
                save.mutate({ path: '/mail-templates', body: { language, ...words, basedOn, reason: reason.trim() } })
              }
            >
              {t('action.save')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
