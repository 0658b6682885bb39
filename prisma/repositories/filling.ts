import type { Variables } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import { type Actor, by } from './actor.ts';
import { texts } from './assigning.ts';
import { recordEvent } from './audit.ts';
import type { CountyDay } from './clock.ts';
import { type HandIn, handIn, written } from './handIn.ts';
import { lockItem } from './itemWriting.ts';
import { type LockedMeasure, loadLocked } from './measureChanges.ts';
import { joinMeasure } from './measureUnits.ts';
import { requireUnits } from './organisationChange.ts';
import { ensureGroup, joinGroup } from './unitGroups.ts';

/**
 * 补充成员单位: the office names the members of a group that was launched without any. They become the group's members
 * as of today and take their part in every running measure that names the group; a unit that has a part there already
 * keeps it. Text alone closes the item with its reason: the group stays empty.
 *
 * The item's instance and those of the measures are locked together, in the order of their ids.
 */
export async function submitFilling(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  input: HandIn,
  of: { instanceId: string; planId: string | null },
): Promise<void> {
  const { title: groupName } = await tx.processInstance.findUniqueOrThrow({ where: { id: of.instanceId } });
  const named = await tx.measureGroup.findMany({
    where: { groupName: groupName ?? '', measure: { planId: of.planId ?? '', state: 'RUNNING' } },
    orderBy: { measure: { number: 'asc' } },
  });
  const measureIds = named.map((row) => row.measureId);
  await tx.$queryRaw`
    SELECT id FROM "ProcessInstance" WHERE id = ${of.instanceId} OR "measureId" = ANY(${measureIds})
      OR ("planId" = ${of.planId} AND "subjectKind" = 'UNIT_IN_PLAN') ORDER BY id FOR UPDATE`;
  const item = await lockItem(tx, actor.countyId, input.id);
  await handIn(tx, county, actor, item, input);
  const unitIds = texts(written(item, input).fields.unitIds);
  if (unitIds.length === 0 || groupName === null) return;
  await requireUnits(tx, county.countyId, unitIds, '/fields/unitIds');
  const group = await ensureGroup(tx, county.countyId, groupName);
  await joinGroup(tx, county, group.id, unitIds);
  for (const { measureId, role } of named) {
    const measure = await loadLocked(tx, actor, measureId);
    const parts = await tx.assignment.findMany({ where: { measureId, removedOn: null }, select: { unitId: true } });
    const fresh = unitIds.filter((unitId) => !parts.some((part) => part.unitId === unitId));
    if (measure.state !== 'RUNNING' || fresh.length === 0) continue;
    await joinMeasure(tx, county, actor, measure, {
      id: measureId,
      unitIds: fresh,
      role,
      groupName,
      reason: groupName,
    });
    if (measure.answerableUnitIds.length === 0) await closeAssigning(tx, county, actor, measure);
  }
  await recordFilling(tx, county, actor, item, { group: groupName, units: unitIds.length });
}

/** Whoever answers for the measure is named now; where it has its leader, too, nothing is left to be named. */
async function closeAssigning(tx: Tx, county: CountyDay, actor: Actor, measure: LockedMeasure): Promise<void> {
  if (measure.leaderPostIds.length === 0) return;
  const item = await tx.workItem.findFirst({ where: { measureId: measure.id, kind: 'ASSIGN', state: 'OPEN' } });
  if (item) await handIn(tx, county, actor, item, { id: item.id, text: '已随成员单位的补充明确' });
}

async function recordFilling(tx: Tx, county: CountyDay, actor: Actor, item: WorkItem, data: Variables): Promise<void> {
  await recordEvent(tx, {
    ...{ countyId: county.countyId, kind: 'GROUP_FILLED', businessDay: county.today, planId: item.planId },
    ...{ workItemId: item.id, ...by(actor), data },
  });
}
