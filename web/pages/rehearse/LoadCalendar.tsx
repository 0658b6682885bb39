import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day, Rehearsal } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { weekdays, weeksOf } from '../../shared/weeksOf.ts';
import { itemKey, useItemWords } from './words.ts';

type Load = Rehearsal['days'][number];

const sorts = ['opened', 'due', 'reminders', 'letters'] as const;
const monthsInYear = 12;

function monthsFrom(month: string, by: number): string {
  const at = Number(month.slice(0, 4)) * monthsInYear + Number(month.slice(5, 7)) - 1 + by;
  return `${Math.floor(at / monthsInYear)}-${String((at % monthsInYear) + 1).padStart(2, '0')}`;
}

/** What opens, falls due and goes out on a day, item by item. */
function DayList({ day, items }: { day: Day; items: Rehearsal['items'] }) {
  const { t } = useTranslation();
  const { holderOf, subjectOf, rungOf } = useItemWords();
  const rows = items.flatMap((item) => {
    const what = [
      ...(item.openedOn === day ? [t('rehearse.opened')] : []),
      ...(item.dueOn === day ? [t('rehearse.due')] : []),
      ...item.rungs.filter(({ on }) => on === day).map(({ rung }) => rungOf(rung)),
    ];
    return what.length === 0 ? [] : [{ item, what: what.join('、') }];
  });
  return (
    <DataTable
      label={t('rehearse.onDay', { day })}
      rows={rows}
      rowKey={({ item }) => itemKey(item)}
      empty={t('rehearse.nothing')}
      columns={[
        {
          key: 'item',
          title: t('rehearse.item'),
          head: true,
          render: ({ item }) => `${item.name} · ${subjectOf(item)}`,
        },
        { key: 'holder', title: t('designer.who'), render: ({ item }) => holderOf(item) },
        { key: 'what', title: t('rehearse.what'), render: ({ what }) => what },
      ]}
    />
  );
}

interface CellProps {
  day: Day;
  load: Load | undefined;
  chosen: boolean;
  onChoose: () => void;
}

function DayCell({ day, load, chosen, onChoose }: CellProps) {
  const { t } = useTranslation();
  const counts = sorts.filter((sort) => (load?.[sort] ?? 0) > 0);
  const number = <span className="load-number">{Number(day.slice(8))}</span>;
  if (load === undefined || counts.length === 0) return <td>{number}</td>;
  const spoken = counts.map((sort) => `${t(`rehearse.${sort}`)} ${load[sort]}`);
  return (
    <td className={chosen ? 'today' : undefined}>
      <button
        type="button"
        className="day-button"
        aria-pressed={chosen}
        aria-label={[day, ...spoken].join(' ')}
        onClick={onChoose}
      >
        {number}
        {counts.map((sort) => (
          <small key={sort} className={`load-${sort}`}>
            {t(`rehearse.short.${sort}`)} {load[sort]}
          </small>
        ))}
      </button>
    </td>
  );
}

/** Month after month: how much opens, falls due and goes out on each day; a day lists what. */
export function LoadCalendar({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  const months = rehearsal.days.map(({ day }) => day.slice(0, 7));
  const [first, last] = [months[0], months.at(-1)];
  const [month, setMonth] = useState(first ?? '');
  const [day, setDay] = useState<Day | null>(null);
  if (first === undefined || last === undefined) return <p className="empty">{t('rehearse.nothing')}</p>;
  const loads = new Map(rehearsal.days.map((load) => [load.day, load]));
  const go = (by: number) => {
    setMonth(monthsFrom(month, by));
    setDay(null);
  };
  return (
    <>
      <div className="row-actions load-months">
        <Button disabled={month <= first} onClick={() => go(-1)}>
          {t('rehearse.monthBefore')}
        </Button>
        <strong aria-live="polite">{month}</strong>
        <Button disabled={month >= last} onClick={() => go(1)}>
          {t('rehearse.monthAfter')}
        </Button>
        <span className="muted">{t('rehearse.calendarHelp')}</span>
      </div>
      <table className="month load-month" aria-label={`${t('rehearse.calendar')} ${month}`}>
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
          {weeksOf(Number(month.slice(0, 4)), Number(month.slice(5, 7))).map((week) => (
            <tr key={week.find((one) => one !== null)}>
              {week.map((one, index) =>
                one === null ? (
                  <td key={`empty ${weekdays[index]}`} />
                ) : (
                  <DayCell
                    key={one}
                    day={one}
                    load={loads.get(one)}
                    chosen={one === day}
                    onChoose={() => setDay(one === day ? null : one)}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {day !== null && <DayList day={day} items={rehearsal.items} />}
    </>
  );
}
