import type { OwnDay } from '../../domain/ownDays.ts';
import type { Tx } from '../client.ts';

const cache = new Map<string, { version: number; days: readonly OwnDay[] }>();

/** All extra days of the county; read again only when the calendar's version has risen. */
export async function loadOwnDays(tx: Tx, countyId: string, version: number): Promise<readonly OwnDay[]> {
  const known = cache.get(countyId);
  if (known?.version === version) return known.days;
  const days = await tx.extraDay.findMany({
    where: { countyId, untilVersion: null },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    select: { planId: true, unitId: true, day: true, working: true },
  });
  cache.set(countyId, { version, days });
  return days;
}
