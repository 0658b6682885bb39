import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Day } from '../data/types.ts';

interface Props {
  day: Day | null;
  /** Calendar days until the day; negative when over; null where it no longer counts. */
  daysLeft?: number | null;
  overdueWorkingDays?: number;
  /** Whether it is late: a due day that passed while its item waited for somebody else does not make it so. */
  late: boolean;
  /** The due day before it was extended. */
  original?: Day | null;
}

function leftWords(t: TFunction, daysLeft: number, late: boolean, overdueWorkingDays: number): string {
  if (late) {
    if (overdueWorkingDays === 0) return t('due.past');
    return overdueWorkingDays === 1 ? t('due.overOne') : t('due.over', { n: overdueWorkingDays });
  }
  if (daysLeft < 0) return t('due.notCounted');
  if (daysLeft === 0) return t('due.today');
  return daysLeft === 1 ? t('due.tomorrow') : t('due.left', { n: daysLeft });
}

function leftClass(daysLeft: number, late: boolean): string {
  if (late) return 'left left-over';
  return daysLeft >= 0 && daysLeft <= 7 ? 'left left-soon' : 'left';
}

/** A due day with what is left of it beside, in words. */
export function DueDay({ day, daysLeft, overdueWorkingDays = 0, late, original = null }: Props) {
  const { t } = useTranslation();
  if (day === null) return <span className="muted">{t('due.none')}</span>;
  return (
    <span className="due">
      <span className="day">{day}</span>
      {daysLeft !== null && daysLeft !== undefined && (
        <span className={leftClass(daysLeft, late)}>{leftWords(t, daysLeft, late, overdueWorkingDays)}</span>
      )}
      {original !== null && <span className="left">{t('extension.original', { on: original })}</span>}
    </span>
  );
}
