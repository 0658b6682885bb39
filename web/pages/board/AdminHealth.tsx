import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { CalendarCoverage } from '../../data/types.ts';
import { Facts } from '../../shared/Facts.tsx';
import { Section } from '../../shared/Section.tsx';

type Health = Record<string, unknown>;

async function fetchHealth(): Promise<Health> {
  const response = await window.fetch('/healthz', { headers: { Accept: 'application/json' } });
  return (await response.json()) as Health;
}

/** Whether database and workflow service answer, and which years the calendar lacks. */
export function AdminHealth() {
  const { t } = useTranslation();
  const health = useQuery({ queryKey: ['healthz'], queryFn: fetchHealth, refetchInterval: 30_000 });
  const calendar = useGet<CalendarCoverage>('/calendar');
  const word = (part: string) => {
    if (health.error) return t('health.unknown');
    if (health.data === undefined) return '…';
    return health.data[part] === 'ok' ? t('health.ok') : t('health.down');
  };
  const missing = calendar.data?.missingFor ?? [];
  return (
    <Section title={t('health.title')}>
      <Facts
        facts={[
          { label: t('health.database'), value: word('database') },
          { label: t('health.temporal'), value: word('temporal') },
          {
            label: t('health.calendar'),
            value: (
              <Link to="/calendar">
                {missing.length === 0
                  ? t('health.calendarComplete')
                  : t('health.calendarMissing', { years: missing.map((entry) => entry.year).join('、') })}
              </Link>
            ),
          },
        ]}
      />
    </Section>
  );
}
