import { randomUUID } from 'node:crypto';
import { assignmentRoles } from '../../domain/parties.ts';
import type { ProcessEvent, Variables } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import type { CountyDay } from './clock.ts';
import { memberEvents, type Part } from './members.ts';
import { requireUnits } from './organisationChange.ts';
import { joinPlan } from './unitParts.ts';

/**
 * 明确牵头单位: the office names units and leaders where the document names none. Where it names nobody either, its own
 * unit takes the measure on, so that no measure is left without an answerable unit.
 *
 * @returns the events by which the new members and facts reach the process.
 */
export async function assignUnits(
  tx: Tx,
  county: CountyDay,
  item: WorkItem,
  fields: Variables,
): Promise<ProcessEvent[]> {
  if (item.measureId === null || item.planId === null) return [];
  const plan = await tx.plan.findUniqueOrThrow({ where: { id: item.planId }, select: { officeUnitId: true } });
  const existing = await tx.assignment.findMany({ where: { measureId: item.measureId, removedOn: null } });
  const leads = texts(fields.leadUnitIds);
  const responsible = texts(fields.responsibleUnitIds).filter((id) => !leads.includes(id));
  const hasAnswerable = existing.some((assignment) => assignment.answerable);
  if (!hasAnswerable && leads.length + responsible.length === 0) responsible.push(plan.officeUnitId);
  await requireUnits(tx, county.countyId, [...leads, ...responsible], '/fields/leadUnitIds');
  const named = new Map<string, Part>([
    ...leads.map((unitId): [string, Part] => [unitId, { role: 'LEAD', answerable: true }]),
    ...responsible.map((unitId): [string, Part] => [unitId, { role: 'RESPONSIBLE', answerable: leads.length === 0 }]),
  ]);
  const kept = existing.map((row) => ({ ...row, ...strongerPart(row, named.get(row.unitId)) }));
  for (const { id, role, answerable } of kept) {
    await tx.assignment.updateMany({
      where: { id, OR: [{ role: { not: role } }, { answerable: !answerable }] },
      data: { role, answerable },
    });
  }
  const known = new Set(existing.map((assignment) => assignment.unitId));
  const rows = [...named]
    .filter(([unitId]) => !known.has(unitId))
    .map(([unitId, part], index) => ({
      ...{ ...part, unitId, id: randomUUID(), measureId: item.measureId ?? '' },
      ordinal: existing.length + index,
    }));
  await tx.assignment.createMany({ data: rows });
  await joinPlan(
    tx,
    county,
    item.planId,
    rows.map((row) => row.unitId),
  );
  const leaderPostIds = await addLeaders(tx, county, item.measureId, texts(fields.leaderPostIds));
  const after = [...kept, ...rows];
  const facts = {
    hasAnswerable: after.some((assignment) => assignment.answerable),
    hasLeader: leaderPostIds.length > 0,
  };
  return [...memberEvents(existing, after, county), { type: 'factsChanged', facts, day: county.today }];
}

/** A unit that has a part already takes the stronger one; the document's answerable units stay answerable. */
function strongerPart({ role, answerable }: Part, named: Part | undefined): Part {
  if (!named) return { role, answerable };
  const stronger = assignmentRoles.indexOf(named.role) < assignmentRoles.indexOf(role) ? named.role : role;
  return { role: stronger, answerable: answerable || named.answerable };
}

async function addLeaders(tx: Tx, county: CountyDay, measureId: string, postIds: string[]): Promise<string[]> {
  const posts = await tx.post.findMany({
    where: { id: { in: postIds }, countyId: county.countyId },
    select: { id: true },
  });
  await tx.measureLeader.createMany({
    data: posts.map((post, ordinal) => ({ measureId, postId: post.id, ordinal })),
    skipDuplicates: true,
  });
  const leaders = await tx.measureLeader.findMany({ where: { measureId }, select: { postId: true } });
  return leaders.map((leader) => leader.postId);
}

/** The texts of a field that should be a list of them. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
