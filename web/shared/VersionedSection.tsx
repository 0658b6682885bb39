import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from './Section.tsx';
import { type SavedVersion, VersionTable } from './VersionTable.tsx';

/** An edit of something that keeps its versions: from which it starts, and what its end does. */
export interface VersionEdit<V extends SavedVersion> {
  start: V;
  /** The version in use, which the edit replaces. */
  basedOn: number;
  /** The ground that is proposed: for taking up an older version. */
  why: string;
  onSaved: () => void;
  onClose: () => void;
}

interface Props<V extends SavedVersion> {
  title: string;
  /** What the versions are of, where that is not the title. */
  of?: string;
  /** The newest first. */
  versions: readonly V[];
  admin: boolean;
  /** What is said after saving. */
  saved: string;
  /** What the product came with, as the ground for taking it up again. */
  reset?: string;
  show: (newest: V) => ReactNode;
  edit: (edit: VersionEdit<V>) => ReactNode;
  /** What stands between the newest version and the list of all. */
  children?: ReactNode;
}

/** Something with versions: the one in use, its edit for administrators, and what it was before. */
export function VersionedSection<V extends SavedVersion>(props: Props<V>) {
  const { title, of = title, versions, admin, saved, reset, show, edit, children } = props;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [start, setStart] = useState<V | null>(null);
  const [newest] = versions;
  if (!newest) return null;
  const restored = (version: number): string =>
    version === 0 && reset !== undefined ? reset : t('calendar.restored', { n: version });
  const button = (
    <Button aria-label={`${t('action.edit')} ${of}`} onClick={() => setStart(newest)}>
      {t('action.edit')}
    </Button>
  );
  return (
    <Section title={title} extra={admin && start === null && button}>
      {start === null
        ? show(newest)
        : edit({
            start,
            basedOn: newest.version,
            why: start === newest ? '' : restored(start.version),
            onClose: () => setStart(null),
            onSaved: () => {
              setStart(null);
              void message.success(saved);
            },
          })}
      {children}
      {versions.length > 1 && (
        <VersionTable
          label={`${of} ${t('calendar.versions')}`}
          of={of}
          versions={versions}
          onRestore={admin ? setStart : undefined}
        />
      )}
    </Section>
  );
}
