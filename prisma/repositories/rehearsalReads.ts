import { DubanError } from '../../domain/errors.ts';
import { defaultLadder } from '../../domain/ladder/index.ts';
import type { Purpose } from '../../domain/process/purpose.ts';
import type { Day, Graph } from '../../domain/process/types.ts';
import type { RehearsalInput, RehearsedMeasure, RehearsedPlan } from '../../domain/rehearsal/types.ts';
import type { Tx } from '../client.ts';
import type { MeasureState } from '../generated/enums.ts';
import { fromJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { loadStepLadders } from './ladderChoice.ts';
import { outlineOfDraft, type PlanOutline, type SettledDraft } from './rehearsalDrafts.ts';
import { loadLadders, readPosts } from './subjects.ts';

/** A definition that is tried on a plan, and the day on which the plan is taken to be launched with it. */
export interface Trial {
  graph: Graph;
  purpose: Purpose;
  launchedOn: Day;
}

/** Plans as a rehearsal plays them, with the names of their units. */
export interface PlansToRehearse {
  plans: RehearsedPlan[];
  called: Record<string, Graph>;
  posts: RehearsalInput['posts'];
  stepLadders: RehearsalInput['stepLadders'];
  units: { id: string; name: string }[];
}

/**
 * What a rehearsal needs of plans of the county. Those of `tried` are played with the definition that is tried; others
 * (`beside`) by their own processes from their own launch. `drafts` are plans that are yet to be launched.
 *
 * What a plan asks, of whom and until when is read, as in the lists of running processes, and nothing that was written
 * about it: so whoever keeps the processes may play any plan, without reading measures.
 *
 * @throws DubanError NOT_FOUND where one of them is not there.
 */
export async function readPlansToRehearse(
  db: Tx,
  actor: Actor,
  beside: string[],
  tried?: { planIds: string[]; trial: Trial },
  drafts: SettledDraft[] = [],
): Promise<PlansToRehearse> {
  const units = new Map<string, string>();
  const plans: RehearsedPlan[] = [];
  const triedOn = new Set(tried?.planIds);
  for (const planId of new Set([...triedOn, ...beside])) {
    const draft = drafts.find(({ id }) => id === planId);
    const trial = triedOn.has(planId) ? (tried?.trial ?? null) : null;
    const outline = draft
      ? await outlineOfDraft(db, actor, draft)
      : await outlineOfPlan(db, actor, planId, over[trial === null ? 'beside' : 'tried']);
    plans.push(await readPlan(db, outline, trial));
  }
  for (const { unitId, name } of plans.flatMap(({ measures }) => measures.flatMap((measure) => measure.units))) {
    units.set(unitId, name);
  }
  return {
    plans,
    ...(await readAround(db, actor, plans)),
    units: [...units].map(([id, name]) => ({ id, name })),
  };
}

/** What the graphs of plans call, which posts they name beside those that stand in for others, and which ladders. */
export async function readAround(
  db: Tx,
  actor: Actor,
  plans: Pick<RehearsedPlan, 'measureGraph' | 'unitGraph'>[],
): Promise<Pick<PlansToRehearse, 'called' | 'posts' | 'stepLadders'>> {
  const graphs = plans.flatMap(({ measureGraph, unitGraph }) =>
    [measureGraph, unitGraph].filter((graph) => graph !== null),
  );
  const called = await readCalled(db, graphs);
  const tasks = [...graphs, ...Object.values(called)].flatMap(({ nodes }) =>
    Object.values(nodes).flatMap((node) => (node.type === 'userTask' ? [node.task] : [])),
  );
  const { countyId, businessDay: today } = actor;
  const named = tasks.flatMap(({ post }) => post?.id ?? []);
  const ladders = tasks.map(({ ladder }) => ladder ?? null);
  return {
    called,
    posts: await readPosts(db, { countyId, today }, named),
    stepLadders: Object.fromEntries(await loadStepLadders(db, countyId, ladders)),
  };
}

/** Measures to which nothing more happens. A trial takes the plan as launched anew, with what is closed by now. */
const over = {
  tried: ['WITHDRAWN'],
  beside: ['WITHDRAWN', 'CLOSED'],
} satisfies Record<string, MeasureState[]>;

async function outlineOfPlan(
  db: Tx,
  { countyId }: Actor,
  planId: string,
  leftOut: MeasureState[],
): Promise<PlanOutline> {
  const plan = await db.plan.findFirst({
    where: { id: planId, countyId },
    include: { periods: { orderBy: { opensOn: 'asc' } }, years: { orderBy: { opensOn: 'asc' } } },
  });
  if (plan === null) throw new DubanError('NOT_FOUND', { zh: '没有找到该方案', en: 'There is no such plan' });
  return { ...plan, measures: await readMeasures(db, planId, leftOut) };
}

async function readPlan(db: Tx, outline: PlanOutline, trial: Trial | null): Promise<RehearsedPlan> {
  const { id, title, officeUnitId, approverPostId, ladderId, measures, periods, years } = outline;
  const launchedOn = trial?.launchedOn ?? outline.launchedOn;
  const ladder = (await loadLadders(db, [ladderId])).get(ladderId);
  return {
    ...{ id, title, officeUnitId, approverPostId, launchedOn, measures },
    ...(await graphsOf(db, outline, trial)),
    // A launch leaves out what is over by then.
    periods: periods
      .filter(({ dueOn }) => dueOn >= launchedOn)
      .map(({ key, opensOn, dueOn, cutOffOn }) => ({ key, opensOn, dueOn, cutOffOn })),
    years: years.filter(({ opensOn }) => opensOn >= launchedOn).map(({ key, opensOn }) => ({ key, opensOn })),
    ladder: ladder ?? defaultLadder,
  };
}

/** The plan's own processes, one of them replaced by what is tried; what stands beside a measure is played alone. */
async function graphsOf(
  db: Tx,
  plan: Pick<PlanOutline, 'measureVersionId' | 'unitVersionId'>,
  trial: Trial | null,
): Promise<Pick<RehearsedPlan, 'measureGraph' | 'unitGraph'>> {
  if (trial?.purpose === 'BESIDE') return { measureGraph: trial.graph, unitGraph: null };
  // The rows of a matter follow no process of their own.
  const graph = async (id: string | null) =>
    id === null ? null : fromJson<Graph>((await db.definitionVersion.findUniqueOrThrow({ where: { id } })).graph);
  return {
    measureGraph: trial?.purpose === 'MEASURE' ? trial.graph : await graph(plan.measureVersionId),
    unitGraph: trial?.purpose === 'UNIT_IN_PLAN' ? trial.graph : await graph(plan.unitVersionId),
  };
}

async function readMeasures(db: Tx, planId: string, leftOut: MeasureState[]): Promise<RehearsedMeasure[]> {
  const rows = await db.measure.findMany({
    where: { planId, state: { notIn: leftOut } },
    orderBy: { number: 'asc' },
    include: {
      assignments: {
        where: { removedOn: null },
        orderBy: { ordinal: 'asc' },
        select: { id: true, unitId: true, role: true, unit: { select: { name: true } } },
      },
      leaders: { orderBy: { ordinal: 'asc' }, select: { postId: true } },
    },
  });
  return rows.map(({ id, title, deadlineOn: deadline, deadlineKind, urgent, leaders, assignments }) => ({
    ...{ id, title, deadline, deadlineKind, urgent },
    leaderPostIds: leaders.map(({ postId }) => postId),
    units: assignments.map(({ id: key, unitId, role, unit }) => ({ key, unitId, role, name: unit.name })),
  }));
}

/** Graphs that graphs call, directly or through others, by the id of their version. */
async function readCalled(db: Tx, graphs: Graph[]): Promise<Record<string, Graph>> {
  const called: Record<string, Graph> = {};
  const open = [...graphs];
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

/** The drawing of a version of a process. */
export async function readDrawing(db: Tx, versionId: string): Promise<string> {
  const version = await db.definitionVersion.findUniqueOrThrow({ where: { id: versionId }, select: { bpmnXml: true } });
  return version.bpmnXml;
}

/** The version of the process that a plan's measures, or its units' parts in it, follow. */
export async function readPlanVersion(db: Tx, planId: string, of: 'MEASURE' | 'UNIT_IN_PLAN'): Promise<string> {
  const plan = await db.plan.findUniqueOrThrow({ where: { id: planId } });
  return (of === 'MEASURE' ? plan.measureVersionId : plan.unitVersionId) ?? '';
}

/** The drawings of versions that others call, with the name of their process. */
export async function readCalledDrawings(
  db: Tx,
  { countyId }: Actor,
  versionIds: string[],
): Promise<{ id: string; name: string; bpmnXml: string; version: { definitionId: string; version: number } }[]> {
  const rows = await db.definitionVersion.findMany({
    where: { id: { in: versionIds }, definition: { countyId } },
    select: { id: true, version: true, bpmnXml: true, definition: { select: { id: true, name: true } } },
  });
  return rows.map(({ id, version, bpmnXml, definition }) => ({
    ...{ id, bpmnXml, name: definition.name, version: { definitionId: definition.id, version } },
  }));
}
