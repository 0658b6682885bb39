import { kindFacts } from '../../domain/workItem.ts';
import type { CalendarPreview as Preview } from '../../prisma/repositories/calendarEdit.ts';
import { rungLabel } from '../common/rungs.ts';
import type { CalendarPreview } from './schema.ts';

/** What an edit would move: due days first, the largest groups on top. */
export function presentPreview(preview: Preview): CalendarPreview {
  const moves = ({ from, to }: { from: string | null; to: string | null }) => (from === to ? 1 : 0);
  return {
    version: preview.version,
    changed: preview.changed,
    counts: preview.counts,
    items: [...preview.items]
      .sort((a, b) => moves(a.due) - moves(b.due) || b.items - a.items)
      .map(({ planTitle, kind, due, rung, items }) => ({
        ...{ planTitle, kindLabel: kindFacts[kind].label, due, items },
        rung: { label: rung.key === null ? null : rungLabel(rung.key), from: rung.from, to: rung.to },
      })),
    openings: preview.openings.map(({ planTitle, from, to, openings }) => ({ planTitle, from, to, openings })),
  };
}
