import type { UserMessage } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import type { UnitChangeKind } from '../../domain/unitChange.ts';
import type { Db, Tx } from '../client.ts';
import { fromJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { effectiveDay } from './effectiveDay.ts';
import { SAVING } from './moves.ts';
import { change } from './organisationChange.ts';
import { makePlanned, putDown, readPlanned, takeBack } from './plannedChanges.ts';
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
  await change(db, actor, { act: 'unitChangePlanned', kind: input.kind, onDay: day, reason: input.reason }, (tx) =>
    putDown(tx, actor, today, { kind: 'UNITS', onDay: day, input, subjectIds: unitsOf(input) }),
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
  const rows = await readPlanned<UnitChangeInput>(db, actor.countyId, 'UNITS', unitId);
  const units = await db.unit.findMany({
    where: { id: { in: rows.flatMap((row) => row.subjectIds) } },
    select: { id: true, name: true },
  });
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return rows.map(({ id, onDay, input, madeBy, madeOn, refusal }) => {
    const { from, to } = sidesOf(input);
    const named = (ids: string[]) => ids.map((unit) => ({ id: unit, name: names.get(unit) ?? '' }));
    return {
      ...{ id, kind: input.kind, onDay, reason: input.reason, from: named(from), madeBy, madeOn, refusal },
      to: input.kind === 'RENAME' ? [{ id: input.id, name: input.name }] : named(to),
    };
  });
}

/** Takes back what waits for its day, or puts aside what was refused. */
export async function cancelPlannedChange(db: Db, actor: Actor, id: string): Promise<void> {
  await change(db, actor, { act: 'unitChangeCancelled', id }, (tx) => takeBack(tx, actor.countyId, 'UNITS', id));
}

/** Makes what was put down for `day` or earlier. */
export function makePlannedChanges(db: Db, countyId: string, day: Day): Promise<void> {
  return makePlanned(db, countyId, 'UNITS', day, {
    make: (tx, { input }, actor) => makeUnitChange(tx, actor, fromJson<UnitChangeInput>(input)),
    refuse: (tx, { id, onDay, input }, refused) => {
      const { kind, reason } = fromJson<UnitChangeInput>(input);
      const data = { act: 'unitChangeRefused', id, kind, onDay, reason, refusal: refused.refusal };
      return recordEvent(tx, { countyId, kind: 'ORGANISATION_CHANGED', businessDay: refused.day, data });
    },
  });
}
