import {
  chooseUse,
  climbsUpTo,
  type Ladder,
  type LadderUse,
  type RungGroup,
  stepClimbsUpTo,
} from '../../domain/ladder/index.ts';
import type { Day, WorkItemKind } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import { distinct, loadLadders } from './subjects.ts';

/** A ladder that an item climbs, and how far. */
export interface Choice {
  ladderId: string | null;
  ladder: Ladder | undefined;
  ladderUpTo: RungGroup | null;
}

/** A use with the newest version of its ladder. */
export interface Use extends LadderUse {
  ladder: Ladder;
}

/** Uses of the county that have not ended, those still to begin included. */
export async function loadUses(tx: Tx, countyId: string): Promise<Use[]> {
  const rows = await tx.$queryRaw<LadderUse[]>`
    SELECT u.id, u."planId", u.kind, u.urgent, u."fromDay", u."endedOn",
      (SELECT l.id FROM "Ladder" l WHERE l."countyId" = u."countyId" AND l.name = u."ladderName"
        ORDER BY l.version DESC LIMIT 1) AS "ladderId"
    FROM "LadderUse" u WHERE u."countyId" = ${countyId} AND u."endedOn" IS NULL ORDER BY u.id`;
  const ladders = await loadLadders(tx, [...new Set(rows.map((row) => row.ladderId))]);
  return rows.flatMap((row): Use[] => {
    const ladder = ladders.get(row.ladderId);
    return ladder ? [{ ...row, ladder }] : [];
  });
}

/** A ladder that a step of a process names, at its newest version. */
export interface StepLadder {
  id: string;
  ladder: Ladder;
}

/** The newest versions of the ladders that steps name, by name; a name that is not there is left out. */
export async function loadStepLadders(
  tx: Tx,
  countyId: string,
  named: (string | null)[],
): Promise<Map<string, StepLadder>> {
  const names = distinct(named);
  if (names.length === 0) return new Map();
  const rows = await tx.ladder.findMany({
    where: { countyId, name: { in: names } },
    orderBy: { version: 'asc' },
    select: { id: true, name: true },
  });
  const newest = new Map(rows.map(({ name, id }) => [name, id]));
  const ladders = await loadLadders(tx, [...newest.values()]);
  return new Map(
    [...newest].flatMap(([name, id]): [string, StepLadder][] => {
      const ladder = ladders.get(id);
      return ladder ? [[name, { id, ladder }]] : [];
    }),
  );
}

/**
 * Which ladder an item climbs, and how far: the one that its step names, else the use that fits, else its plan's.
 *
 * @param own What its process and plan give it.
 * @param step The ladder that its step names.
 */
export function ladderOf(
  uses: readonly Use[],
  today: Day,
  item: { planId: string | null; kind: WorkItemKind; urgent: boolean },
  own: Choice,
  step?: StepLadder,
): Choice {
  if (step) {
    return { ladderId: step.id, ladder: step.ladder, ladderUpTo: stepClimbsUpTo(own.ladderUpTo, step.ladder) };
  }
  const use = chooseUse(uses, item, today);
  const ladderUpTo = climbsUpTo(own.ladderUpTo, use, use?.ladder);
  if (ladderUpTo === null) return { ladderId: null, ladder: undefined, ladderUpTo: null };
  if (use) return { ladderId: use.ladderId, ladder: use.ladder, ladderUpTo };
  return { ...own, ladderUpTo };
}
