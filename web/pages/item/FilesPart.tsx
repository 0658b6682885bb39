import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet, useSend } from '../../data/hooks.ts';
import type { ItemFile, WorkItem } from '../../data/types.ts';
import { FileList } from '../../shared/FileList.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';

/** Files that are handed in with the item; the holder adds and removes them until then. */
export function FilesPart({ item }: { item: WorkItem }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const path = `/work-items/${item.id}/files`;
  const query = useGet<{ items: ItemFile[] }>(path);
  const send = useSend();
  const editable = item.can.prepare || item.can.submit;
  const files = query.data?.items ?? [];
  if (!editable && files.length === 0) return null;
  const add = (file: File | undefined) => {
    if (!file) return;
    const body = new FormData();
    body.append('file', file);
    send.mutate({ path, body });
  };
  return (
    <Section title={t('files.title')}>
      <FileList
        workItemId={item.id}
        files={files}
        {...(editable
          ? { onRemove: (file: ItemFile) => send.mutate({ method: 'DELETE', path: `${path}/${file.id}` }) }
          : {})}
      />
      {editable && (
        <>
          <Problem problem={send.error} />
          <input
            ref={input}
            type="file"
            hidden
            aria-hidden="true"
            tabIndex={-1}
            onChange={(event) => {
              add(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          <div className="form-actions">
            <Button loading={send.isPending} onClick={() => input.current?.click()}>
              {t('files.add')}
            </Button>
            <span className="muted">{t('files.help')}</span>
          </div>
        </>
      )}
    </Section>
  );
}
