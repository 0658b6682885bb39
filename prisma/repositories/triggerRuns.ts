import { DubanError } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import { type Cadence, occurrencesDue } from '../../domain/triggers.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma, type ProcessTrigger, type TriggerOccurrence } from '../generated/client.ts';
import { lockCountyDay } from './clock.ts';
import { beginFor, latestVersion } from './processRuns.ts';

/** Notes what is due on schedule up to `day`, each occurrence once. Two rounds at once wait for each other's row. */
export async function noteSchedules(db: Db, countyId: string, day: Day): Promise<void> {
  await db.$transaction(async (tx) => {
    const due = await tx.$queryRaw<ProcessTrigger[]>`
      SELECT * FROM "ProcessTrigger" t WHERE t."countyId" = ${countyId} AND t."removedOn" IS NULL AND t."nextOn" <= ${day}
      ORDER BY t.id FOR UPDATE`;
    for (const trigger of due) {
      const cadence = cadenceOf(trigger);
      if (cadence === null || trigger.nextOn === null) continue;
      const { occurrences, nextOn } = occurrencesDue(cadence, trigger.nextOn, day, trigger.pausedOn !== null);
      await tx.triggerOccurrence.createMany({
        data: occurrences.map((one) => ({
          ...{ triggerId: trigger.id, key: one.day, day: one.day, state: one.verdict, planId: trigger.planId },
        })),
        skipDuplicates: true,
      });
      await tx.processTrigger.update({ where: { id: trigger.id }, data: { nextOn } });
    }
  });
}

export function cadenceOf({ every, onDay, month }: Pick<ProcessTrigger, 'every' | 'onDay' | 'month'>): Cadence | null {
  return every === null || onDay === null ? null : { every, on: onDay, month };
}

type Locked = TriggerOccurrence & { countyId: string };

export interface Begun {
  /** Plans for which something was begun. */
  plans: { id: string; countyId: string }[];
  /** Faults, one for each occurrence that stays noted and is tried again at the next call. */
  faults: unknown[];
}

/**
 * Begins what has been noted, one transaction each: the run and the note that it was begun are one. One that fails
 * keeps no other back.
 */
export async function beginNoted(db: Db): Promise<Begun> {
  const plans = new Map<string, Begun['plans'][number]>();
  const faults: unknown[] = [];
  const noted = await db.triggerOccurrence.findMany({
    where: { state: 'PENDING' },
    orderBy: [{ day: 'asc' }, { triggerId: 'asc' }, { key: 'asc' }],
    select: { triggerId: true, key: true },
  });
  for (const occurrence of noted) {
    try {
      const plan = await db.$transaction((tx) => beginOne(tx, occurrence));
      if (plan !== null) plans.set(plan.id, plan);
    } catch (error) {
      faults.push(error);
    }
  }
  return { plans: [...plans.values()], faults };
}

/** @returns the plan for which it was begun; null where it was not, or where somebody else begins it just now. */
async function beginOne(tx: Tx, of: { triggerId: string; key: string }): Promise<Begun['plans'][number] | null> {
  const [occurrence] = await tx.$queryRaw<Locked[]>`
    SELECT o.*, t."countyId" FROM "TriggerOccurrence" o JOIN "ProcessTrigger" t ON t.id = o."triggerId"
    WHERE o."triggerId" = ${of.triggerId} AND o.key = ${of.key} AND o.state = 'PENDING' FOR UPDATE OF o SKIP LOCKED`;
  if (!occurrence) return null;
  const { triggerId, key, planId, measureId, countyId } = occurrence;
  const county = await lockCountyDay(tx, countyId);
  const trigger = await tx.processTrigger.findUniqueOrThrow({ where: { id: triggerId } });
  const note = (data: { state: 'BEGUN' | 'NOTHING'; runId?: string; detail?: string }) =>
    tx.triggerOccurrence.update({ where: { triggerId_key: { triggerId, key } }, data });
  try {
    const version = await latestVersion(tx, countyId, trigger.definitionId);
    const { id, started } = await beginFor(tx, county, version, {
      ...{ planId: planId ?? '', note: trigger.note, by: { accountId: null, personName: trigger.createdBy } },
      ...(measureId === null ? {} : { measureIds: [measureId] }),
      seen: Prisma.sql`m."countyId" = ${countyId}`,
      mayBegin: () => true,
      triggerIds: [...(await inherited(tx, occurrence)), triggerId],
    });
    await note({ state: 'BEGUN', runId: id, detail: String(started) });
    return planId === null ? null : { id: planId, countyId };
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    await note({ state: 'NOTHING', detail: error.userMessage.zh });
    return null;
  }
}

/** The rules behind the runs that concern the measure: a chain of rules ends where it would come back to one of them. */
async function inherited(tx: Tx, { measureId }: Locked): Promise<string[]> {
  if (measureId === null) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT unnest(r."triggerIds") AS id FROM "ProcessRun" r
    JOIN "ProcessInstance" i ON i."runId" = r.id AND i.status = 'RUNNING' WHERE i."measureId" = ${measureId}`;
  return rows.map((row) => row.id);
}
