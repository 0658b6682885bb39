import { type CountyLimits, shippedLimits, withAllLimits } from '../../domain/countyLimits.ts';
import type { Db, Tx } from '../client.ts';
import { fromJson, toJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { savedMeanwhile } from './letterTemplates.ts';

/** The limits as they stood: version 0 are those that came with the installation. */
export interface LimitsVersion {
  limits: CountyLimits;
  version: number;
  reason: string;
  savedBy: string;
  savedOn: string;
}

const shipped: LimitsVersion = { limits: shippedLimits, version: 0, reason: '', savedBy: '', savedOn: '' };

/** All versions, the newest first; the shipped one stands last. */
export async function readLimits(db: Tx, countyId: string): Promise<LimitsVersion[]> {
  const rows = await db.countyLimits.findMany({ where: { countyId }, orderBy: { version: 'desc' } });
  return [
    ...rows.map((row) => ({ ...row, limits: withAllLimits(fromJson<Partial<CountyLimits>>(row.limits)) })),
    shipped,
  ];
}

/**
 * Saves the next version of the limits. They count from then on, also for what is under way already.
 *
 * @throws DubanError STALE_VERSION where somebody else saved meanwhile.
 */
export function saveLimits(
  db: Db,
  actor: Actor,
  { limits, basedOn, reason }: { limits: CountyLimits; basedOn: number; reason: string },
): Promise<number> {
  const { countyId } = actor;
  return db.$transaction(async (tx) => {
    const { today } = await loadCountyDay(tx, countyId);
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`countyLimits|${countyId}`}))::text`;
    const last = await tx.countyLimits.aggregate({ where: { countyId }, _max: { version: true } });
    const newest = last._max.version ?? 0;
    if (newest !== basedOn) throw savedMeanwhile(newest);
    const version = newest + 1;
    await tx.countyLimits.create({
      data: { countyId, version, limits: toJson(limits), reason, savedBy: actor.personName, savedOn: today },
    });
    await tx.county.update({ where: { id: countyId }, data: { limits: toJson(limits) } });
    await recordEvent(tx, {
      ...{ countyId, kind: 'LIMITS_CHANGED', businessDay: today, ...by(actor) },
      data: { version, reason, ...limits },
    });
    return version;
  });
}
