import dayjs from 'dayjs';
import type { Day } from '../data/types.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Days of a month in weeks that begin on Monday; empty cells before and after. */
export function weeksOf(year: number, month: number): (Day | null)[][] {
  const first = dayjs(`${year}-${String(month).padStart(2, '0')}-01`);
  const lead = (first.day() + 6) % 7;
  const cells: (Day | null)[] = Array.from({ length: lead }, () => null);
  for (let index = 0; index < first.daysInMonth(); index += 1) cells.push(first.add(index, 'day').format('YYYY-MM-DD'));
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
