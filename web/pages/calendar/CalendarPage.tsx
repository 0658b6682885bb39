import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { CalendarCoverage, CalendarYear } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Month } from './Month.tsx';

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** A year's holidays and make-up working days; a year without data says so. */
export function CalendarPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const params = useParams();
  const year = Number(params.year ?? user.businessDate.slice(0, 4));
  const query = useGet<CalendarYear>(`/calendar/${year}`);
  const coverage = useGet<CalendarCoverage>('/calendar');
  return (
    <Page
      title={t('calendar.title', { year })}
      actions={
        <>
          <Link to={`/calendar/${year - 1}`}>← {year - 1}</Link>
          <Link to={`/calendar/${year + 1}`}>{year + 1} →</Link>
        </>
      }
    >
      {coverage.data && coverage.data.missingFor.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="gap"
          title={t('calendar.missingFor')}
          description={coverage.data.missingFor
            .map((entry) => t('calendar.missingPlans', { year: entry.year, n: entry.plans }))
            .join('；')}
        />
      )}
      <Loaded query={query}>
        {(calendar) => (
          <>
            {!calendar.covered && (
              <Alert type="warning" showIcon className="gap" title={t('calendar.notCovered', { year })} />
            )}
            <p className="legend">
              <span className="holiday-key">{t('calendar.off')}</span>
              <span className="makeup-key">{t('calendar.work')}</span>
            </p>
            <div className="months">
              {months.map((month) => (
                <Month key={month} year={year} month={month} days={calendar.days} today={user.businessDate} />
              ))}
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}
