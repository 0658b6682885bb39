import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSend } from '../../data/hooks.ts';
import { Field } from '../../shared/Field.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { SecrecyNote } from '../../shared/SecrecyNote.tsx';

/** A plan document comes in as a file or as pasted text and becomes a draft. */
export function ImportPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState('');
  const send = useSend<{ id: string }>((answer) => void navigate(`/plans/drafts/${answer.id}`));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = new FormData();
    if (file !== null) body.append('file', file);
    else body.append('text', text);
    send.mutate({ path: '/plans/import', body });
  };
  return (
    <Page title={t('import.title')} trail={<Link to="/plans">← {t('plans.title')}</Link>}>
      <p>{t('import.lead')}</p>
      <form onSubmit={submit} className="narrow-form">
        <SecrecyNote />
        <Field label={t('import.file')} help={t('import.fileHelp')}>
          {(id) => (
            <input
              id={id}
              type="file"
              accept=".txt,text/plain"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
          )}
        </Field>
        <Field label={t('import.text')}>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 8, maxRows: 20 }}
              value={text}
              disabled={file !== null}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Problem problem={send.error} />
        <div className="form-actions">
          <Button
            type="primary"
            htmlType="submit"
            loading={send.isPending}
            disabled={file === null && text.trim() === ''}
          >
            {t('import.submit')}
          </Button>
          <span className="muted">{t('import.next')}</span>
        </div>
      </form>
    </Page>
  );
}
