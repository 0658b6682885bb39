import type { Calendar } from '../../domain/calendar.ts';
import type { Tx } from '../client.ts';

const cache = new Map<string, { version: number; calendar: Calendar }>();

/** The county's calendar; read again only when its version has risen since this process last read it. */
export async function loadCalendar(tx: Tx, countyId: string, version: number): Promise<Calendar> {
  const known = cache.get(countyId);
  if (known?.version === version) return known.calendar;
  const days = await tx.calendarDay.findMany({ where: { countyId } });
  const years = await tx.calendarYear.findMany({ where: { countyId } });
  const calendar: Calendar = {
    holidays: new Set(days.filter((d) => !d.working).map((d) => d.day)),
    makeUpDays: new Set(days.filter((d) => d.working).map((d) => d.day)),
    coveredYears: new Set(years.map((y) => y.year)),
  };
  cache.set(countyId, { version, calendar });
  return calendar;
}
