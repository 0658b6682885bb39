import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { DataTable } from './DataTable.tsx';

/** What every saved version of something edited says of itself; `savedBy` is empty for what came with the product. */
export interface SavedVersion {
  version: number;
  reason: string;
  savedBy: string;
  savedOn: string;
}

interface Props<V extends SavedVersion> {
  label: string;
  /** The newest first. */
  versions: readonly V[];
  /** Takes an older version into an edit; absent where the reader may not edit. */
  onRestore?: ((version: V) => void) | undefined;
  /** What the versions are of, where a page has several tables of them. */
  of?: string;
}

/** Saved versions with ground, person and day; an older one can be taken up again. */
export function VersionTable<V extends SavedVersion>({ label, versions, onRestore, of = '' }: Props<V>) {
  const { t } = useTranslation();
  const [newest] = versions;
  return (
    <DataTable
      label={label}
      rows={[...versions]}
      rowKey={(row) => row.version}
      empty=""
      columns={[
        {
          key: 'version',
          title: t('calendar.version'),
          head: true,
          width: 110,
          render: (row) => (row.version === 0 ? t('calendar.shipped') : t('calendar.nth', { n: row.version })),
        },
        {
          key: 'reason',
          title: t('calendar.reason'),
          render: (row) => (row.savedBy === '' ? t('calendar.shipped') : row.reason),
        },
        { key: 'by', title: t('calendar.savedBy'), render: (row) => row.savedBy || '—' },
        { key: 'on', title: t('calendar.savedOn'), render: (row) => <span className="day">{row.savedOn || '—'}</span> },
        {
          key: 'act',
          title: t('action.title'),
          width: 110,
          render: (row) =>
            onRestore &&
            row !== newest && (
              <Button
                size="small"
                aria-label={`${of} ${t('calendar.restoreOne', { n: row.version })}`.trim()}
                onClick={() => onRestore(row)}
              >
                {t('calendar.restore')}
              </Button>
            ),
        },
      ]}
    />
  );
}
