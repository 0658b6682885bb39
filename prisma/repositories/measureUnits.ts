import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import { answerableUnits } from '../../domain/parties.ts';
import type { Db, Tx } from '../client.ts';
import type { Assignment } from '../generated/client.ts';
import type { AssignmentRole } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { cancelItems } from './cancelItems.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
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
    const county = await lockCountyDay(tx, actor.countyId);
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
    const county = await lockCountyDay(tx, actor.countyId);
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
    await endParts(tx, county, measure, [leaving.id]);
    await tellMeasure(tx, measure, memberEvents(before, after, county));
    await recordMeasure(tx, county, actor, measure, 'UNIT_REMOVED', { unitId, data: { reason } });
    await leavePlan(tx, county, measure.planId, [unitId]);
  });
}

/** Parts of units that leave: what they have open of the measure is cancelled at once. */
async function endParts(tx: Tx, county: CountyDay, measure: LockedMeasure, ids: string[]): Promise<void> {
  await tx.assignment.updateMany({ where: { id: { in: ids } }, data: { removedOn: county.today } });
  const open = ['OPEN' as const, 'PREPARED' as const, 'SUBMITTED' as const];
  const items = await tx.workItem.findMany({
    where: { instanceId: { in: measure.instanceIds }, assignmentId: { in: ids }, state: { in: open } },
    orderBy: { id: 'asc' },
  });
  await cancelItems(tx, county, items, open);
}

export interface WantedPart {
  unitId: string;
  role: AssignmentRole;
  groupName: string | null;
}

/**
 * Gives a running measure exactly these units in these roles, as a revised document names them. Whoever stays keeps
 * what it has done; whoever comes is asked from now on; whoever goes is asked for nothing more.
 *
 * @param wanted One part for each unit, in the document's order.
 * @throws DubanError CONFLICT where nobody would answer for the measure any more.
 */
export async function reassignMeasure(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  measure: LockedMeasure,
  { wanted, reason }: { wanted: WantedPart[]; reason: string },
): Promise<void> {
  const before = await partsOf(tx, measure.id);
  const answering = new Set(answerableUnits(wanted).map((part) => part.unitId));
  if (answering.size === 0 && before.some((row) => row.answerable)) {
    throw new DubanError('CONFLICT', {
      zh: `“${measure.title}”将没有牵头单位或责任单位，请先在修订稿中补上`,
      en: `Nobody would answer for “${measure.title}”; name a lead or responsible unit in the new version first`,
    });
  }
  await requireUnits(
    tx,
    county.countyId,
    wanted.map((part) => part.unitId),
  );
  const going = before.filter((row) => !wanted.some((part) => part.unitId === row.unitId));
  const coming = wanted.filter((part) => !before.some((row) => row.unitId === part.unitId)).map((part) => part.unitId);
  const after: Assignment[] = [];
  for (const [ordinal, part] of wanted.entries()) {
    const row = { ...part, ordinal, answerable: answering.has(part.unitId), removedOn: null };
    after.push(
      await tx.assignment.upsert({
        where: { measureId_unitId: { measureId: measure.id, unitId: part.unitId } },
        create: { id: randomUUID(), measureId: measure.id, ...row },
        update: row,
      }),
    );
  }
  await endParts(
    tx,
    county,
    measure,
    going.map((row) => row.id),
  );
  await joinPlan(tx, county, measure.planId, coming);
  await tellMeasure(tx, measure, [
    ...memberEvents(before, after, county),
    { type: 'factsChanged', facts: { hasAnswerable: answering.size > 0 }, day: county.today },
  ]);
  const tell = (kind: 'UNIT_ADDED' | 'UNIT_REMOVED', unitId: string) =>
    recordMeasure(tx, county, actor, measure, kind, { unitId, data: { reason } });
  for (const unitId of coming) await tell('UNIT_ADDED', unitId);
  for (const row of going) await tell('UNIT_REMOVED', row.unitId);
  await leavePlan(
    tx,
    county,
    measure.planId,
    going.map((row) => row.unitId),
  );
}

function partsOf(tx: Tx, measureId: string) {
  return tx.assignment.findMany({
    where: { measureId, removedOn: null },
    orderBy: { ordinal: 'asc' },
    include: { unit: { select: { name: true } } },
  });
}
