import type { ItemHolder, OpeningSubject } from '../itemOpening.ts';
import type { RehearsalInput, RehearsedItem, RehearsedMeasure } from './types.ts';

/** What holders and days of the items of a measure depend on. */
export function subjectOf(input: RehearsalInput, measure: RehearsedMeasure): OpeningSubject {
  return {
    plan: {
      ...{ officeUnitId: input.officeUnitId, approverPostId: input.approverPostId },
      periods: new Map(input.periods.map((period) => [period.key, period])),
      years: new Map(input.years.map((year) => [year.key, year])),
    },
    measure: {
      ...{ deadlineOn: measure.deadline, leaderPostIds: measure.leaderPostIds },
      assignments: measure.units.map(({ key, unitId, role }) => ({ id: key, unitId, role })),
    },
    posts: input.posts,
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
