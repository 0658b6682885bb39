import type { LaunchContent } from '../../domain/launch.ts';
import type { Member, ProcessContext } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { AssignmentRole } from '../generated/enums.ts';
import type { Part } from './members.ts';

/** A measure as its processes know it when they begin. */
export interface ContextOf {
  assigned: (Part & { id: string })[];
  deadline: Pick<LaunchContent['measures'][number]['deadline'], 'date'> & { kind: string };
  leaderPostIds: string[];
  periods: Member[];
  years: Member[];
}

export function measureContext({ assigned, deadline, leaderPostIds, periods, years }: ContextOf): ProcessContext {
  const members = (rows: ContextOf['assigned']): Member[] => rows.map((row) => ({ key: row.id }));
  const role = (of: AssignmentRole) => members(assigned.filter((row) => row.role === of));
  return {
    facts: {
      hasAnswerable: assigned.some((row) => row.answerable),
      hasLeader: leaderPostIds.length > 0,
      hasDeadline: deadline.date !== null,
      deadlineKind: deadline.kind,
    },
    collections: {
      answerableUnits: members(assigned.filter((row) => row.answerable)),
      contributingUnits: members(assigned.filter((row) => !row.answerable)),
      leadUnits: role('LEAD'),
      responsibleUnits: role('RESPONSIBLE'),
      supportingUnits: role('SUPPORTING'),
      allUnits: members(assigned),
      reportingPeriods: periods,
      assessmentYears: years,
    },
  };
}

/**
 * Contexts of running measures of a plan as they stand today, by measure: their units and leaders, and the periods and
 * years that are not over.
 */
export async function currentContexts(
  tx: Tx,
  planId: string,
  measureIds: string[],
  today: string,
): Promise<Map<string, ProcessContext>> {
  const measures = await tx.measure.findMany({
    where: { id: { in: measureIds }, planId },
    include: {
      assignments: { where: { removedOn: null }, orderBy: { ordinal: 'asc' } },
      leaders: { orderBy: { ordinal: 'asc' } },
    },
  });
  const key = { key: true } as const;
  const periods = await tx.reportingPeriod.findMany({
    where: { planId, dueOn: { gte: today } },
    orderBy: { opensOn: 'asc' },
    select: key,
  });
  const years = await tx.assessmentYear.findMany({
    where: { planId, opensOn: { gte: today } },
    orderBy: { opensOn: 'asc' },
    select: key,
  });
  return new Map(
    measures.map((measure) => [
      measure.id,
      measureContext({
        assigned: measure.assignments,
        deadline: { date: measure.deadlineOn, kind: measure.deadlineKind },
        leaderPostIds: measure.leaders.map((leader) => leader.postId),
        periods,
        years,
      }),
    ]),
  );
}
