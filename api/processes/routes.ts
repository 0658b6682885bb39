import { listRuns, readRun } from '../../prisma/repositories/processRunReads.ts';
import { beginRun, endRun, startableProcesses } from '../../prisma/repositories/processRuns.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { measureChangers } from '../policies/index.ts';
import { presentRun, presentRunDetail } from './present.ts';
import { beginBody, begun, endBody, runDetail, runPage, runsQuery, startablePage } from './schema.ts';

const gates = { tag: 'processes', policy: measureChangers } as const;

/** Processes beside the lifecycle: which can be begun, which run, and where they stand. */
export const processRoutes: RouteDefinition[] = [
  // Before `/processes/:id`, which would take `startable` for an id.
  route({
    ...gates,
    method: 'get',
    path: '/processes/startable',
    summary: { zh: '可以启动的专项流程', en: 'Processes that can be begun' },
    answer: startablePage,
    handle: async ({ deps, actor }) => ({
      items: await startableProcesses(deps.db, actor.countyId),
      nextCursor: null,
    }),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/processes',
    summary: { zh: '方案或措施的专项流程', en: 'Processes beside the lifecycle of a plan or a measure' },
    query: runsQuery,
    answer: runPage,
    handle: async ({ deps, actor, query }) => ({
      items: (await listRuns(deps.db, actor, query)).map(presentRun),
      nextCursor: null,
    }),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/processes/:id',
    summary: { zh: '专项流程办到哪里', en: 'Where a process stands' },
    params: idParams,
    answer: runDetail,
    handle: async ({ deps, actor, params }) => presentRunDetail(await readRun(deps.db, actor, params.id)),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/processes',
    summary: { zh: '启动专项流程', en: 'Begin a process' },
    body: beginBody,
    answer: begun,
    status: 201,
    handle: async ({ deps, actor, body }) => {
      const answer = await beginRun(deps.db, actor, body);
      await deps.rollout(body.planId);
      return answer;
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/processes/:id/end',
    summary: { zh: '结束专项流程', en: 'End a process by hand' },
    params: idParams,
    body: endBody,
    answer: runDetail,
    handle: async ({ deps, actor, params, body }) => {
      await endRun(deps.db, actor, { ...params, ...body });
      return presentRunDetail(await readRun(deps.db, actor, params.id));
    },
  }),
];
