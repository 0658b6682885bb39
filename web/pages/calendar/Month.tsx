import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { CalendarYear, Day } from '../../data/types.ts';

interface Props {
  year: number;
  month: number;
  days: CalendarYear['days'];
  today: Day;
  /** While the year is edited: makes a day free or worked, and back. */
  onToggle?: ((day: Day) => void) | undefined;
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Days of a month in weeks that begin on Monday; empty cells before and after. */
function weeksOf(year: number, month: number): (Day | null)[][] {
  const first = dayjs(`${year}-${String(month).padStart(2, '0')}-01`);
  const lead = (first.day() + 6) % 7;
  const cells: (Day | null)[] = Array.from({ length: lead }, () => null);
  for (let index = 0; index < first.daysInMonth(); index += 1) cells.push(first.add(index, 'day').format('YYYY-MM-DD'));
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
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
