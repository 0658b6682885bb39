import { randomUUID } from 'node:crypto';
import type { LaunchContent } from '../../domain/launch.ts';
import { answerableUnits, strongestAssignments } from '../../domain/parties.ts';
import type { Tx } from '../client.ts';
import type { AssignmentRole } from '../generated/enums.ts';
import type { AssignmentCreateManyInput } from '../generated/models.ts';
import { toJson } from '../json.ts';
import type { CountyDay } from './clock.ts';
import type { Parties } from './launchParties.ts';

type DraftMeasure = LaunchContent['measures'][number];

export interface Assigned {
  id: string;
  unitId: string;
  role: AssignmentRole;
  groupName: string | null;
  answerable: boolean;
}

export interface LaunchedMeasure {
  id: string;
  number: number;
  measure: DraftMeasure;
  assigned: Assigned[];
  leaderPostIds: string[];
  groups: Map<string, AssignmentRole>;
}

/** Units by role, groups expanded; a unit reached by several routes counts once, in its strongest role. */
export function assign(measure: DraftMeasure, parties: Parties): Assigned[] {
  const reach = (names: string[], role: AssignmentRole) =>
    names.flatMap((name) => {
      const unitId = parties.units.get(name);
      const ids = unitId ? [unitId] : (parties.groups.get(name) ?? []);
      return ids.map((id) => ({ unitId: id, role, groupName: unitId ? null : name }));
    });
  const all = [
    ...reach(measure.leadUnits, 'LEAD'),
    ...reach(measure.responsibleUnits, 'RESPONSIBLE'),
    ...reach(measure.supportingUnits, 'SUPPORTING'),
  ];
  const answerable = new Set(answerableUnits(all).map((row) => row.unitId));
  return strongestAssignments(all).map((row) => ({ ...row, id: randomUUID(), answerable: answerable.has(row.unitId) }));
}

/** The groups that a measure names, each in its strongest role. */
export function groupsOf(measure: DraftMeasure, parties: Parties): Map<string, AssignmentRole> {
  const named: [string[], AssignmentRole][] = [
    [measure.supportingUnits, 'SUPPORTING'],
    [measure.responsibleUnits, 'RESPONSIBLE'],
    [measure.leadUnits, 'LEAD'],
  ];
  return new Map(
    named.flatMap(([names, role]) => names.filter((name) => parties.groups.has(name)).map((name) => [name, role])),
  );
}

/** Writes the measures of a plan with their assignments, leaders, groups and indicators. */
export async function createMeasures(
  tx: Tx,
  county: CountyDay,
  launch: { planId: string; documentId: string | null },
  measures: LaunchedMeasure[],
): Promise<void> {
  const document =
    launch.documentId === null
      ? null
      : await tx.document.findUnique({ where: { id: launch.documentId }, select: { text: true } });
  await tx.measure.createMany({
    data: measures.map(({ id, number, measure }) => ({
      ...{ id, number, countyId: county.countyId, planId: launch.planId, title: measure.title, path: measure.path },
      passages: toJson(
        measure.source.map(({ start, end }) => ({ start, end, text: document?.text.slice(start, end) ?? '' })),
      ),
      deadlineText: measure.deadline.text || null,
      deadlineKind: measure.deadline.kind,
      deadlineOn: measure.deadline.date,
    })),
  });
  await tx.assignment.createMany({
    data: measures.flatMap(({ id: measureId, assigned, measure }) =>
      assigned.map((row, ordinal): AssignmentCreateManyInput => {
        const person = row.answerable ? (measure.responsiblePersons[ordinal] ?? null) : null;
        return { ...row, measureId, ordinal, responsiblePerson: person };
      }),
    ),
  });
  await tx.measureGroup.createMany({
    data: measures.flatMap(({ id: measureId, groups }) =>
      [...groups].map(([groupName, role]) => ({ measureId, groupName, role })),
    ),
  });
  await tx.measureLeader.createMany({
    data: measures.flatMap(({ id: measureId, leaderPostIds }) =>
      leaderPostIds.map((postId, ordinal) => ({ measureId, postId, ordinal })),
    ),
  });
  await tx.indicator.createMany({
    data: measures.flatMap(({ id: measureId, measure }) =>
      measure.indicators.map(({ text, comparator, value, valueTo, unit, period, by }, number) => ({
        ...{ id: randomUUID(), measureId, number, text, comparator, value, valueTo, unit, period, by },
      })),
    ),
  });
}
