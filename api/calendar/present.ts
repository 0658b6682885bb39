import type { CalendarPreview as Preview } from '../../prisma/repositories/calendarEdit.ts';
import { presentGroups } from '../common/moves.ts';
import type { CalendarPreview } from './schema.ts';

export function presentPreview({ version, changed, counts, items, openings }: Preview): CalendarPreview {
  return {
    ...{ version, changed, counts, items: presentGroups(items) },
    openings: openings.map(({ planTitle, from, to, openings: n }) => ({ planTitle, from, to, openings: n })),
  };
}
