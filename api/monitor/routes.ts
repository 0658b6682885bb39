import { DubanError } from '../../domain/errors.ts';
import { readUndeliverable } from '../../prisma/repositories/boardReads.ts';
import { FAULTY_AT_MOST, faultyInstances, readFacts } from '../../prisma/repositories/monitorFaults.ts';
import {
  countVersions,
  listInstances,
  readInstalledParts,
  readVersionStanding,
} from '../../prisma/repositories/monitorReads.ts';
import {
  cancelInstance,
  type RepairInput,
  reassignItem,
  retryInstance,
  skipItem,
  skipOperation,
} from '../../prisma/repositories/repairs.ts';
import { workflowIds } from '../../workflows/messages.ts';
import { idParams } from '../common/schema.ts';
import type { AppDeps } from '../deps.ts';
import { type Call, type RouteDefinition, route } from '../http/route.ts';
import type { Actor } from '../policies/actor.ts';
import { administratorOnly } from '../policies/index.ts';
import { presentMonitored, workflowUrl } from './present.ts';
import * as shape from './schema.ts';

const gates = { tag: 'monitor', policy: administratorOnly } as const;

async function readMonitor(deps: AppDeps, actor: Actor): Promise<shape.Monitor> {
  const { db, engine, config } = deps;
  const view = await engine.look(actor.countyId);
  const { rounds, outbox, mail } = await readInstalledParts(db, actor);
  return {
    engine: view && { queues: view.queues, missing: view.lost.length },
    schedule: view?.schedule ?? null,
    uiUrl: config.temporalUiUrl,
    outbox,
    rounds: rounds.map(({ day, startedAt, finishedAt }) => ({
      ...{ day, startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null },
    })),
    mail: { ...mail, people: await readUndeliverable(db, actor) },
    versions: await countVersions(db, actor),
  };
}

async function readFaulty({ db, engine }: AppDeps, actor: Actor): Promise<shape.FaultyList> {
  const view = await engine.look(actor.countyId);
  const ids = await faultyInstances(db, actor, view?.lost ?? []);
  const facts = await readFacts(db, actor, ids, view?.lost ?? null);
  const { items } = await listInstances(db, actor, { ids, limit: FAULTY_AT_MOST });
  return {
    items: items.map((row) => presentMonitored(row, facts.get(row.id))).filter((one) => one.faults.length > 0),
    engineAnswered: view !== null,
    more: ids.length === FAULTY_AT_MOST,
  };
}

async function readOne({ db, engine, config }: AppDeps, actor: Actor, id: string): Promise<shape.MonitoredDetail> {
  const { items } = await listInstances(db, actor, { ids: [id], limit: 1 });
  const [row] = items;
  if (!row) throw new DubanError('NOT_FOUND', { zh: '没有找到该流程', en: 'There is no such process' });
  const view = await engine.look(actor.countyId);
  const facts = await readFacts(db, actor, [id], view?.lost ?? null);
  const { bpmnXml } = await readVersionStanding(db, actor, row.versionId);
  return {
    ...presentMonitored(row, facts.get(id)),
    ...{ bpmnXml, passed: row.passed },
    uiUrl: workflowUrl(config.temporalUiUrl, config.temporalNamespace, workflowIds.instance(id)),
    can: { cancel: row.mayCancel },
  };
}

const readRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/monitor',
    summary: { zh: '运行情况', en: 'How the installation does' },
    answer: shape.monitor,
    handle: ({ deps, actor }) => readMonitor(deps, actor),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/monitor/faults',
    summary: { zh: '停滞的流程及原因', en: 'Processes that do not go on, and why' },
    answer: shape.faultyList,
    handle: ({ deps, actor }) => readFaulty(deps, actor),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/monitor/versions/:id',
    summary: { zh: '某一版本的流程办到哪里', en: 'Where the processes of a version stand' },
    params: shape.versionParams,
    answer: shape.versionStanding,
    handle: ({ deps, actor, params }) => readVersionStanding(deps.db, actor, params.id),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/monitor/processes',
    summary: { zh: '流程清单', en: 'Processes' },
    query: shape.monitoredQuery,
    answer: shape.monitoredPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listInstances(deps.db, actor, query);
      return { items: items.map((row) => presentMonitored(row, undefined)), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/monitor/processes/:id',
    summary: { zh: '一个流程办到哪里、为何停滞', en: 'Where one process stands, and why it does not go on' },
    params: idParams,
    answer: shape.monitoredDetail,
    handle: ({ deps, actor, params }) => readOne(deps, actor, params.id),
  }),
];

const repairing = { ...gates, method: 'post', params: idParams, answer: shape.repaired } as const;
type RepairCall = Pick<Call<{ id: string }, undefined, { reason: string }>, 'deps' | 'actor' | 'params' | 'body'>;

/** The rows are mended first; then a workflow that is missing begins from them. */
async function mend(
  { deps, actor, params, body }: RepairCall,
  act: (db: AppDeps['db'], actor: Actor, input: RepairInput) => Promise<void>,
): Promise<{ told: boolean }> {
  await act(deps.db, actor, { ...params, ...body });
  return { told: await deps.engine.begin(params.id) };
}

const repairRoutes: RouteDefinition[] = [
  route({
    ...repairing,
    path: '/monitor/processes/:id/retry',
    summary: { zh: '重试停滞的流程', en: 'Let a process try again' },
    body: shape.repairBody,
    handle: (call) => mend(call, retryInstance),
  }),
  route({
    ...repairing,
    path: '/monitor/processes/:id/skip-operation',
    summary: { zh: '跳过失败的操作', en: 'Pass over a failed operation' },
    body: shape.repairBody,
    handle: (call) => mend(call, skipOperation),
  }),
  route({
    ...gates,
    ...{ method: 'post', params: idParams },
    path: '/monitor/processes/:id/cancel',
    summary: { zh: '终止专项流程', en: 'End a process beside the lifecycle' },
    body: shape.repairBody,
    handle: async ({ deps, actor, params, body }) => {
      await cancelInstance(deps.db, actor, { ...params, ...body });
      return undefined;
    },
  }),
  route({
    ...gates,
    ...{ method: 'post', params: idParams },
    path: '/monitor/items/:id/skip',
    summary: { zh: '跳过无人承办的事项', en: 'Pass over an item' },
    body: shape.repairBody,
    handle: async ({ deps, actor, params, body }) => {
      await skipItem(deps.db, actor, { ...params, ...body });
      return undefined;
    },
  }),
  route({
    ...gates,
    ...{ method: 'post', params: idParams },
    path: '/monitor/items/:id/reassign',
    summary: { zh: '改派事项', en: 'Give an item to somebody else' },
    body: shape.reassignBody,
    handle: async ({ deps, actor, params, body }) => {
      await reassignItem(deps.db, actor, { ...params, ...body });
      return undefined;
    },
  }),
];

/** 运行监控: for administrators. They see which process stands where, never what was reported in it. */
export const monitorRoutes: RouteDefinition[] = [...readRoutes, ...repairRoutes];
