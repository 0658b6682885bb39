import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { Letter } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { SecrecyNote } from '../../shared/SecrecyNote.tsx';

/** Title and text of a draft, changed by hand. */
export function LetterEditor({ letter, onClose }: { letter: Letter; onClose: () => void }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState(letter.title);
  const [text, setText] = useState(letter.text);
  const send = useSend(onClose);
  const body = { title: title.trim(), text: text.trim(), version: letter.version };
  return (
    <>
      <Field label={t('letter.heading')} required>
        {(id) => <Input id={id} maxLength={300} value={title} onChange={(event) => setTitle(event.target.value)} />}
      </Field>
      <Field label={t('letter.text')} required help={t('letter.textHelp')}>
        {(id) => (
          <Input.TextArea
            id={id}
            maxLength={20_000}
            autoSize={{ minRows: 8, maxRows: 24 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <SecrecyNote />
      <Problem problem={send.error} />
      <div className="form-actions">
        <Button
          type="primary"
          loading={send.isPending}
          disabled={body.title === '' || body.text === ''}
          onClick={() => send.mutate({ method: 'PUT', path: `/letters/${letter.id}`, body })}
        >
          {t('action.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </>
  );
}
