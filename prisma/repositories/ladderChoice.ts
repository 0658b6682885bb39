import type { LadderUse, StepLadder, UseOfLadder } from '../../domain/ladder/index.ts';
import type { Tx } from '../client.ts';
import { distinct, loadLadders } from './subjects.ts';

/** Uses of the county that have not ended, those still to begin included. */
export async function loadUses(tx: Tx, countyId: string): Promise<UseOfLadder[]> {
  const rows = await tx.$queryRaw<LadderUse[]>`
    SELECT u.id, u."planId", u.kind, u.urgent, u."fromDay", u."endedOn",
      (SELECT l.id FROM "Ladder" l WHERE l."countyId" = u."countyId" AND l.name = u."ladderName"
        ORDER BY l.version DESC LIMIT 1) AS "ladderId"
    FROM "LadderUse" u WHERE u."countyId" = ${countyId} AND u."endedOn" IS NULL ORDER BY u.id`;
  const ladders = await loadLadders(tx, [...new Set(rows.map((row) => row.ladderId))]);
  return rows.flatMap((row): UseOfLadder[] => {
    const ladder = ladders.get(row.ladderId);
    return ladder ? [{ ...row, ladder }] : [];
  });
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
