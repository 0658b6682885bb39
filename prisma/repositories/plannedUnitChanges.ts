import { randomUUID } from 'node:crypto';
import { DubanError, type UserMessage } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import type { UnitChangeKind } from '../../domain/unitChange.ts';
import type { Db, Tx } from '../client.ts';
import type { PlannedUnitChange } from '../generated/client.ts';
import { fromJson, toJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { loadCountyDay } from './clock.ts';
import { effectiveDay } from './effectiveDay.ts';
import { SAVING } from './moves.ts';
import { change, organisationNotFound } from './organisationChange.ts';
import { makeUnitChange, previewUnitChange, type SuccessionCounts, type UnitChangeInput } from './unitChanges.ts';

/** A change of units that waits for its day, or that could not be made on it. */
export interface PlannedChangeRow {
  id: string;
  kind: UnitChangeKind;
  onDay: Day;
  from: { id: string; name: string }[];
  /** Of a new name, the unit as it will be called. */
  to: { id: string; name: string }[];
  reason: string;
  madeBy: string;
  madeOn: Day;
  /** Why it could not be made; null while it waits. */
  refusal: UserMessage | null;
}

/**
 * Makes a change of units from today on, or puts it down for a later day. What is put down is tried first, so that what
 * cannot be is refused at once; what it moves is found anew on its day.
 *
 * @returns what it moves as things are today; a new name moves nothing.
 * @throws DubanError VALIDATION where the day has passed; see `makeUnitChange`.
 */
export async function changeUnits(
  db: Db,
  actor: Actor,
  input: UnitChangeInput,
  onDay?: Day,
): Promise<SuccessionCounts> {
  const { today } = await loadCountyDay(db, actor.countyId);
  const day = effectiveDay(today, onDay, 'onDay');
  if (day === today) return db.$transaction((tx) => makeUnitChange(tx, actor, input), SAVING);
  const counts = await previewUnitChange(db, actor, input);
  const { countyId, personName: madeBy, accountId: madeById } = actor;
  await change(db, actor, { act: 'unitChangePlanned', kind: input.kind, onDay: day, reason: input.reason }, (tx) =>
    tx.plannedUnitChange.create({
      data: {
        ...{ id: randomUUID(), countyId, onDay: day, input: toJson(input), unitIds: unitsOf(input) },
        ...{ madeBy, madeById, madeOn: today },
      },
    }),
  );
  return counts;
}

function unitsOf(input: UnitChangeInput): string[] {
  const { from, to } = sidesOf(input);
  return [...new Set([...from, ...to])];
}

function sidesOf(input: UnitChangeInput): { from: string[]; to: string[] } {
  if (input.kind === 'RENAME') return { from: [input.id], to: [input.id] };
  if (input.kind === 'MERGE') return { from: input.fromIds, to: [input.toId] };
  return { from: [input.fromId], to: input.toIds };
}

/** What waits for its day and what was refused on it, the nearest day first; of one unit, or all of the county. */
export async function readPlannedChanges(db: Tx, actor: Actor, unitId?: string): Promise<PlannedChangeRow[]> {
  const { countyId } = actor;
  const rows = await db.plannedUnitChange.findMany({
    where: { countyId, state: { in: ['PLANNED', 'REFUSED'] }, ...(unitId ? { unitIds: { has: unitId } } : {}) },
    orderBy: [{ onDay: 'asc' }, { madeAt: 'asc' }, { id: 'asc' }],
  });
  const units = await db.unit.findMany({
    where: { id: { in: rows.flatMap((row) => row.unitIds) } },
    select: { id: true, name: true },
  });
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return rows.map((row) => {
    const input = fromJson<UnitChangeInput>(row.input);
    const { from, to } = sidesOf(input);
    const named = (ids: string[]) => ids.map((id) => ({ id, name: names.get(id) ?? '' }));
    return {
      ...{ id: row.id, kind: input.kind, onDay: row.onDay, reason: input.reason },
      ...{ from: named(from), to: input.kind === 'RENAME' ? [{ id: input.id, name: input.name }] : named(to) },
      ...{ madeBy: row.madeBy, madeOn: row.madeOn },
      refusal: row.refusal === null ? null : fromJson<UserMessage>(row.refusal),
    };
  });
}

/** Takes back what waits for its day, or puts aside what was refused. */
export function cancelPlannedChange(db: Db, actor: Actor, id: string): Promise<void> {
  return change(db, actor, { act: 'unitChangeCancelled', id }, async (tx) => {
    const { count } = await tx.plannedUnitChange.updateMany({
      where: { id, countyId: actor.countyId, state: { in: ['PLANNED', 'REFUSED'] } },
      data: { state: 'CANCELLED' },
    });
    if (count === 0) throw organisationNotFound();
  });
}

/**
 * Makes what was put down for `day` or earlier, each in a transaction of its own, in the order of their days. What is
 * not possible any more is kept with its reason, which the organisation's pages and the board show.
 */
export async function makePlannedChanges(db: Db, countyId: string, day: Day): Promise<void> {
  const due = await db.plannedUnitChange.findMany({
    where: { countyId, state: 'PLANNED', onDay: { lte: day } },
    orderBy: [{ onDay: 'asc' }, { madeAt: 'asc' }, { id: 'asc' }],
  });
  for (const planned of due) {
    try {
      await db.$transaction((tx) => makeOne(tx, planned, day), SAVING);
    } catch (error) {
      if (!(error instanceof DubanError)) throw error;
      await db.plannedUnitChange.updateMany({
        where: { id: planned.id, state: 'PLANNED' },
        data: { state: 'REFUSED', refusal: toJson(error.userMessage) },
      });
    }
  }
}

async function makeOne(tx: Tx, { id, countyId, input, madeById, madeBy }: PlannedUnitChange, day: Day): Promise<void> {
  const { count } = await tx.plannedUnitChange.updateMany({
    where: { id, state: 'PLANNED' },
    data: { state: 'MADE' },
  });
  if (count === 0) return;
  const { personId } = await tx.account.findUniqueOrThrow({ where: { id: madeById } });
  const actor = { accountId: madeById, personId, personName: madeBy, countyId, posts: [], businessDay: day };
  await makeUnitChange(tx, actor, fromJson<UnitChangeInput>(input));
}
