import { rungLabelOf as rungLabel } from '../../domain/ladder/index.ts';
import { kindFacts } from '../../domain/workItem.ts';
import type { MovedGroup as Group } from '../../prisma/repositories/moves.ts';
import type { MovedGroup } from './movesSchema.ts';

/** Due days first, the largest groups on top. */
export function presentGroups(groups: Group[]): MovedGroup[] {
  const stays = ({ from, to }: { from: string | null; to: string | null }) => (from === to ? 1 : 0);
  return [...groups]
    .sort((a, b) => stays(a.due) - stays(b.due) || b.items - a.items)
    .map(({ planTitle, kind, due, rung, byThen, items }) => ({
      ...{ planTitle, kindLabel: kindFacts[kind].label, due, items },
      rung: { label: rung.key === null ? null : rungLabel(rung.key), from: rung.from, to: rung.to, told: rung.told },
      byThen: byThen && { ...byThen, rungs: byThen.rungs.map(rungLabel) },
    }));
}
