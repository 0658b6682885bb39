import type { UserMessage } from '../../domain/errors.ts';
import type { Day, Variables } from '../../domain/process/types.ts';
import type { UnitChangeKind } from '../../domain/unitChange.ts';
import type { Db, Tx } from '../client.ts';
import { fromJson } from '../json.ts';
import { type Actor, by } from './actor.ts';
import { recordEvent } from './audit.ts';
import { loadCountyDay } from './clock.ts';
import { effectiveDay } from './effectiveDay.ts';
import { SAVING } from './moves.ts';
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
  await db.$transaction(async (tx) => {
    await putDown(tx, actor, today, { kind: 'UNITS', onDay: day, input, subjectIds: unitsOf(input) });
    await record(tx, actor.countyId, today, 'unitChangePlanned', { onDay: day, input }, { doer: actor });
  });
  return counts;
}

/** Writes the trail, with the names that the units bear now. */
async function record(
  tx: Tx,
  countyId: string,
  businessDay: Day,
  act: 'unitChangePlanned' | 'unitChangeCancelled' | 'unitChangeRefused',
  { onDay, input }: { onDay: Day; input: UnitChangeInput },
  { doer, ...rest }: { doer?: Actor; putAside?: boolean; refusal?: Variables },
): Promise<void> {
  const { from, to } = sidesOf(input);
  const units = await tx.unit.findMany({ where: { id: { in: unitsOf(input) } }, select: { id: true, name: true } });
  const named = (ids: string[]) => ids.map((id) => units.find((unit) => unit.id === id)?.name ?? '').join('、');
  const data: Variables = {
    ...{ act, kind: input.kind, onDay, reason: input.reason, unitIds: unitsOf(input) },
    ...{ from: named(from), to: input.kind === 'RENAME' ? input.name : named(to), ...rest },
  };
  await recordEvent(tx, { countyId, kind: 'ORGANISATION_CHANGED', businessDay, ...(doer && by(doer)), data });
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
  const { today } = await loadCountyDay(db, actor.countyId);
  await db.$transaction(async (tx) => {
    const { onDay, input, refusal } = await takeBack(tx, actor.countyId, 'UNITS', id);
    const planned = { onDay, input: fromJson<UnitChangeInput>(input) };
    const rest = { doer: actor, putAside: refusal !== null };
    await record(tx, actor.countyId, today, 'unitChangeCancelled', planned, rest);
  });
}

/** Makes what was put down for `day` or earlier. */
export function makePlannedChanges(db: Db, countyId: string, day: Day): Promise<void> {
  return makePlanned(db, countyId, 'UNITS', day, {
    make: (tx, { input }, actor) => makeUnitChange(tx, actor, fromJson<UnitChangeInput>(input)),
    refuse: (tx, { onDay, input }, refused) => {
      const planned = { onDay, input: fromJson<UnitChangeInput>(input) };
      return record(tx, countyId, refused.day, 'unitChangeRefused', planned, { refusal: refused.refusal });
    },
  });
}
