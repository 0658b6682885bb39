import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecord } from '../../../domain/forms/shapes.ts';
import type { FormField } from '../../../domain/forms/types.ts';
import type { Json } from '../../../domain/process/types.ts';
import type { ProblemError } from '../../data/client.ts';
import { useWords } from '../../i18n/index.ts';
import { Problem } from '../Problem.tsx';

/** A file of the item, or of an earlier round of it, as the value of a field names it. */
export type FileValue = { id: string; name: string; itemId: string };

export interface FileStore {
  add: (file: File) => Promise<FileValue>;
  remove: (file: FileValue) => Promise<void>;
}

export function filesIn(value: Json | undefined): FileValue[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) =>
    isRecord(one) ? [{ id: String(one.id ?? ''), name: String(one.name ?? ''), itemId: String(one.itemId ?? '') }] : [],
  );
}

interface Props {
  field: FormField;
  value: Json | undefined;
  store: FileStore | null;
  readOnly: boolean;
  update: (of: (old: Json | undefined) => Json | undefined) => void;
}

/** Files of one field: each can be looked at and taken out again until the item is handed in. */
export function FormFiles({ field, value, store, readOnly, update }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const files = filesIn(value);
  const run = async (act: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (error) {
      setProblem(error as ProblemError);
    }
    setBusy(false);
  };
  const add = (file: File | undefined) => {
    if (file === undefined || store === null) return;
    void run(async () => {
      const added = await store.add(file);
      update((old) => [...filesIn(old), added]);
    });
  };
  const remove = (file: FileValue) =>
    void run(async () => {
      await store?.remove(file);
      update((old) => filesIn(old).filter(({ id }) => id !== file.id));
    });
  return (
    <>
      <FileLinks files={files} {...(readOnly ? {} : { onRemove: remove })} />
      <Problem problem={problem} />
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
      {!readOnly && (
        <Button
          loading={busy}
          disabled={store === null}
          aria-label={t('form.addFileTo', { label: words(field.label) })}
          onClick={() => input.current?.click()}
        >
          {t('files.add')}
        </Button>
      )}
    </>
  );
}

export function FileLinks({ files, onRemove }: { files: FileValue[]; onRemove?: (file: FileValue) => void }) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/work-items/${file.itemId}/files/${file.id}`}>{file.name}</a>{' '}
          {onRemove && (
            <Button size="small" aria-label={t('files.removeOne', { name: file.name })} onClick={() => onRemove(file)}>
              {t('action.remove')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
