import type { ItemHolder, OpeningSubject } from '../itemOpening.ts';
import { answerableUnits, contributingUnits } from '../parties.ts';
import type { Graph, Member, ProcessContext } from '../process/types.ts';
import type { RehearsalInput, RehearsedItem, RehearsedMeasure, RehearsedPlan, SubjectRef } from './types.ts';

/** One process that is played. */
export interface Subject {
  ref: SubjectRef;
  plan: RehearsedPlan;
  graph: Graph;
  /** Null for a unit's part in a plan. */
  measure: RehearsedMeasure | null;
  context: ProcessContext;
}

/** Every process that the plans have at a launch: one of each measure, and one of each unit's part in a plan. */
export function subjectsOf(plan: RehearsedPlan): Subject[] {
  const { measureGraph, unitGraph } = plan;
  const ofMeasures = plan.measures.flatMap((measure): Subject[] => {
    if (measureGraph === null) return [];
    const ref = { planId: plan.id, measureId: measure.id, unitId: null };
    return [{ ref, plan, graph: measureGraph, measure, context: measureContext(plan, measure) }];
  });
  const unitIds = new Set(plan.measures.flatMap(({ units }) => units.map(({ unitId }) => unitId)));
  const ofUnits = [...unitIds].flatMap((unitId): Subject[] => {
    if (unitGraph === null) return [];
    const context = { facts: {}, collections: { reportingPeriods: keys(plan.periods) } };
    return [{ ref: { planId: plan.id, measureId: null, unitId }, plan, graph: unitGraph, measure: null, context }];
  });
  return [...ofMeasures, ...ofUnits];
}

const keys = (rows: readonly { key: string }[]): Member[] => rows.map(({ key }) => ({ key }));

/** What an instance knows of its measure, as at a launch. */
function measureContext(plan: RehearsedPlan, { units, deadline, ...measure }: RehearsedMeasure): ProcessContext {
  const answerable = answerableUnits(units);
  return {
    facts: {
      hasAnswerable: answerable.length > 0,
      hasLeader: measure.leaderPostIds.length > 0,
      hasDeadline: deadline !== null,
      deadlineKind: measure.deadlineKind,
    },
    collections: {
      answerableUnits: keys(answerable),
      contributingUnits: keys(contributingUnits(units)),
      leadUnits: keys(units.filter((unit) => unit.role === 'LEAD')),
      responsibleUnits: keys(units.filter((unit) => unit.role === 'RESPONSIBLE')),
      supportingUnits: keys(units.filter((unit) => unit.role === 'SUPPORTING')),
      allUnits: keys(units),
      reportingPeriods: keys(plan.periods),
      assessmentYears: keys(plan.years),
    },
  };
}

/** What holders and days of the items of a subject depend on. */
export function openingSubject({ posts }: RehearsalInput, { plan, measure }: Subject): OpeningSubject {
  return {
    plan: {
      ...{ officeUnitId: plan.officeUnitId, approverPostId: plan.approverPostId },
      periods: new Map(plan.periods.map((period) => [period.key, period])),
      years: new Map(plan.years.map((year) => [year.key, year])),
    },
    measure:
      measure === null
        ? undefined
        : {
            ...{ deadlineOn: measure.deadline, leaderPostIds: measure.leaderPostIds },
            assignments: measure.units.map(({ key, unitId, role }) => ({ id: key, unitId, role })),
          },
    posts,
  };
}

/** Whose an item is, in the words of a rehearsal. */
export function shownHolder({ holderKind }: ItemHolder): RehearsedItem['holder'] {
  switch (holderKind) {
    case 'OFFICE':
      return 'office';
    case 'LEADER':
    case 'CHIEF_LEADER':
      return 'leader';
    case 'DISCIPLINE':
      return 'discipline';
    default:
      return 'unit';
  }
}
