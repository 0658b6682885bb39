import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ItemFile } from '../data/types.ts';

interface Props {
  workItemId: string;
  files: readonly ItemFile[];
  /** Left out where nothing may be taken away. */
  onRemove?: (file: ItemFile) => void;
}

/** Files of an item, to be downloaded. */
export function FileList({ workItemId, files, onRemove }: Props) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <ul className="files" aria-label={t('files.title')}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/work-items/${workItemId}/files/${file.id}`}>{file.fileName}</a>{' '}
          <span className="muted">
            {t('files.size', { n: Math.max(1, Math.round(file.size / 1024)) })} · {file.addedBy} · {file.addedOn}
          </span>{' '}
          {onRemove && (
            <Button
              size="small"
              aria-label={t('files.removeOne', { name: file.fileName })}
              onClick={() => onRemove(file)}
            >
              {t('action.remove')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
