import type { ProcessEvent } from '../../domain/process/types.ts';
import { strongestPart } from '../../domain/unitChange.ts';
import type { Tx } from '../client.ts';
import type { Assignment } from '../generated/client.ts';
import { type Actor, by } from './actor.ts';
import { type AuditRecord, recordEvents } from './audit.ts';
import { cancelItems } from './cancelItems.ts';
import type { CountyDay } from './clock.ts';
import { memberEvents } from './members.ts';
import { appendEvents } from './outbox.ts';
import { joinPlan } from './unitParts.ts';
import { withdrawInstances } from './withdrawing.ts';

/** One unit takes over from others: everything that runs, or, where they split, chosen measures. */
export interface Takeover {
  fromIds: string[];
  toId: string;
  /** Only these measures. */
  measureIds?: string[];
  reason: string;
}

/** What moved, as the preview counts it. */
export interface TakenOver {
  measures: number;
  /** Measures in which several of the units had a part: one stays. */
  joined: { measureId: string; kept: string; dropped: number }[];
  items: number;
  cancelled: number;
  unitParts: number;
}

type Parts = (Assignment & { planId: string })[];

const WITH_HOLDER = ['OPEN' as const, 'PREPARED' as const];
const UNFINISHED = [...WITH_HOLDER, 'SUBMITTED' as const];

/**
 * Moves the holders' rows, never a process: the part of a measure keeps its key, its open items change hands, and what
 * was handed in stays under the name it was handed in by. Where two of the units had a part in the same measure, the
 * stronger stays and what the other has open is cancelled. Locks instances first, then measures, as every step does.
 */
export async function takeOver(tx: Tx, county: CountyDay, actor: Actor, takeover: Takeover): Promise<TakenOver> {
  const { fromIds, toId } = takeover;
  const parts = await lockParts(tx, county, takeover);
  const measureIds = [...new Set(parts.filter((part) => fromIds.includes(part.unitId)).map((part) => part.measureId))];
  const result: TakenOver = { measures: measureIds.length, joined: [], items: 0, cancelled: 0, unitParts: 0 };
  const events: AuditRecord[] = [];
  const names = await namesOf(tx, [...fromIds, toId]);
  for (const measureId of measureIds) {
    const own = parts.filter((part) => part.measureId === measureId);
    await moveMeasure(tx, county, takeover, own, result);
    events.push({
      ...{ countyId: county.countyId, kind: 'UNIT_SUCCEEDED', businessDay: county.today, ...by(actor) },
      ...{ planId: own[0]?.planId ?? null, measureId, unitId: null },
      data: {
        from: own
          .filter((part) => part.unitId !== toId)
          .map((part) => names.get(part.unitId) ?? '')
          .join('、'),
        to: names.get(toId) ?? '',
        reason: takeover.reason,
      },
    });
  }
  await recordEvents(tx, events);
  for (const planId of [...new Set(parts.map((part) => part.planId))].sort()) {
    await moveUnitPart(tx, county, planId, takeover, result);
  }
  await moveItems(tx, county, takeover, measureIds, result);
  return result;
}

async function namesOf(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  const units = await tx.unit.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(units.map((unit) => [unit.id, unit.name]));
}

/** Parts of the units in running measures, with everything that a hand-in or a step would lock. */
async function lockParts(tx: Tx, county: CountyDay, { fromIds, toId, measureIds }: Takeover): Promise<Parts> {
  const unitIds = [...fromIds, toId];
  await tx.$queryRaw`
    SELECT i.id FROM "ProcessInstance" i WHERE i."countyId" = ${county.countyId} AND i.status = 'RUNNING' AND (
      i."unitId" = ANY(${unitIds})
      OR EXISTS (SELECT 1 FROM "Assignment" s WHERE s."measureId" = i."measureId" AND s."unitId" = ANY(${unitIds}))
      OR EXISTS (SELECT 1 FROM "WorkItem" w WHERE w."instanceId" = i.id AND w."unitId" = ANY(${unitIds})))
    ORDER BY i.id FOR UPDATE OF i`;
  await tx.$queryRaw`
    SELECT m.id FROM "Measure" m WHERE m."countyId" = ${county.countyId} AND m.state = 'RUNNING' AND EXISTS (
      SELECT 1 FROM "Assignment" s WHERE s."measureId" = m.id AND s."unitId" = ANY(${unitIds}))
    ORDER BY m.id FOR UPDATE OF m`;
  const rows = await tx.assignment.findMany({
    where: {
      ...{ unitId: { in: unitIds }, removedOn: null, measure: { countyId: county.countyId, state: 'RUNNING' } },
      ...(measureIds ? { measureId: { in: measureIds } } : {}),
    },
    include: { measure: { select: { planId: true } } },
    orderBy: [{ measureId: 'asc' }, { ordinal: 'asc' }],
  });
  return rows.map(({ measure, ...row }) => ({ ...row, planId: measure.planId }));
}

/**
 * Where the successor has a row in the measure, now or once, it is that row that stays; else the strongest of the
 * others becomes the successor's. It counts in the strongest role of all.
 */
