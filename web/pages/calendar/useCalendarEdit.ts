import { useState } from 'react';
import { useSend } from '../../data/hooks.ts';
import type { CalendarPreview, CalendarSaved, CalendarYear, CalendarYearDays, Day } from '../../data/types.ts';

type Days = CalendarYearDays['days'];

/** What an ordinary day becomes when it is pressed, and what it is called until a notice names it. */
function toggled(days: Days, day: Day, names: { off: string; work: string }): Days {
  if (days.some((entry) => entry.day === day)) return days.filter((entry) => entry.day !== day);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const working = weekday === 0 || weekday === 6;
  const added = { day, working, name: working ? names.work : names.off };
  return [...days, added].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/**
 * Years of the calendar under edit. Any change forgets the preview: what is saved is what was looked at.
 */
export function useCalendarEdit(onSaved: (answer: CalendarSaved) => void) {
  const [years, setYears] = useState<CalendarYearDays[] | null>(null);
  const [reason, setReason] = useState('');
  const look = useSend<CalendarPreview>();
  const save = useSend<CalendarSaved>((answer) => {
    setYears(null);
    onSaved(answer);
  });
  const change = (next: CalendarYearDays[] | null) => {
    look.reset();
    save.reset();
    setYears(next);
  };
  return {
    years,
    reason,
    setReason,
    preview: look.data,
    looking: look.isPending,
    saving: save.isPending,
    problem: look.error ?? save.error,
    begin: (calendar: CalendarYear) => change([{ year: calendar.year, days: calendar.days }]),
    cancel: () => {
      setReason('');
      change(null);
    },
    /** Takes whole years over in place of what is edited of them. */
    take: (taken: CalendarYearDays[], why: string) => {
      const replaced = new Set(taken.map((entry) => entry.year));
      change([...(years ?? []).filter((entry) => !replaced.has(entry.year)), ...taken]);
      setReason(why);
    },
    toggle: (year: number, day: Day, names: { off: string; work: string }) => {
      if (years === null) return;
      change(years.map((entry) => (entry.year === year ? { ...entry, days: toggled(entry.days, day, names) } : entry)));
    },
    look: () => look.mutate({ path: '/calendar/preview', body: { years } }),
    save: () => {
      if (look.data) {
        save.mutate({ path: '/calendar', body: { years, reason: reason.trim(), version: look.data.version } });
      }
    },
  };
}

export type CalendarEdit = ReturnType<typeof useCalendarEdit>;
