import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import type { CalendarVersions, CalendarYearDays } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Section } from '../../shared/Section.tsx';

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
  const newest = versions.data.items[0]?.version;
  return (
    <Section title={t('calendar.versions')}>
      <DataTable
        label={t('calendar.versions')}
        rows={versions.data.items}
        rowKey={(row) => row.version}
        empty=""
        columns={[
          {
            key: 'version',
            title: t('calendar.version'),
            head: true,
            width: 80,
            render: (row) => t('calendar.nth', { n: row.version }),
          },
          {
            key: 'reason',
            title: t('calendar.reason'),
            render: (row) => (row.savedBy === '' ? t('calendar.shipped') : row.reason),
          },
          { key: 'by', title: t('calendar.savedBy'), render: (row) => row.savedBy || '—' },
          { key: 'on', title: t('calendar.savedOn'), render: (row) => <span className="day">{row.savedOn}</span> },
          {
            key: 'act',
            title: t('action.title'),
            width: 110,
            render: (row) =>
              onRestore &&
              row.version !== newest && (
                <Button
                  size="small"
                  aria-label={t('calendar.restoreOne', { n: row.version })}
                  onClick={() => onRestore([{ year, days: row.days }], t('calendar.restored', { n: row.version }))}
                >
                  {t('calendar.restore')}
                </Button>
              ),
          },
        ]}
      />
    </Section>
  );
}
