import dayjs from 'dayjs';
import type { Day } from '../../data/types.ts';

export function addDays(day: Day, days: number): Day {
  return dayjs(day).add(days, 'day').format('YYYY-MM-DD');
}
