import { DubanError } from '../../domain/errors.ts';
import { defaultLadder, type Ladder } from '../../domain/ladder/index.ts';
import type { Graph } from '../../domain/process/types.ts';
import type { RehearsalInput, RehearsedMeasure } from '../../domain/rehearsal/types.ts';
import type { Tx } from '../client.ts';
import { fromJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { loadStepLadders } from './ladderChoice.ts';
import { measuresSeen } from './scope.ts';
import { readPosts } from './subjects.ts';

type PlanPart = Pick<
  RehearsalInput,
  'measures' | 'periods' | 'years' | 'ladder' | 'officeUnitId' | 'approverPostId' | 'posts'
> & {
  units: { id: string; name: string }[];
};

/**
 * What a rehearsal needs of a plan that the actor may see: its measures with their units, its days and its ladder.
 *
 * @throws DubanError NOT_FOUND
 */
export async function readPlanToRehearse(db: Tx, actor: Actor, planId: string, graph: Graph): Promise<PlanPart> {
  const seen = await db.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM "Measure" m WHERE m."planId" = ${planId} AND ${measuresSeen(actor)}`;
  if (seen.length === 0) throw new DubanError('NOT_FOUND', { zh: '没有找到该方案', en: 'There is no such plan' });
  const ids = seen.map(({ id }) => id);
  const plan = await db.plan.findUniqueOrThrow({
    where: { id: planId },
    include: { periods: true, years: true, measures: { where: { id: { in: ids } }, orderBy: { number: 'asc' } } },
  });
  const parts = await db.assignment.findMany({
    where: { measureId: { in: ids }, removedOn: null },
    include: { unit: { select: { name: true } } },
    orderBy: { ordinal: 'asc' },
  });
  const leaders = await db.measureLeader.findMany({
    where: { measureId: { in: ids } },
    orderBy: { ordinal: 'asc' },
    select: { measureId: true, postId: true },
  });
  const measures = plan.measures.map((measure): RehearsedMeasure => {
    const units = parts
      .filter((part) => part.measureId === measure.id)
      .map(({ id: key, unitId, role, unit }) => ({ key, unitId, role, name: unit.name }));
    const { id, title, deadlineOn: deadline, deadlineKind } = measure;
    const leaderPostIds = leaders.flatMap(({ measureId, postId }) => (measureId === id ? [postId] : []));
    return { id, title, deadline, deadlineKind, leaderPostIds, units };
  });
  const ladder = await db.ladder.findUnique({ where: { id: plan.ladderId } });
  const named = Object.values(graph.nodes).flatMap((node) =>
    node.type === 'userTask' && node.task.post !== undefined ? [node.task.post.id] : [],
  );
  return {
    measures,
    ...{ officeUnitId: plan.officeUnitId, approverPostId: plan.approverPostId },
    posts: await readPosts(db, { countyId: actor.countyId, today: actor.businessDay }, named),
    periods: plan.periods.map(({ key, opensOn, dueOn, cutOffOn }) => ({ key, opensOn, dueOn, cutOffOn })),
    years: plan.years.map(({ key, opensOn }) => ({ key, opensOn })),
    ladder: ladder === null ? defaultLadder : fromJson<Ladder>(ladder.rungs),
    units: [...new Map(parts.map(({ unitId, unit }) => [unitId, { id: unitId, name: unit.name }])).values()],
  };
}

/** Graphs that a graph calls, directly or through others, by the id of their version. */
export async function readCalled(db: Tx, graph: Graph): Promise<Record<string, Graph>> {
  const called: Record<string, Graph> = {};
  const open = [graph];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const node of Object.values(at.nodes)) {
      if (node.type !== 'callActivity' || node.versionId === undefined || called[node.versionId]) continue;
      const version = await db.definitionVersion.findUnique({ where: { id: node.versionId } });
      if (version === null) continue;
      const inner = fromJson<Graph>(version.graph);
      called[node.versionId] = inner;
      open.push(inner);
    }
  }
  return called;
}

/** The newest version of each ladder that steps of the graphs name, by name. */
export async function readStepLadders(db: Tx, countyId: string, graphs: Graph[]): Promise<Record<string, Ladder>> {
  const named = graphs.flatMap(({ nodes }) =>
    Object.values(nodes).map((node) => (node.type === 'userTask' ? (node.task.ladder ?? null) : null)),
  );
  const ladders = await loadStepLadders(db, countyId, named);
  return Object.fromEntries([...ladders].map(([name, { ladder }]) => [name, ladder]));
}
