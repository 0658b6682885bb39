import { type Calendar, withExtraDays } from './calendar.ts';
import type { Day } from './process/types.ts';

/** Extra days off or worked, of a plan or of a unit. */
export interface OwnDay {
  planId: string | null;
  unitId: string | null;
  day: Day;
  working: boolean;
}

/** Whose days count for a thing: those of its plan, and over them those of the unit that holds it. */
export interface Whose {
  planId?: string | null | undefined;
  unitId?: string | null | undefined;
}

/** Calendars that were put together already, by the extra days and the county's calendar that they are made of. */
const made = new WeakMap<readonly OwnDay[], WeakMap<Calendar, Map<string, Calendar>>>();

/** The calendar that counts for whatever belongs to a plan and is held by a unit. */
export function calendarOf(
  { calendar, ownDays }: { calendar: Calendar; ownDays: readonly OwnDay[] },
  { planId, unitId }: Whose,
): Calendar {
  if (ownDays.length === 0) return calendar;
  const byCalendar = made.get(ownDays) ?? new WeakMap<Calendar, Map<string, Calendar>>();
  made.set(ownDays, byCalendar);
  const known = byCalendar.get(calendar) ?? new Map<string, Calendar>();
  byCalendar.set(calendar, known);
  const key = `${planId ?? ''}|${unitId ?? ''}`;
  const found = known.get(key);
  if (found) return found;
  const ofPlan = planId ? ownDays.filter((own) => own.planId === planId) : [];
  const ofUnit = unitId ? ownDays.filter((own) => own.unitId === unitId) : [];
  const own = ofPlan.length + ofUnit.length === 0 ? calendar : withExtraDays(calendar, [...ofPlan, ...ofUnit]);
  known.set(key, own);
  return own;
}

/** The county as it counts for such a thing. */
export function countyOf<C extends { calendar: Calendar; ownDays: readonly OwnDay[] }>(county: C, whose: Whose): C {
  return { ...county, calendar: calendarOf(county, whose), ownDays: NONE };
}

const NONE: readonly OwnDay[] = [];
