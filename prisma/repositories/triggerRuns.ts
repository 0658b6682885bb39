import { DubanError } from '../../domain/errors.ts';
import { type MatterAbout, type MatterTemplate, matterFrom } from '../../domain/matters/template.ts';
import type { Day } from '../../domain/process/types.ts';
import { type Cadence, occurrencesDue } from '../../domain/triggers.ts';
import { unitInPlace } from '../../domain/unitChange.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma, type ProcessTrigger, type TriggerOccurrence } from '../generated/client.ts';
import { fromJson } from '../json.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { openFor } from './matters.ts';
import { beginFor, latestVersion, type RunVersion } from './processRuns.ts';
import { countySuccessions } from './unitLineage.ts';

/**
 * Notes what is due on schedule up to `day`, each occurrence once: of the whole county, or of `triggerId` alone. Whoever
 * comes at the same time waits for the row and finds nothing left.
 */
export async function noteSchedules(db: Db, countyId: string, day: Day, triggerId?: string): Promise<void> {
  const which = triggerId === undefined ? Prisma.empty : Prisma.sql`AND t.id = ${triggerId}`;
  await db.$transaction(async (tx) => {
    const due = await tx.$queryRaw<ProcessTrigger[]>`
      SELECT * FROM "ProcessTrigger" t WHERE t."countyId" = ${countyId} AND t."removedOn" IS NULL AND t."nextOn" <= ${day}
        ${which}
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
 * Begins what has been noted, by every trigger or by `triggerId` alone, one transaction each: the run and the note that
 * it was begun are one. One that fails keeps no other back.
 */
export async function beginNoted(db: Db, triggerId?: string): Promise<Begun> {
  const plans = new Map<string, Begun['plans'][number]>();
  const faults: unknown[] = [];
  const noted = await db.triggerOccurrence.findMany({
    where: { state: 'PENDING', ...(triggerId === undefined ? {} : { triggerId }) },
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
  const { triggerId, key, countyId } = occurrence;
  const county = await lockCountyDay(tx, countyId);
  const trigger = await tx.processTrigger.findUniqueOrThrow({ where: { id: triggerId } });
  const note = (data: { state: 'BEGUN' | 'NOTHING'; runId?: string; detail: string; detailEn?: string }) =>
    tx.triggerOccurrence.update({ where: { triggerId_key: { triggerId, key } }, data });
  try {
    const version = await latestVersion(tx, countyId, trigger.definitionId);
    const begun = await beginOccurrence(tx, county, trigger, version, occurrence);
    await note({ state: 'BEGUN', runId: begun.runId, detail: String(begun.started) });
    return { id: begun.planId, countyId };
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    await note({ state: 'NOTHING', detail: error.userMessage.zh, detailEn: error.userMessage.en });
    return null;
  }
}

/** Begins for the measures that an occasion concerns, or opens the matter that the template of its trigger describes. */
async function beginOccurrence(
  tx: Tx,
  county: CountyDay,
  trigger: ProcessTrigger,
  version: RunVersion,
  occurrence: Locked,
): Promise<{ planId: string; runId: string; started: number }> {
  const { planId, measureId, countyId } = occurrence;
  const by = { accountId: null, personName: trigger.createdBy };
  const triggerIds = [...(await inherited(tx, occurrence)), trigger.id];
  if (trigger.matter !== null) {
    const content = matterFrom(await templateNow(tx, countyId, fromJson<MatterTemplate>(trigger.matter)), {
      ...{ today: county.today, calendar: county.calendar },
      planUnitIds: await unitsOfPlan(tx, trigger.planId ?? planId),
      about: await aboutMeasure(tx, measureId),
    });
    const opening = { ...content, purpose: trigger.note, aboutPlanId: await documentOf(tx, planId), by, triggerIds };
    const { id, runId, rows } = await openFor(tx, county, version, { ...opening, officeUnitId: undefined });
    return { planId: id, runId, started: rows };
  }
  const { id, started } = await beginFor(tx, county, version, {
    ...{ planId: planId ?? '', note: trigger.note, by, triggerIds },
    ...(measureId === null ? {} : { measureIds: [measureId] }),
    seen: Prisma.sql`m."countyId" = ${countyId}`,
    mayBegin: () => true,
  });
  return { planId: planId ?? '', runId: id, started };
}

/** A template whose units may have been merged or split since it was written. */
async function templateNow(tx: Tx, countyId: string, template: MatterTemplate): Promise<MatterTemplate> {
  const changes = await countySuccessions(tx, countyId);
  const units = template.units.map((unit) => ({ ...unit, unitId: unitInPlace(changes, unit.unitId) }));
  return { ...template, units };
}

/** Units that have a part in a running measure of the plan, in the order of their names. */
async function unitsOfPlan(tx: Tx, planId: string | null): Promise<string[]> {
  if (planId === null) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT u.id FROM "Unit" u WHERE EXISTS (SELECT 1 FROM "Assignment" s JOIN "Measure" m ON m.id = s."measureId"
      WHERE s."unitId" = u.id AND s."removedOn" IS NULL AND m."planId" = ${planId} AND m.state = 'RUNNING')
    ORDER BY u.name, u.id`;
  return rows.map((row) => row.id);
}

async function aboutMeasure(tx: Tx, measureId: string | null): Promise<MatterAbout | null> {
  if (measureId === null) return null;
  const { title, assignments, leaders } = await tx.measure.findUniqueOrThrow({
    where: { id: measureId },
    include: {
      assignments: { where: { removedOn: null }, orderBy: { ordinal: 'asc' }, select: { unitId: true, role: true } },
      leaders: { orderBy: { ordinal: 'asc' }, take: 1 },
    },
  });
  return { title, units: assignments, leaderPostId: leaders[0]?.postId ?? null };
}

/** The issued plan behind what happened: of something in a matter, the plan that the matter belongs to. */
async function documentOf(tx: Tx, planId: string | null): Promise<string | null> {
  const matter = planId === null ? null : await tx.matter.findUnique({ where: { planId } });
  return matter ? matter.aboutPlanId : planId;
}

/** The rules behind the runs that concern the measure: a chain of rules ends where it would come back to one of them. */
async function inherited(tx: Tx, { measureId }: Locked): Promise<string[]> {
  if (measureId === null) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT unnest(r."triggerIds") AS id FROM "ProcessRun" r
    JOIN "ProcessInstance" i ON i."runId" = r.id AND i.status = 'RUNNING' WHERE i."measureId" = ${measureId}`;
  return rows.map((row) => row.id);
}
