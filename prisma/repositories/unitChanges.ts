import { randomUUID } from 'node:crypto';
import { addDays } from '../../domain/day.ts';
import { DubanError } from '../../domain/errors.ts';
import { successionProblems, type UnitChangeKind } from '../../domain/unitChange.ts';
import type { Db, Tx } from '../client.ts';
import type { Unit } from '../generated/client.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { serveSuccessors } from './channels.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
import { SAVING } from './moves.ts';
import { organisationNotFound, refuseTaken } from './organisationChange.ts';
import { reachOf } from './scope.ts';
import { type TakenOver, takeOver } from './unitTakeover.ts';

export type SuccessionInput =
  | { kind: 'MERGE'; fromIds: string[]; toId: string; reason: string }
  | {
      kind: 'SPLIT';
      fromId: string;
      /** Who takes over; the unit itself where it goes on. */
      toIds: string[];
      /** Which of them takes a measure, or a post; what is not named stays with the unit, or goes to the first. */
      measures: { measureId: string; toId: string }[];
      posts: { postId: string; toId: string }[];
      reason: string;
    };

/** What a merger or a split moves. */
export interface SuccessionCounts {
  measures: number;
  joinedMeasures: number;
  items: number;
  cancelled: number;
  unitParts: number;
  posts: number;
  people: number;
  groups: number;
  /** By successor and measure, where several parts became one. */
  joined: { measureId: string; measureTitle: string; dropped: number }[];
}

/** Units that get another name, are merged or are split. */
export type UnitChangeInput = SuccessionInput | { kind: 'RENAME'; id: string; name: string; reason: string };

/** What it would move: it is done, counted and taken back. */
export async function previewUnitChange(db: Db, actor: Actor, input: UnitChangeInput): Promise<SuccessionCounts> {
  let counts: SuccessionCounts | null = null;
  const undo = new Error('looked at only');
  await db
    .$transaction(async (tx) => {
      counts = await makeUnitChange(tx, actor, input);
      throw undo;
    }, SAVING)
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  if (!counts) throw new Error('nothing was counted');
  return counts;
}

/**
 * Renames, merges or splits units from today on. Undoing it is another change.
 *
 * @returns what it moved; a new name moves nothing.
 * @throws DubanError VALIDATION, NOT_FOUND or, where a name is taken, CONFLICT.
 */
export async function makeUnitChange(tx: Tx, actor: Actor, input: UnitChangeInput): Promise<SuccessionCounts> {
  if (input.kind !== 'RENAME') return succeed(tx, actor, input);
  await renameUnit(tx, actor, input);
  return nothingMoved();
}

async function succeed(tx: Tx, actor: Actor, input: SuccessionInput): Promise<SuccessionCounts> {
  const county = await lockCountyDay(tx, actor.countyId);
  const fromIds = input.kind === 'MERGE' ? [...new Set(input.fromIds)] : [input.fromId];
  const toIds = input.kind === 'MERGE' ? [input.toId] : [...new Set(input.toIds)];
  const units = await lockUnits(tx, county, [...fromIds, ...toIds]);
  const named = (ids: string[]) => ids.map((id) => required(units.get(id)));
  const problems = successionProblems(named(fromIds), named(toIds), input.kind);
  const [first] = problems;
  if (first) throw new DubanError('VALIDATION', first.message, { problems });
  const leaving = fromIds.filter((id) => !toIds.includes(id));
  const counts = nothingMoved();
  for (const takeover of input.kind === 'MERGE' ? [mergeOf(input)] : await splitsOf(tx, input)) {
    add(counts, await takeOver(tx, county, actor, { ...takeover, reason: input.reason }));
  }
  await movePosts(tx, input, leaving, counts);
  await moveGroups(tx, county, leaving, fromIds, toIds, counts);
  await serveSuccessors(tx, county, { fromIds, leaving, toIds });
  await endUnits(tx, county, leaving, toIds, input.kind, units);
  await recordChange(tx, county, actor, {
    kind: input.kind,
    from: named(fromIds),
    to: named(toIds),
    reason: input.reason,
  });
  return withTitles(tx, actor, counts);
}

function nothingMoved(): SuccessionCounts {
  const none = { measures: 0, joinedMeasures: 0, items: 0, cancelled: 0, unitParts: 0, posts: 0, people: 0, groups: 0 };
  return { ...none, joined: [] };
}

