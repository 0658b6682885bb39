import { DubanError } from '../../domain/errors.ts';
import { mayJudge } from '../../domain/holding.ts';
import type { ProcessEvent } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import { Prisma, type WorkItem } from '../generated/client.ts';
import type { AuditKind } from '../generated/enums.ts';
import { toJson } from '../json.ts';
import { type Actor, by, inCapacity } from './actor.ts';
import { recordEvent } from './audit.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { type Clockwork, running, stopped } from './frozenSpans.ts';
import { goOver } from './ladderUses.ts';
import { recomputeNextRungs } from './obligations.ts';
import { closePlanWhenDone } from './operations.ts';
import { appendEvents } from './outbox.ts';
import { measuresSeen } from './scope.ts';
import { leavePlan } from './unitParts.ts';
import { followMeasures } from './unitPauses.ts';
import { withdrawExtensions } from './withdrawals.ts';
import { withdrawInstances } from './withdrawing.ts';

/** What may be changed about a running measure hangs on these. */
export interface MeasureHead {
  id: string;
  planId: string;
  title: string;
  state: 'RUNNING' | 'CLOSED' | 'WITHDRAWN';
  pausedOn: string | null;
  officeUnitId: string;
  leaderPostIds: string[];
  answerableUnitIds: string[];
}

/**
 * Whether the actor may pause, withdraw or reassign a measure: the office, and in its place whoever leads the measure
 * and the chief leaders, but nobody whose own unit answers for it.
 */
export function mayChangeMeasure(actor: Actor, measure: MeasureHead): boolean {
  const deciding = [
    { holderKind: 'OFFICE' as const, unitId: measure.officeUnitId, postId: null },
    { holderKind: 'CHIEF_LEADER' as const, unitId: null, postId: null },
    ...measure.leaderPostIds.map((postId) => ({ holderKind: 'LEADER' as const, unitId: null, postId })),
  ];
  return deciding.some((holding) =>
    [null, ...measure.answerableUnitIds].every((unitId) =>
      mayJudge(actor.posts, holding, unitId === null ? null : { holderKind: 'UNIT_HEAD', unitId, postId: null }),
    ),
  );
}

export function loadHead(db: Tx, actor: Actor, id: string): Promise<MeasureHead> {
  return headWhere(db, measuresSeen(actor), id);
}

async function headWhere(db: Tx, seen: Prisma.Sql, id: string): Promise<MeasureHead> {
  const [head] = await headsWhere(db, seen, [id]);
  if (!head) throw new DubanError('NOT_FOUND', { zh: '没有找到该措施', en: 'There is no such measure' });
  return head;
}

/** Those of the measures that the actor may see, in the document's order. */
export function readHeads(db: Tx, actor: Actor, ids: string[]): Promise<MeasureHead[]> {
  return headsWhere(db, measuresSeen(actor), ids);
}

/** The same by a condition on `"Measure" m`. */
export function headsWhere(db: Tx, seen: Prisma.Sql, ids: string[]): Promise<MeasureHead[]> {
  return db.$queryRaw<MeasureHead[]>`
    SELECT m.id, m."planId", m.title, m.state::text AS state, m."pausedOn", p."officeUnitId",
      ARRAY(SELECT l."postId" FROM "MeasureLeader" l WHERE l."measureId" = m.id) AS "leaderPostIds",
      ARRAY(SELECT s."unitId" FROM "Assignment" s
        WHERE s."measureId" = m.id AND s.answerable AND s."removedOn" IS NULL) AS "answerableUnitIds"
    FROM "Measure" m JOIN "Plan" p ON p.id = m."planId"
    WHERE m.id = ANY(${ids}) AND ${seen} ORDER BY m.number`;
}

/**
 * A running measure under lock: its instances and those of its units' parts in the plan first, in the order of their
 * ids as every step locks them, then its row.
 */
export interface LockedMeasure extends MeasureHead {
  instanceIds: string[];
}

/** @throws DubanError NOT_FOUND, FORBIDDEN, or CONFLICT where the measure has ended. */
export async function lockMeasure(tx: Tx, actor: Actor, id: string): Promise<LockedMeasure> {
  const seen = await loadHead(tx, actor, id);
  if (!mayChangeMeasure(actor, seen)) throw measureNotYours();
  return stillRunning(await loadLocked(tx, actor, id));
}

