import type { Ladder } from '../../domain/ladder/index.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { AssignmentRole, PostKind, SubjectKind } from '../generated/enums.ts';

/** An instance as far as writing its rows needs it. */
export interface InstanceRef {
  id: string;
  countyId: string;
  subjectKind: SubjectKind;
  planId: string | null;
  measureId: string | null;
  unitId: string | null;
}

export interface AssignmentFacts {
  id: string;
  unitId: string;
  role: AssignmentRole;
  answerable: boolean;
  ordinal: number;
}

export interface MeasureFacts {
  id: string;
  title: string;
  deadlineOn: Day | null;
  assignments: AssignmentFacts[];
  leaderPostIds: string[];
}

export interface PlanFacts {
  id: string;
  title: string;
  officeUnitId: string;
  approverPostId: string | null;
  ladderId: string;
  ladder: Ladder;
  periods: Map<string, { name: string; opensOn: Day; dueOn: Day; cutOffOn: Day }>;
  years: Map<string, { opensOn: Day }>;
}

/** What rows of a set of instances depend on, read once for all of them. */
export interface Subjects {
  plans: Map<string, PlanFacts>;
  measures: Map<string, MeasureFacts>;
  /** Posts of the county that stand in for others: chief leaders, the discipline commission. */
  posts: { id: string; kind: PostKind; unitId: string | null }[];
}

export async function loadSubjects(tx: Tx, countyId: string, instances: InstanceRef[]): Promise<Subjects> {
  const planIds = distinct(instances.map((i) => i.planId));
  const measureIds = distinct(instances.map((i) => i.measureId));
  const [plans, measures, posts] = [
    await loadPlans(tx, planIds),
    await loadMeasures(tx, measureIds),
    await standIns(tx, countyId),
  ];
  return { plans, measures, posts };
}

function standIns(tx: Tx, countyId: string): Promise<Subjects['posts']> {
  return tx.post.findMany({
    where: { countyId, kind: { in: ['CHIEF_LEADER', 'DISCIPLINE'] } },
    select: { id: true, kind: true, unitId: true },
    orderBy: { id: 'asc' },
  });
}

async function loadPlans(tx: Tx, ids: string[]): Promise<Map<string, PlanFacts>> {
  if (ids.length === 0) return new Map();
  const plans = await tx.plan.findMany({ where: { id: { in: ids } }, include: { periods: true, years: true } });
  const ladders = await loadLadders(tx, distinct(plans.map((plan) => plan.ladderId)));
  return new Map(
    plans.map((plan) => [
      plan.id,
      {
        id: plan.id,
        title: plan.title,
        officeUnitId: plan.officeUnitId,
        approverPostId: plan.approverPostId,
        ladderId: plan.ladderId,
        ladder: ladders.get(plan.ladderId) ?? { rungs: [], earliestAfterOpening: 0 },
        periods: new Map(plan.periods.map((period) => [period.key, period])),
        years: new Map(plan.years.map((year) => [year.key, year])),
      },
    ]),
  );
}

async function loadMeasures(tx: Tx, ids: string[]): Promise<Map<string, MeasureFacts>> {
  if (ids.length === 0) return new Map();
  const measures = await tx.measure.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      title: true,
      deadlineOn: true,
      assignments: { where: { removedOn: null }, orderBy: { ordinal: 'asc' } },
      leaders: { orderBy: { ordinal: 'asc' } },
    },
  });
  return new Map(
    measures.map((measure) => [
      measure.id,
      { ...measure, leaderPostIds: measure.leaders.map((leader) => leader.postId) },
    ]),
  );
}

const ladderCache = new Map<string, Ladder>();

/** Ladders by id. A stored ladder never changes (an edit is a new version), so they are kept. */
export async function loadLadders(tx: Tx, ids: string[]): Promise<Map<string, Ladder>> {
  const missing = ids.filter((id) => !ladderCache.has(id));
  if (missing.length > 0) {
    for (const row of await tx.ladder.findMany({ where: { id: { in: missing } } })) {
      ladderCache.set(row.id, row.rungs as unknown as Ladder);
    }
  }
  return new Map(ids.flatMap((id) => (ladderCache.has(id) ? [[id, ladderCache.get(id) as Ladder]] : [])));
}

export function distinct(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
