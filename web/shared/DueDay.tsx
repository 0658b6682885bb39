import { useTranslation } from 'react-i18next';
import type { Day } from '../data/types.ts';

interface Props {
  day: Day | null;
  /** Calendar days until the day; negative when over; null where it no longer counts. */
  daysLeft?: number | null;
  overdueWorkingDays?: number;
}

/** A due day with what is left of it beside, in words. */
export function DueDay({ day, daysLeft, overdueWorkingDays = 0 }: Props) {
  const { t } = useTranslation();
  if (day === null) return <span className="muted">{t('due.none')}</span>;
  return (
    <span className="due">
      <span className="day">{day}</span>
      {daysLeft !== null && daysLeft !== undefined && (
        <span className={daysLeft < 0 ? 'left left-over' : daysLeft <= 7 ? 'left left-soon' : 'left'}>
          {daysLeft < 0
            ? overdueWorkingDays > 0
              ? t('due.overWorking', { n: overdueWorkingDays })
              : t('due.over', { n: -daysLeft })
            : daysLeft === 0
              ? t('due.today')
              : t('due.left', { n: daysLeft })}
        </span>
      )}
    </span>
  );
}
