import { Alert, Button, Input, Progress } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { ImportProgress } from '../../../api/plans/schema.ts';
import type { TextEncoding } from '../../../domain/textEncoding.ts';
import { useImport } from '../../data/useImport.ts';
import { Field } from '../../shared/Field.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { SecrecyNote } from '../../shared/SecrecyNote.tsx';
import { TextPreview } from './TextPreview.tsx';
import { useTextHead } from './useTextHead.ts';

/** For the dialog that chooses a file; the service tells the kind by the content. */
const ACCEPTED = '.docx,.doc,.docm,.wps,.pdf,.xlsx,.xls,.xlsm,.et,.csv,.txt,.md,.html,.htm,.rtf,.png,.jpg,.jpeg';
const MAX_BYTES = 20 * 1024 * 1024;

/** A plan document comes in as a file or as pasted text and becomes a draft. */
export function ImportPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [encoding, setEncoding] = useState<TextEncoding | null>(null);
  const [text, setText] = useState('');
  const head = useTextHead(file);
  const send = useImport((answer) => void navigate(`/plans/drafts/${answer.id}`));
  const tooLarge = file !== null && file.size > MAX_BYTES;
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setEncoding(null);
    send.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const form = new FormData();
    // Fields first: a server reads them before the file's end.
    if (file !== null && head !== null && encoding !== null) form.append('encoding', encoding);
    if (file !== null) form.append('file', file);
    else form.append('text', text);
    send.mutate(form);
  };
  return (
    <Page title={t('import.title')} trail={<Link to="/plans">← {t('plans.title')}</Link>}>
      <p>{t('import.lead')}</p>
      <form onSubmit={submit} className="narrow-form">
        <SecrecyNote />
        <Field label={t('import.file')} help={t('import.fileHelp')} error={tooLarge ? t('import.tooLarge') : null}>
          {(id) => (
            <input
              id={id}
              type="file"
              accept={ACCEPTED}
              onChange={(event) => choose(event.target.files?.[0] ?? null)}
            />
          )}
        </Field>
        {head !== null && <TextPreview head={head} chosen={encoding} onChoose={setEncoding} />}
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
        {send.isPending && <Reading progress={send.progress} />}
        <div className="form-actions">
          <Button
            type="primary"
            htmlType="submit"
            loading={send.isPending}
            disabled={tooLarge || (file === null && text.trim() === '')}
          >
            {t('import.submit')}
          </Button>
          <span className="muted">{t('import.next')}</span>
        </div>
      </form>
    </Page>
  );
}

/** How far the reading has come, in words and, where there are pages, as a bar. */
function Reading({ progress }: { progress: ImportProgress | null }) {
  const { t } = useTranslation();
  const words = t(`import.stage.${progress?.stage ?? 'send'}`, { page: progress?.page, pages: progress?.pages });
  return (
    <Alert
      type="info"
      title={<span role="status">{words}</span>}
      description={
        progress !== null && progress.pages > 0 ? (
          <Progress percent={Math.round((progress.page / progress.pages) * 100)} aria-label={words} showInfo={false} />
        ) : undefined
      }
    />
  );
}
