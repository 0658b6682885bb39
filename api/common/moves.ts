import { kindFacts } from '../../domain/workItem.ts';
import type { MovedGroup as Group } from '../../prisma/repositories/moves.ts';
import { z } from '../zod.ts';
import { rungLabel } from './rungs.ts';
import { localText } from './schema.ts';

/** What an edit of the calendar or of a ladder would move. */

const moved = z.object({ from: z.string().nullable(), to: z.string().nullable() });

export const moveCounts = z.object({
  due: z.number().int(),
  rungs: z.number().int(),
  /** Items whose new due day has passed already. */
  overdueAtOnce: z.number().int(),
});

export const movedGroup = z
  .object({
    planTitle: z.string().nullable(),
    kindLabel: localText,
    due: moved,
    rung: moved.extend({ label: localText.nullable() }),
    items: z.number().int(),
  })
  .openapi('MovedGroup');
export type MovedGroup = z.infer<typeof movedGroup>;

/** Due days first, the largest groups on top. */
export function presentGroups(groups: Group[]): MovedGroup[] {
  const stays = ({ from, to }: { from: string | null; to: string | null }) => (from === to ? 1 : 0);
  return [...groups]
    .sort((a, b) => stays(a.due) - stays(b.due) || b.items - a.items)
    .map(({ planTitle, kind, due, rung, items }) => ({
      ...{ planTitle, kindLabel: kindFacts[kind].label, due, items },
      rung: { label: rung.key === null ? null : rungLabel(rung.key), from: rung.from, to: rung.to },
    }));
}
