import { predecessors, type UnitChangeKind, unitChangeKinds } from '../../domain/unitChange.ts';
import type { Tx } from '../client.ts';
import type { UnitChange } from '../generated/client.ts';
import type { Actor } from './actor.ts';
import { organisationNotFound } from './organisationChange.ts';
import { reachOf } from './scope.ts';

/** Units that went up in each of the units. */
export async function formerUnits(db: Tx, unitIds: readonly string[]): Promise<Map<string, string[]>> {
  if (unitIds.length === 0) return new Map();
  const changes = await successions(db, [...new Set(unitIds)]);
  return new Map(unitIds.map((id) => [id, predecessors(changes, id)]));
}

/** Mergers and splits that led to the units, step by step backwards; most units have none. */
async function successions(db: Tx, unitIds: string[]) {
  const found = new Map<string, UnitChange & { kind: UnitChangeKind }>();
  for (let ids = unitIds; ids.length > 0; ) {
    const rows = await db.unitChange.findMany({
      where: { toIds: { hasSome: ids }, kind: { not: 'RENAME' }, id: { notIn: [...found.keys()] } },
    });
    for (const row of rows) found.set(row.id, { ...row, kind: kindOf(row) });
    ids = rows.flatMap((row) => row.fromIds);
  }
  return [...found.values()];
}

/** Every merger and split of the county, the oldest first. */
export async function countySuccessions(db: Tx, countyId: string) {
  const rows = await db.unitChange.findMany({
    where: { countyId, kind: { not: 'RENAME' } },
    orderBy: [{ onDay: 'asc' }, { madeAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({ ...row, kind: kindOf(row) }));
}

function kindOf({ kind }: UnitChange): UnitChangeKind {
  return unitChangeKinds.find((one) => one === kind) ?? 'RENAME';
}

export interface LineageRow {
  id: string;
  kind: UnitChangeKind;
  onDay: string;
  from: { id: string; name: string }[];
  to: { id: string; name: string }[];
  reason: string;
  madeBy: string;
}

/** What a unit came from and went into, the latest first, with the names of that day. */
export async function readLineage(db: Tx, actor: Actor, unitId: string): Promise<LineageRow[]> {
  const { countyId } = actor;
  if (!(await db.unit.findFirst({ where: { id: unitId, countyId } }))) throw organisationNotFound();
  const rows = await db.unitChange.findMany({
    where: { countyId, OR: [{ fromIds: { has: unitId } }, { toIds: { has: unitId } }] },
    orderBy: [{ onDay: 'desc' }, { madeAt: 'desc' }],
  });
  const named = (ids: string[], names: string[]) => ids.map((id, index) => ({ id, name: names[index] ?? '' }));
  return rows.map(({ id, onDay, fromIds, fromNames, toIds, toNames, reason, madeBy, ...row }) => ({
    ...{
      id,
      onDay,
      reason,
      madeBy,
      kind: kindOf({ ...row, id, onDay, fromIds, fromNames, toIds, toNames, reason, madeBy }),
    },
    ...{ from: named(fromIds, fromNames), to: named(toIds, toNames) },
  }));
}

export interface UnitMeasureRow {
  measureId: string;
  number: number;
  /** Read by those who see measures. */
  title: string | null;
  planTitle: string;
  role: string;
}

/** Running measures in which a unit has a part, for whoever shares them out. */
export async function readUnitMeasures(db: Tx, actor: Actor, unitId: string): Promise<UnitMeasureRow[]> {
  const rows = await db.assignment.findMany({
    where: { unitId, removedOn: null, measure: { countyId: actor.countyId, state: 'RUNNING' } },
    include: { measure: { select: { title: true, number: true, plan: { select: { title: true } } } } },
    orderBy: [{ measure: { planId: 'asc' } }, { measure: { number: 'asc' } }],
  });
  const { all } = reachOf(actor);
  return rows.map(({ measureId, role, measure }) => ({
    ...{ measureId, role, number: measure.number, title: all ? measure.title : null, planTitle: measure.plan.title },
  }));
}
