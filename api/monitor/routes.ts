import { DubanError } from '../../domain/errors.ts';
import { repairTimeline } from '../../prisma/repositories/auditReads.ts';
import { countMailFailures, listMailFailures, resendMails } from '../../prisma/repositories/mailFailures.ts';
import { readFacts } from '../../prisma/repositories/monitorFaults.ts';
import { countStates, listInstances } from '../../prisma/repositories/monitorList.ts';
import { readInstalledParts, readPath } from '../../prisma/repositories/monitorReads.ts';
import { countVersions, monitoredPlans, readStanding } from '../../prisma/repositories/monitorStanding.ts';
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
import { presentTimeline } from '../common/timeline.ts';
import type { AppDeps } from '../deps.ts';
import { type Call, type RouteDefinition, route } from '../http/route.ts';
import type { Actor } from '../policies/actor.ts';
import { administratorOnly } from '../policies/index.ts';
import { presentMailFailure, presentMonitored, workflowUrl } from './present.ts';
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
    mail: { ...mail, causes: await countMailFailures(db, actor) },
    processes: await countStates(db, actor, view?.lost ?? []),
  };
}

async function readProcesses(
  { db, engine }: AppDeps,
  actor: Actor,
  query: shape.MonitoredQuery,
): Promise<shape.MonitoredPage> {
  const view = await engine.look(actor.countyId);
  const { items, nextCursor } = await listInstances(db, actor, query, view?.lost ?? []);
  const faulty = items.filter((row) => row.faulty).map((row) => row.id);
  const facts = faulty.length === 0 ? new Map() : await readFacts(db, actor, faulty, view?.lost ?? null);
  return {
    items: items.map((row) => presentMonitored(row, facts.get(row.id), actor.businessDay)),
    nextCursor,
  };
}

async function readOne({ db, engine, config }: AppDeps, actor: Actor, id: string): Promise<shape.MonitoredDetail> {
  const path = await readPath(db, actor, id);
  const view = await engine.look(actor.countyId);
  const { items } = await listInstances(db, actor, { id, limit: 1 }, view?.lost ?? []);
  const [row] = items;
  if (!row) throw new DubanError('NOT_FOUND', { zh: '没有找到该流程', en: 'There is no such process' });
  const facts = await readFacts(db, actor, [id], view?.lost ?? null);
  return {
    ...presentMonitored(row, facts.get(id), actor.businessDay),
    ...path,
    repairs: (await repairTimeline(db, actor, id)).map(presentTimeline),
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
    path: '/monitor/choices',
    summary: { zh: '流程清单可选的流程版本和方案', en: 'Versions and plans that the list of processes is narrowed by' },
    answer: shape.monitorChoices,
    handle: async ({ deps: { db }, actor }) => ({
      versions: await countVersions(db, actor),
      plans: await monitoredPlans(db, actor),
    }),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/monitor/definitions/:id',
    summary: { zh: '某一流程各环节停着多少', en: 'How many processes of a definition stand on each element' },
    params: shape.standingParams,
    query: shape.standingQuery,
    answer: shape.definitionStanding,
    handle: ({ deps, actor, params, query }) => readStanding(deps.db, actor, params.id, query.versionId),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/monitor/processes',
    summary: { zh: '流程清单：各流程、各版本', en: 'Processes of all definitions and versions' },
    query: shape.monitoredQuery,
    answer: shape.monitoredPage,
    handle: ({ deps, actor, query }) => readProcesses(deps, actor, query),
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

/** The rows are mended first; then the workflow begins from them. */
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
    handle: async (call) => {
      const view = await call.deps.engine.look(call.actor.countyId);
      return mend(call, (db, actor, input) => retryInstance(db, actor, { ...input, lost: view?.lost ?? null }));
    },
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

const mailRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/monitor/mail-failures',
    summary: { zh: '未送达的邮件', en: 'Mails that did not arrive, latest first' },
    query: shape.mailFailureQuery,
    answer: shape.mailFailurePage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listMailFailures(deps.db, actor, query);
      return { items: items.map(presentMailFailure), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/monitor/mail-failures/resend',
    summary: { zh: '重新发送未送达的邮件', en: 'Lets mails that did not arrive go out again' },
    body: shape.resendBody,
    status: 202,
    answer: shape.resent,
    handle: ({ deps, actor, body }) => resendMails(deps.db, actor, body),
  }),
];

/** 运行监控: for administrators. They see which process stands where, never what was reported in it. */
export const monitorRoutes: RouteDefinition[] = [...readRoutes, ...repairRoutes, ...mailRoutes];
