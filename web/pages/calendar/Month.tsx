import { useTranslation } from 'react-i18next';
import type { CalendarYear, Day } from '../../data/types.ts';
import { weekdays, weeksOf } from '../../shared/weeksOf.ts';

interface Props {
  year: number;
  month: number;
  days: CalendarYear['days'];
  today: Day;
  /** While the year is edited: makes a day free or worked, and back. */
  onToggle?: ((day: Day) => void) | undefined;
}

export function Month({ year, month, days, today, onToggle }: Props) {
  const { t } = useTranslation();
  const special = new Map(days.map((day) => [day.day, day]));
  return (
    <table className="month">
      <caption>{t('calendar.month', { month })}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              {t(`calendar.weekday.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, index) => {
              if (day === null) return <td key={`empty ${weekdays[index]}`} />;
              const entry = special.get(day);
              const mark = entry === undefined ? '' : entry.working ? t('calendar.workShort') : t('calendar.offShort');
              const kind = entry === undefined ? (index > 4 ? 'weekend' : '') : entry.working ? 'makeup' : 'holiday';
              return (
                <td
                  key={day}
                  className={`${kind} ${day === today ? 'today' : ''}`}
                  title={entry?.name}
                  aria-current={day === today ? 'date' : undefined}
                >
                  {onToggle ? (
                    <button
                      type="button"
                      className="day-button"
                      aria-pressed={entry !== undefined}
                      aria-label={`${day} ${entry === undefined ? '' : `${mark} ${entry.name}`}`.trim()}
                      onClick={() => onToggle(day)}
                    >
                      {Number(day.slice(8))}
                      {mark !== '' && <small>{mark}</small>}
                    </button>
                  ) : (
                    <>
                      {Number(day.slice(8))}
                      {mark !== '' && <small>{mark}</small>}
                    </>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
