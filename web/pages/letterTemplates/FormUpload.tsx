import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { TemplateSet } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Problem } from '../../shared/Problem.tsx';

/** The office's own red-head Word template of a kind. */
export function FormUpload({ set, admin, tags }: { set: TemplateSet; admin: boolean; tags: readonly string[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  const send = useSend();
  const path = `/letter-templates/${set.kind}/form`;
  const add = (file: File | undefined) => {
    if (!file) return;
    const body = new FormData();
    body.append('file', file);
    send.mutate({ path, body });
  };
  return (
    <>
      <p>
        {set.form === null
          ? t('letterTemplates.noForm')
          : t('letterTemplates.form', { name: set.form.fileName, by: set.form.savedBy, on: set.form.savedOn })}
      </p>
      <Problem problem={send.error} />
      {admin && (
        <div className="form-actions">
          <input
            ref={input}
            type="file"
            accept=".docx"
            hidden
            aria-hidden="true"
            tabIndex={-1}
            onChange={(event) => {
              add(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          <Button
            loading={send.isPending}
            aria-label={t('letterTemplates.uploadOne', { kind: words(set.label) })}
            onClick={() => input.current?.click()}
          >
            {t('letterTemplates.upload')}
          </Button>
          {set.form !== null && (
            <Button
              disabled={send.isPending}
              aria-label={t('letterTemplates.dropOne', { kind: words(set.label) })}
              onClick={() => send.mutate({ method: 'DELETE', path })}
            >
              {t('letterTemplates.drop')}
            </Button>
          )}
          <span className="muted">{t('letterTemplates.tags', { tags: tags.map((tag) => `{${tag}}`).join(' ') })}</span>
        </div>
      )}
    </>
  );
}
