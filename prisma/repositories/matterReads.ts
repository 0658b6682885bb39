import { standingOn } from '../../domain/process/standing.ts';
import type { Graph, ProcessState } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { InstanceStatus } from '../generated/enums.ts';
import type { Actor } from './actor.ts';
import { matterTimeline, type TimelineRow } from './auditReads.ts';
import { mayCloseMatter, noSuchMatter } from './matters.ts';
import { type MeasureRow, readMeasures } from './measureReads.ts';
import type { PageOf, Paging } from './paging.ts';
import { listPlans, type PlanRow, readPlanRow } from './planReads.ts';
import { holdsAny, measuresSeen, plansSeen } from './scope.ts';

export interface MatterFacts {
  purpose: string;
  openedBy: string;
  conclusion: string | null;
  closedBy: string | null;
  closedOn: string | null;
}

export type MatterListRow = PlanRow & MatterFacts;

/** A process that was begun for a row, and where it stands by the names of its drawing. */
export interface RowProcess {
  measureId: string;
  runId: string;
  name: string;
  status: InstanceStatus;
  where: string[];
}

export interface MatterDetail extends MatterListRow {
  /** The issued plan that it belongs to, where the actor may see that. */
  about: { id: string; title: string } | null;
  rows: (MeasureRow & { processes: RowProcess[] })[];
  history: TimelineRow[];
  mayClose: boolean;
  mayAdd: boolean;
}

/** Matters with a row that the actor may see, latest first. */
export async function listMatters(db: Db, actor: Actor, paging: Paging): Promise<PageOf<MatterListRow>> {
  const { items, nextCursor } = await listPlans(db, actor, { ...paging, kind: 'MATTER' });
  const ids = items.map((plan) => plan.id);
  const facts = new Map((await db.matter.findMany({ where: { planId: { in: ids } } })).map((row) => [row.planId, row]));
  return {
    items: items.flatMap((plan) => {
      const own = facts.get(plan.id);
      return own ? [{ ...plan, ...factsOf(own) }] : [];
    }),
    nextCursor,
  };
}

const factsOf = ({ purpose, openedBy, conclusion, closedBy, closedOn }: MatterFacts): MatterFacts => ({
  ...{ purpose, openedBy, conclusion, closedBy, closedOn },
});

/** @throws DubanError NOT_FOUND also where none of its rows is the actor's to see. */
export async function readMatter(db: Db, actor: Actor, id: string): Promise<MatterDetail> {
  const matter = await db.matter.findFirst({ where: { planId: id, countyId: actor.countyId } });
  if (!matter) throw noSuchMatter();
  const plan = await readPlanRow(db, actor, id);
  const seen = await db.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM "Measure" m WHERE m."planId" = ${id} AND ${measuresSeen(actor)} ORDER BY m.number`;
  const ids = seen.map((row) => row.id);
  const rows = await readMeasures(db, actor, ids);
  const processes = await processesOf(db, ids);
  const [about] = await db.$queryRaw<{ id: string; title: string }[]>`
    SELECT p.id, p.title FROM "Plan" p WHERE p.id = ${matter.aboutPlanId} AND ${plansSeen(actor)}`;
  return {
    ...{ ...plan, ...factsOf(matter), about: about ?? null },
    rows: rows.map((row) => ({ ...row, processes: processes.filter((one) => one.measureId === row.id) })),
    history: await matterTimeline(db, actor, id),
    mayClose: await mayCloseMatter(db, actor, id),
    mayAdd: matter.closedOn === null && holdsAny(actor, ['OFFICE']),
  };
}

async function processesOf(db: Tx, measureIds: string[]): Promise<RowProcess[]> {
  const rows = await db.$queryRaw<(Omit<RowProcess, 'where'> & { state: ProcessState; definitionVersionId: string })[]>`
    SELECT i."measureId", r.id AS "runId", r.name, i.status::text AS status, i.state, i."definitionVersionId"
    FROM "ProcessInstance" i JOIN "ProcessRun" r ON r.id = i."runId"
    WHERE i."measureId" = ANY(${measureIds}) AND i."parentInstanceId" IS NULL
    ORDER BY r."startedOn", r.id, i.id`;
  const versions = await db.definitionVersion.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.definitionVersionId))] } },
    select: { id: true, graph: true },
  });
  const graphs = new Map(versions.map(({ id, graph }) => [id, graph as unknown as Graph]));
  return rows.map(({ state, definitionVersionId, ...row }) => {
    const nodes = graphs.get(definitionVersionId)?.nodes ?? {};
    const where = standingOn(state).active.map(({ elementId }) => nodes[elementId]?.name ?? elementId);
    return { ...row, where: row.status === 'RUNNING' ? where : [] };
  });
}
