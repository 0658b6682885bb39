import { Alert, App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { CalendarCoverage, CalendarYear } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { EditPanel } from './EditPanel.tsx';
import { ExtraDays } from './ExtraDays.tsx';
import { Month } from './Month.tsx';
import { useCalendarEdit } from './useCalendarEdit.ts';
import { Versions } from './Versions.tsx';

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

function Missing() {
  const { t } = useTranslation();
  const coverage = useGet<CalendarCoverage>('/calendar');
  if (!coverage.data || coverage.data.missingFor.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="gap"
      title={t('calendar.missingFor')}
      description={coverage.data.missingFor
        .map((entry) => t('calendar.missingPlans', { year: entry.year, n: entry.plans }))
        .join('；')}
    />
  );
}

/** A year's holidays and make-up working days; administrators edit it and see beforehand what that moves. */
export function CalendarPage() {
  const { user } = useSession();
  const params = useParams();
  const year = Number(params.year ?? user.businessDate.slice(0, 4));
  return <Year key={year} year={year} />;
}

function Year({ year }: { year: number }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const { message } = App.useApp();
  const query = useGet<CalendarYear>(`/calendar/${year}`);
  const edit = useCalendarEdit(({ moved }) => void message.success(t('calendar.saved', { n: moved })));
  const own = edit.years?.find((entry) => entry.year === year);
  return (
    <Page
      title={t('calendar.title', { year })}
      actions={
        <>
          <Link to={`/calendar/${year - 1}`}>← {year - 1}</Link>
          <Link to={`/calendar/${year + 1}`}>{year + 1} →</Link>
          {query.data?.can.edit && own === undefined && (
            <Button onClick={() => query.data && edit.begin(query.data)}>{t('action.edit')}</Button>
          )}
        </>
      }
    >
      <Missing />
      <Loaded query={query}>
        {(calendar) => (
          <>
            {!calendar.covered && (
              <Alert type="warning" showIcon className="gap" title={t('calendar.notCovered', { year })} />
            )}
            {own !== undefined && <EditPanel year={year} edit={edit} />}
            <p className="legend">
              <span className="holiday-key">{t('calendar.off')}</span>
              <span className="makeup-key">{t('calendar.work')}</span>
            </p>
            <div className="months">
              {months.map((month) => (
                <Month
                  key={month}
                  year={year}
                  month={month}
                  days={own?.days ?? calendar.days}
                  today={user.businessDate}
                  onToggle={
                    own &&
                    ((day) => edit.toggle(year, day, { off: t('calendar.offName'), work: t('calendar.workName') }))
                  }
                />
              ))}
            </div>
            {hasRole(user, 'OFFICE', 'ADMIN') && <ExtraDays />}
            <Versions year={year} onRestore={calendar.can.edit ? edit.take : undefined} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