async function moveMeasure(
  tx: Tx,
  county: CountyDay,
  { toId }: Takeover,
  own: Parts,
  result: TakenOver,
): Promise<void> {
  const strongest = strongestPart(own);
  const { measureId, role, answerable, ordinal, groupName } = strongest;
  const successors = await tx.assignment.findUnique({ where: { measureId_unitId: { measureId, unitId: toId } } });
  const staying = successors ?? strongest;
  const dropped = own.filter((part) => part.id !== staying.id);
  if (dropped.length > 0) await endParts(tx, county, staying, dropped, result);
  const others = await tx.assignment.findMany({ where: { measureId, removedOn: null, id: { not: staying.id } } });
  const responsiblePerson = staying.responsiblePerson ?? strongest.responsiblePerson;
  const after = await tx.assignment.update({
    where: { id: staying.id },
    data: { unitId: toId, role, answerable, ordinal, groupName, responsiblePerson, removedOn: null },
  });
  const before = [...others, ...own];
  await tellInstances(tx, measureId, memberEvents(before, [...others, after], county));
  if (own.length > 1) result.joined.push({ measureId, kept: role, dropped: own.length - 1 });
}

/** What was promised in a talk is not the same twice: it goes over with the part that stays. */
async function endParts(
  tx: Tx,
  county: CountyDay,
  { id: stayingId, measureId }: Assignment,
  parts: Parts,
  result: TakenOver,
): Promise<void> {
  const ids = parts.map((part) => part.id);
  await tx.workItem.updateMany({
    where: { measureId, assignmentId: { in: ids }, kind: 'PROMISE', state: { in: WITH_HOLDER } },
    data: { assignmentId: stayingId },
  });
  await tx.assignment.updateMany({ where: { id: { in: ids } }, data: { removedOn: county.today } });
  const items = await tx.workItem.findMany({
    where: { measureId, assignmentId: { in: ids }, state: { in: UNFINISHED } },
    orderBy: { id: 'asc' },
  });
  result.cancelled += (await cancelItems(tx, county, items, UNFINISHED)).length;
}

async function tellInstances(tx: Tx, measureId: string, events: ProcessEvent[]): Promise<void> {
  if (events.length === 0) return;
  const running = await tx.processInstance.findMany({
    where: { measureId, status: 'RUNNING' },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  await appendEvents(
    tx,
    running.map(({ id }) => ({ instanceId: id, events, wake: true })),
  );
}

/**
 * A unit's part in a plan goes over as it runs, unless the unit still has measures there or the successor runs a part of
 * its own: of two parts one stays.
 */
async function moveUnitPart(
  tx: Tx,
  county: CountyDay,
  planId: string,
  { fromIds, toId }: Takeover,
  result: TakenOver,
): Promise<void> {
  const staying = await tx.assignment.findMany({
    where: { unitId: { in: fromIds }, removedOn: null, measure: { planId, state: 'RUNNING' } },
    select: { unitId: true },
  });
  const leaving = fromIds.filter((id) => !staying.some((part) => part.unitId === id));
  const running = await tx.processInstance.findMany({
    where: { planId, subjectKind: 'UNIT_IN_PLAN', status: 'RUNNING', unitId: { in: [...leaving, toId] } },
    orderBy: { id: 'asc' },
    select: { id: true, unitId: true },
  });
  const own = running.find((part) => part.unitId === toId);
  const kept = own ?? running[0];
  const ended = running.filter((part) => part !== kept).map((part) => part.id);
  result.cancelled += await tx.workItem.count({ where: { instanceId: { in: ended }, state: { in: UNFINISHED } } });
  await withdrawInstances(tx, county, ended);
  if (!kept) return joinPlan(tx, county, planId, [toId]);
  if (kept === own) return;
  result.unitParts += 1;
  await tx.processInstance.update({ where: { id: kept.id }, data: { unitId: toId } });
  const items = await tx.workItem.updateManyAndReturn({
    where: { instanceId: kept.id, state: { in: WITH_HOLDER } },
    data: { unitId: toId },
    select: { id: true },
  });
  result.items += items.length;
}

/** What is open goes to the successor, with the letters, rungs and objections about it that are not settled. */
async function moveItems(
  tx: Tx,
  county: CountyDay,
  { fromIds, toId, measureIds }: Takeover,
  moved: string[],
  result: TakenOver,
): Promise<void> {
  const items = await tx.workItem.updateManyAndReturn({
    where: {
      ...{ countyId: county.countyId, unitId: { in: fromIds }, state: { in: WITH_HOLDER } },
      ...(measureIds ? { measureId: { in: moved } } : {}),
    },
    data: { unitId: toId },
    select: { id: true },
  });
  result.items += items.length;
  const unsettled = {
    ...{ countyId: county.countyId, unitId: { in: fromIds } },
    ...(measureIds ? { measureId: { in: moved } } : {}),
  };
  await tx.escalation.updateMany({
    where: { ...unsettled, state: { in: ['DRAFTED', 'LISTED', 'HELD'] } },
    data: { unitId: toId },
  });
  await tx.letter.updateMany({
    where: { ...unsettled, OR: [{ state: 'DRAFT' }, { state: 'SIGNED', receivedOn: null }] },
    data: { unitId: toId },
  });
  await tx.objection.updateMany({ where: { ...unsettled, state: 'OPEN' }, data: { unitId: toId } });
  await tx.extension.updateMany({ where: { ...unsettled, state: 'OPEN' }, data: { unitId: toId } });
}