async function withTitles(tx: Tx, actor: Actor, counts: SuccessionCounts): Promise<SuccessionCounts> {
  const rows = await tx.measure.findMany({
    where: { id: { in: counts.joined.map((one) => one.measureId) } },
    select: { id: true, title: true },
  });
  const titles = new Map(rows.map((row) => [row.id, row.title]));
  return {
    ...counts,
    joined: counts.joined.map((one) => ({
      ...one,
      measureTitle: reachOf(actor).all ? (titles.get(one.measureId) ?? '') : '',
    })),
  };
}

function required(unit: Unit | undefined): Unit {
  if (!unit) throw organisationNotFound();
  return unit;
}

async function lockUnits(tx: Tx, { countyId }: CountyDay, ids: string[]): Promise<Map<string, Unit>> {
  await tx.$queryRaw`SELECT id FROM "Unit" WHERE id = ANY(${ids}) AND "countyId" = ${countyId} ORDER BY id FOR UPDATE`;
  const units = await tx.unit.findMany({ where: { id: { in: ids }, countyId } });
  return new Map(units.map((unit) => [unit.id, unit]));
}

interface Share {
  fromIds: string[];
  toId: string;
  measureIds?: string[];
}

function mergeOf({ fromIds, toId }: Extract<SuccessionInput, { kind: 'MERGE' }>): Share {
  return { fromIds: fromIds.filter((id) => id !== toId), toId };
}

/** Each successor's measures; the last that takes anything also takes what hangs on no measure, where the unit ends. */
async function splitsOf(tx: Tx, input: Extract<SuccessionInput, { kind: 'SPLIT' }>): Promise<Share[]> {
  const { fromId, toIds, measures } = input;
  const wrong = [...measures, ...input.posts].find(({ toId }) => !toIds.includes(toId));
  if (wrong) throw organisationNotFound();
  const parts = await tx.assignment.findMany({
    where: { unitId: fromId, removedOn: null, measure: { state: 'RUNNING' } },
    orderBy: { measureId: 'asc' },
    select: { measureId: true },
  });
  const chosen = new Map(measures.map(({ measureId, toId }) => [measureId, toId]));
  const rest = toIds.includes(fromId) ? fromId : (toIds[0] ?? fromId);
  const others = toIds.filter((id) => id !== fromId);
  // Whoever takes the rest comes last, so that what hangs on no measure is left to them.
  const order = rest === fromId ? others : [...others.filter((id) => id !== rest), rest];
  return order.map((toId) => {
    const measureIds = parts.map((part) => part.measureId).filter((id) => (chosen.get(id) ?? rest) === toId);
    return { fromIds: [fromId], toId, ...(toId === rest ? {} : { measureIds }) };
  });
}

function add(counts: SuccessionCounts, { measures, joined, items, cancelled, unitParts }: TakenOver): void {
  counts.measures += measures;
  counts.joinedMeasures += joined.length;
  counts.items += items;
  counts.cancelled += cancelled;
  counts.unitParts += unitParts;
  counts.joined.push(...joined.map(({ measureId, dropped }) => ({ measureId, measureTitle: '', dropped })));
}

/** Posts go over with whoever holds them, and so do the rights of their accounts. */
async function movePosts(tx: Tx, input: SuccessionInput, leaving: string[], counts: SuccessionCounts): Promise<void> {
  const fromIds = input.kind === 'MERGE' ? leaving : [input.fromId];
  const posts = await tx.post.findMany({ where: { unitId: { in: fromIds } }, include: { holdings: true } });
  const chosen = new Map(input.kind === 'MERGE' ? [] : input.posts.map(({ postId, toId }) => [postId, toId]));
  const people = new Set<string>();
  for (const post of posts) {
    const rest = leaving.includes(post.unitId ?? '')
      ? input.kind === 'MERGE'
        ? input.toId
        : input.toIds[0]
      : post.unitId;
    const toId = chosen.get(post.id) ?? rest;
    if (!toId || toId === post.unitId) continue;
    await tx.post.update({ where: { id: post.id }, data: { unitId: toId } });
    counts.posts += 1;
    for (const holding of post.holdings) people.add(holding.personId);
  }
  counts.people += people.size;
}