/**
 * The same for what was decided on an earlier day by whoever might then.
 *
 * @throws DubanError CONFLICT where the measure has ended.
 */
export async function lockRunning(tx: Tx, countyId: string, id: string): Promise<LockedMeasure> {
  return stillRunning(await lockWhere(tx, Prisma.sql`m."countyId" = ${countyId}`, id));
}

export function measureNotYours(): DubanError {
  return new DubanError('FORBIDDEN', {
    zh: '这项措施不由您调整；办公室自身承办的，由责任领导或党政主要领导调整',
    en: 'This measure is not yours to change; where the office itself answers for it, its leaders decide',
  });
}

function stillRunning(head: LockedMeasure): LockedMeasure {
  if (head.state === 'RUNNING') return head;
  throw new DubanError('CONFLICT', {
    zh: '该措施已办结或已撤销，不能再调整',
    en: 'This measure has ended and cannot be changed',
  });
}

/** Locks what several measures hang on in one order, so that no two that change several wait for each other. */
export async function lockInstancesOf(tx: Tx, countyId: string, ids: string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT i.id FROM "ProcessInstance" i
    WHERE i."countyId" = ${countyId} AND i.status = 'RUNNING' AND (i."measureId" = ANY(${ids})
      OR (i."subjectKind" = 'UNIT_IN_PLAN' AND EXISTS (SELECT 1 FROM "Assignment" s
        JOIN "Measure" m ON m.id = s."measureId" WHERE m.id = ANY(${ids}) AND m."planId" = i."planId"
          AND s."unitId" = i."unitId")))
    ORDER BY i.id FOR UPDATE`;
}

/** Locks a measure whatever its state, and whoever asks. */
export function loadLocked(tx: Tx, actor: Actor, id: string): Promise<LockedMeasure> {
  return lockWhere(tx, measuresSeen(actor), id);
}

async function lockWhere(tx: Tx, seen: Prisma.Sql, id: string): Promise<LockedMeasure> {
  const { planId } = await headWhere(tx, seen, id);
  const instances = await tx.$queryRaw<{ id: string; measureId: string | null }[]>`
    SELECT id, "measureId" FROM "ProcessInstance"
    WHERE status = 'RUNNING' AND ("measureId" = ${id} OR ("planId" = ${planId} AND "subjectKind" = 'UNIT_IN_PLAN'
      AND "unitId" IN (SELECT s."unitId" FROM "Assignment" s WHERE s."measureId" = ${id})))
    ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM "Measure" WHERE id = ${id} FOR UPDATE`;
  const head = await headWhere(tx, seen, id);
  return { ...head, instanceIds: instances.filter((row) => row.measureId === id).map((row) => row.id) };
}

/** Tells every process of the measure. */
export async function tellMeasure(tx: Tx, measure: LockedMeasure, events: ProcessEvent[]): Promise<void> {
  await appendEvents(
    tx,
    measure.instanceIds.map((instanceId) => ({ instanceId, events, wake: true })),
  );
}

export async function recordMeasure(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  measure: MeasureHead,
  kind: AuditKind,
  rest: { unitId?: string; data: Record<string, string | boolean> },
): Promise<void> {
  await recordEvent(tx, {
    ...{ countyId: county.countyId, kind, businessDay: county.today, planId: measure.planId, measureId: measure.id },
    ...{ ...by(inCapacity(actor, (one) => mayChangeMeasure(one, measure))), ...rest },
  });
}

interface Change {
  id: string;
  reason: string;
}

/**
 * Pauses a measure: its process holds still, and from today the days of its open items count for nobody. What is
 * handed in meanwhile is kept and taken up when it resumes.
 */
export function pauseMeasure(db: Db, actor: Actor, { id, reason }: Change): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const measure = await lockMeasure(tx, actor, id);
    if (measure.pausedOn !== null) {
      throw new DubanError('CONFLICT', { zh: '该措施已经暂停', en: 'This measure is paused already' });
    }
    await tx.measure.update({ where: { id }, data: { pausedOn: county.today, stateReason: reason } });
    await withdrawExtensionsOf(tx, county, measure);
    await refreeze(tx, county, measure, (item) => stopped(item, county));
    await followMeasures(tx, county, measure.planId, await assignedUnits(tx, id));
    await tellMeasure(tx, measure, [{ type: 'paused', day: county.today }]);
    await recordMeasure(tx, county, actor, measure, 'MEASURE_PAUSED', { data: { reason } });
  });
}

/** Resumes a paused measure: the days between count for nobody, and what waited meanwhile happens now. */
export function resumeMeasure(db: Db, actor: Actor, { id, reason }: Change): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const measure = await lockMeasure(tx, actor, id);
    if (measure.pausedOn === null) {
      throw new DubanError('CONFLICT', { zh: '该措施没有暂停', en: 'This measure is not paused' });
    }
    await tx.measure.update({ where: { id }, data: { pausedOn: null, stateReason: null } });
    await refreeze(tx, county, measure, (item) => running(item, county));
    await followMeasures(tx, county, measure.planId, await assignedUnits(tx, id));
    await tellMeasure(tx, measure, [{ type: 'resumed', day: county.today }]);
    await recordMeasure(tx, county, actor, measure, 'MEASURE_RESUMED', { data: { reason } });
  });
}

/** Marks a measure as urgent 急件, or no longer: its open items go over to the ladder that counts for it then. */
export function setUrgency(db: Db, actor: Actor, { id, reason, urgent }: Change & { urgent: boolean }): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const measure = await lockMeasure(tx, actor, id);
    const { count } = await tx.measure.updateMany({ where: { id, urgent: !urgent }, data: { urgent } });
    if (count === 0) {
      throw new DubanError('CONFLICT', { zh: '该措施已是如此', en: 'The measure is marked so already' });
    }
    await recordMeasure(tx, county, actor, measure, 'MEASURE_URGENCY', { data: { reason, urgent } });
    await goOver(tx, county, actor, reason, id);
  });
}

/** What was asked for is asked anew, where it is still wanted, once the measure has been resumed. */
async function withdrawExtensionsOf(tx: Tx, county: CountyDay, { instanceIds }: LockedMeasure): Promise<void> {
  const waiting = await tx.extension.findMany({ where: { instanceId: { in: instanceIds }, state: 'OPEN' } });
  await withdrawExtensions(
    tx,
    county,
    waiting.map((row) => row.workItemId),
  );
}

async function refreeze(
  tx: Tx,
  county: CountyDay,
  measure: LockedMeasure,
  change: (item: WorkItem) => Clockwork,
): Promise<void> {
  const items = await tx.workItem.findMany({
    where: { instanceId: { in: measure.instanceIds }, state: { in: ['OPEN', 'PREPARED'] } },
    orderBy: { id: 'asc' },
  });
  for (const item of items) {
    const { frozen, deemOn } = change(item);
    await tx.workItem.update({ where: { id: item.id }, data: { frozen: toJson(frozen), deemOn } });
  }
  await recomputeNextRungs(
    tx,
    county,
    items.map((item) => item.id),
  );
}

/**
 * Withdraws a measure: everything that is open about it is cancelled with what was drafted, in this transaction, and
 * its process ends as withdrawn. Reports, scores and letters that are out stay. A unit that has nothing else in the
 * plan is asked for nothing more.
 */
export function withdrawMeasure(db: Db, actor: Actor, { id, reason }: Change): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const measure = await lockMeasure(tx, actor, id);
    await withdrawLocked(tx, county, actor, measure, reason);
    await closePlanWhenDone(tx, county, measure.planId);
  });
}

/** The same for a measure that the caller's transaction has locked. */
export async function withdrawLocked(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  measure: LockedMeasure,
  reason: string,
): Promise<void> {
  await tx.measure.update({
    where: { id: measure.id },
    data: { state: 'WITHDRAWN', closedOn: county.today, pausedOn: null, stateReason: reason },
  });
  await withdrawInstances(tx, county, measure.instanceIds);
  await recordMeasure(tx, county, actor, measure, 'MEASURE_WITHDRAWN', { data: { reason } });
  await leavePlan(tx, county, measure.planId, await assignedUnits(tx, measure.id));
}

async function assignedUnits(tx: Tx, measureId: string): Promise<string[]> {
  const parts = await tx.assignment.findMany({ where: { measureId, removedOn: null }, select: { unitId: true } });
  return parts.map((part) => part.unitId);
}
