import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import type { Db, Tx } from '../client.ts';
import type { Assignment } from '../generated/client.ts';
import type { AssignmentRole } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { cancelItems } from './cancelItems.ts';
import { type CountyDay, loadCountyDay } from './clock.ts';
import { type LockedMeasure, lockMeasure, recordMeasure, tellMeasure } from './measureChanges.ts';
import { memberEvents } from './members.ts';
import { requireUnits } from './organisationChange.ts';
import { joinPlan, leavePlan } from './unitParts.ts';

export interface AddUnits {
  id: string;
  unitIds: string[];
  role: AssignmentRole;
  /** Through which group of the document. */
  groupName?: string | null;
  /** Also asks them for what the others have finished already. */
  alsoFinished?: boolean;
  reason: string;
}

/**
 * Units join a running measure: from now on they are asked for what the others are asked for, and take their part in
 * the plan. A lead unit answers for the measure; a responsible one does where no unit leads; those that answer already
 * go on answering.
 *
 * @throws DubanError CONFLICT where one of them has a part in the measure already.
 */
export function addUnits(db: Db, actor: Actor, input: AddUnits): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, actor.countyId);
    const measure = await lockMeasure(tx, actor, input.id);
    await joinMeasure(tx, county, actor, measure, input);
  });
}

/** The same in the caller's transaction, for a measure that it has locked. */
export async function joinMeasure(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  measure: LockedMeasure,
  input: AddUnits,
): Promise<void> {
  const unitIds = [...new Set(input.unitIds)];
  await requireUnits(tx, county.countyId, unitIds);
  const before = await partsOf(tx, measure.id);
  const known = before.find((row) => unitIds.includes(row.unitId));
  if (known) {
    throw new DubanError('CONFLICT', {
      zh: `${known.unit.name}已在该措施的任务分工中`,
      en: `${known.unit.name} has a part in this measure already`,
    });
  }
  const leads = before.some((row) => row.role === 'LEAD');
  const answerable = input.role === 'LEAD' || (input.role === 'RESPONSIBLE' && !leads);
  const last = await tx.assignment.aggregate({ where: { measureId: measure.id }, _max: { ordinal: true } });
  const part = { role: input.role, answerable, groupName: input.groupName ?? null, removedOn: null };
  const added: Assignment[] = [];
  for (const [index, unitId] of unitIds.entries()) {
    const ordinal = (last._max.ordinal ?? -1) + 1 + index;
    added.push(
      await tx.assignment.upsert({
        where: { measureId_unitId: { measureId: measure.id, unitId } },
        create: { id: randomUUID(), measureId: measure.id, unitId, ordinal, ...part },
        update: { ordinal, ...part },
      }),
    );
  }
  await joinPlan(tx, county, measure.planId, unitIds);
  await tellMeasure(tx, measure, [
    ...memberEvents(before, [...before, ...added], county, input.alsoFinished),
    ...(answerable ? [{ type: 'factsChanged' as const, facts: { hasAnswerable: true }, day: county.today }] : []),
  ]);
  for (const unitId of unitIds) {
    await recordMeasure(tx, county, actor, measure, 'UNIT_ADDED', {
      unitId,
      data: { role: input.role, reason: input.reason },
    });
  }
}

/**
 * A unit leaves a running measure: what it has open of it is cancelled, what it handed in and was scored for stays, and
 * nobody waits for it any more.
 *
 * @throws DubanError CONFLICT where it is the last that answers for the measure, NOT_FOUND where it has no part.
 */
export function removeUnit(
  db: Db,
  actor: Actor,
  { id, unitId, reason }: { id: string; unitId: string; reason: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, actor.countyId);
    const measure = await lockMeasure(tx, actor, id);
    const before = await partsOf(tx, id);
    const leaving = before.find((row) => row.unitId === unitId);
    if (!leaving) {
      throw new DubanError('NOT_FOUND', {
        zh: '该单位不在这项措施的任务分工中',
        en: 'This unit has no part in the measure',
      });
    }
    const after = before.filter((row) => row !== leaving);
    if (leaving.answerable && !after.some((row) => row.answerable)) {
      throw new DubanError('CONFLICT', {
        zh: '这是该措施唯一的责任单位，请先增加接替的单位，再移除它',
        en: 'It is the only unit that answers for this measure; add the one that takes over first',
      });
    }
    await tx.assignment.update({ where: { id: leaving.id }, data: { removedOn: county.today } });
    const open = ['OPEN' as const, 'PREPARED' as const, 'SUBMITTED' as const];
    const items = await tx.workItem.findMany({
      where: { instanceId: { in: measure.instanceIds }, assignmentId: leaving.id, state: { in: open } },
      orderBy: { id: 'asc' },
    });
    await cancelItems(tx, county, items, open);
    await tellMeasure(tx, measure, memberEvents(before, after, county));
    await recordMeasure(tx, county, actor, measure, 'UNIT_REMOVED', { unitId, data: { reason } });
    await leavePlan(tx, county, measure.planId, [unitId]);
  });
}

function partsOf(tx: Tx, measureId: string) {
  return tx.assignment.findMany({
    where: { measureId, removedOn: null },
    orderBy: { ordinal: 'asc' },
    include: { unit: { select: { name: true } } },
  });
}