/** Groups have the successors as members from today on. */
async function moveGroups(
  tx: Tx,
  { today }: CountyDay,
  leaving: string[],
  fromIds: string[],
  toIds: string[],
  counts: SuccessionCounts,
): Promise<void> {
  const active = { fromDay: { lte: today }, OR: [{ toDay: null }, { toDay: { gte: today } }] };
  const members = await tx.unitGroupMember.findMany({ where: { unitId: { in: fromIds }, ...active } });
  const groupIds = [...new Set(members.map((member) => member.groupId))];
  counts.groups += groupIds.length;
  await tx.unitGroupMember.deleteMany({ where: { unitId: { in: leaving }, fromDay: today } });
  await tx.unitGroupMember.updateMany({
    where: { unitId: { in: leaving }, ...active },
    data: { toDay: addDays(today, -1) },
  });
  const there = await tx.unitGroupMember.findMany({
    where: { groupId: { in: groupIds }, unitId: { in: toIds }, ...active },
  });
  await tx.unitGroupMember.createMany({
    data: groupIds.flatMap((groupId) =>
      toIds
        .filter((unitId) => !there.some((member) => member.groupId === groupId && member.unitId === unitId))
        .map((unitId) => ({ groupId, unitId, fromDay: today })),
    ),
    skipDuplicates: true,
  });
}

/** Units that went up in others end yesterday. Of a merger the successor also answers to their names. */
async function endUnits(
  tx: Tx,
  { countyId, today }: CountyDay,
  leaving: string[],
  toIds: string[],
  kind: UnitChangeKind,
  units: Map<string, Unit>,
): Promise<void> {
  await tx.unit.updateMany({ where: { id: { in: leaving } }, data: { validTo: addDays(today, -1) } });
  const [toId] = toIds;
  if (toId === undefined) return;
  const inPlace = { unitId: { in: leaving } };
  await tx.nameDecision.updateMany({ where: inPlace, data: { unitId: toId } });
  await tx.plan.updateMany({ where: { countyId, officeUnitId: { in: leaving } }, data: { officeUnitId: toId } });
  const approving = { countyId, approverUnitId: { in: leaving } };
  await tx.escalation.updateMany({ where: { ...approving, state: 'DRAFTED' }, data: { approverUnitId: toId } });
  await tx.letter.updateMany({ where: { ...approving, state: 'DRAFT' }, data: { approverUnitId: toId } });
  if (kind !== 'MERGE') return;
  const names = leaving.flatMap((id) => {
    const unit = units.get(id);
    return unit ? [unit.name, ...(unit.shortName ? [unit.shortName] : []), ...unit.aliases] : [];
  });
  await addAliases(tx, required(units.get(toId)), names);
}

async function addAliases(tx: Tx, unit: Unit, names: string[]): Promise<void> {
  const known = new Set([unit.name, unit.shortName, ...unit.aliases]);
  const fresh = [...new Set(names)].filter((name) => !known.has(name));
  if (fresh.length > 0) {
    await tx.unit.update({ where: { id: unit.id }, data: { aliases: [...unit.aliases, ...fresh] } });
  }
}

interface Recorded {
  kind: UnitChangeKind;
  from: Unit[];
  to: Unit[];
  toNames?: string[];
  reason: string;
}

async function recordChange(tx: Tx, county: CountyDay, actor: Actor, { kind, from, to, toNames, reason }: Recorded) {
  const names = { fromNames: from.map((unit) => unit.name), toNames: toNames ?? to.map((unit) => unit.name) };
  const change = await tx.unitChange.create({
    data: {
      ...{ id: randomUUID(), countyId: county.countyId, kind, onDay: county.today, reason, madeBy: actor.personName },
      ...{ fromIds: from.map((unit) => unit.id), toIds: to.map((unit) => unit.id), ...names },
    },
  });
  await recordEvent(tx, {
    ...{ countyId: county.countyId, businessDay: county.today, ...by(actor) },
    kind: kind === 'RENAME' ? 'UNIT_RENAMED' : 'UNIT_SUCCEEDED',
    data: { changeId: change.id, kind, from: names.fromNames.join('、'), to: names.toNames.join('、'), reason },
  });
}

/** The old name stays an alias, so that documents that use it are still read; what was sent keeps it. */
async function renameUnit(tx: Tx, actor: Actor, input: { id: string; name: string; reason: string }): Promise<void> {
  const county = await lockCountyDay(tx, actor.countyId);
  const { id, name, reason } = input;
  const unit = required((await lockUnits(tx, county, [id])).get(id));
  await refuseTaken(tx.unit.findFirst({ where: { countyId: county.countyId, name } }));
  const aliases = [...new Set([...unit.aliases.filter((alias) => alias !== name), unit.name])];
  await tx.unit.update({ where: { id }, data: { name, aliases } });
  await recordChange(tx, county, actor, { kind: 'RENAME', from: [unit], to: [unit], toNames: [name], reason });
}
