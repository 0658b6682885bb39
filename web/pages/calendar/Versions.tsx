import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import type { CalendarVersions, CalendarYearDays } from '../../data/types.ts';
import { Section } from '../../shared/Section.tsx';
import { VersionTable } from '../../shared/VersionTable.tsx';

interface Props {
  year: number;
  /** Absent where the reader may not edit. */
  onRestore?: ((years: CalendarYearDays[], why: string) => void) | undefined;
}

/** Every saved version of the year, newest first; an older one is taken into an edit, previewed and saved anew. */
export function Versions({ year, onRestore }: Props) {
  const { t } = useTranslation();
  const versions = useGet<CalendarVersions>(`/calendar/${year}/versions`);
  if (versions.data === undefined || versions.data.items.length === 0) return null;
  return (
    <Section title={t('calendar.versions')}>
      <VersionTable<CalendarVersions['items'][number]>
        label={t('calendar.versions')}
        versions={versions.data.items}
        onRestore={
          onRestore && ((row) => onRestore([{ year, days: row.days }], t('calendar.restored', { n: row.version })))
        }
      />
    </Section>
  );
}
