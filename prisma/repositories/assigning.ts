import { randomUUID } from 'node:crypto';
import { DubanError } from '../../domain/errors.ts';
import type { CollectionName, Member, ProcessEvent, Variables } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import type { CountyDay } from './clock.ts';

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
  await requireUnits(tx, county, [...leads, ...responsible]);
  const known = new Set(existing.map((assignment) => assignment.unitId));
  const rows = [
    ...leads.map((unitId) => ({ unitId, role: 'LEAD' as const, answerable: true })),
    ...responsible.map((unitId) => ({ unitId, role: 'RESPONSIBLE' as const, answerable: leads.length === 0 })),
  ]
    .filter((row) => !known.has(row.unitId))
    .map((row, index) => ({
      ...row,
      id: randomUUID(),
      measureId: item.measureId ?? '',
      ordinal: existing.length + index,
    }));
  await tx.assignment.createMany({ data: rows });
  const leaderPostIds = await addLeaders(tx, county, item.measureId, texts(fields.leaderPostIds));
  const added = (name: CollectionName, of: typeof rows): ProcessEvent[] =>
    of.length === 0
      ? []
      : [
          {
            type: 'membersChanged',
            collection: name,
            added: of.map((row): Member => ({ key: row.id })),
            removed: [],
            day: county.today,
          },
        ];
  return [
    ...added(
      'answerableUnits',
      rows.filter((row) => row.answerable),
    ),
    ...added(
      'contributingUnits',
      rows.filter((row) => !row.answerable),
    ),
    ...added(
      'leadUnits',
      rows.filter((row) => row.role === 'LEAD'),
    ),
    ...added(
      'responsibleUnits',
      rows.filter((row) => row.role === 'RESPONSIBLE'),
    ),
    ...added('allUnits', rows),
    {
      type: 'factsChanged',
      facts: { hasAnswerable: hasAnswerable || rows.length > 0, hasLeader: leaderPostIds.length > 0 },
      day: county.today,
    },
  ];
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

async function requireUnits(tx: Tx, county: CountyDay, ids: string[]): Promise<void> {
  const found = await tx.unit.count({ where: { id: { in: ids }, countyId: county.countyId } });
  if (found === new Set(ids).size) return;
  const message = { zh: '所选单位不存在', en: 'A chosen unit does not exist' };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/fields/leadUnitIds', message }] });
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
