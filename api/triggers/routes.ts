import { businessDayOf } from '../../domain/day.ts';
import type { MatterTemplate } from '../../domain/matters/template.ts';
import { triggerRungs } from '../../domain/triggers.ts';
import { fromJson } from '../../prisma/json.ts';
import { loadCountyDay } from '../../prisma/repositories/clock.ts';
import { startableDefinitions } from '../../prisma/repositories/processRuns.ts';
import { cadenceOf } from '../../prisma/repositories/triggerRuns.ts';
import {
  createTrigger,
  editTrigger,
  listTriggers,
  pauseTrigger,
  removeTrigger,
  resumeTrigger,
  runTriggerNow,
  type TriggerRow,
} from '../../prisma/repositories/triggers.ts';
import type { AppDeps, ScheduleView } from '../deps.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { workflowUrl } from '../monitor/present.ts';
import { clauseParams } from '../plans/schema.ts';
import type { Actor } from '../policies/actor.ts';
import { administratorOnly, officeOnly, organisationReaders } from '../policies/index.ts';
import {
  changeBody,
  changeParams,
  createBody,
  created,
  editBody,
  scheduleBody,
  type Trigger,
  type TriggerSchedule,
  type TriggerSchedules,
  triggerList,
  triggerSchedules,
} from './schema.ts';

const gates = { tag: 'triggers', policy: administratorOnly } as const;

function present(row: TriggerRow): Trigger {
  const { id, note, nextOn, createdBy, createdOn, event, threshold, rung, more } = row;
  return {
    ...{ id, note, nextOn, createdBy, createdOn, more },
    definition: { id: row.definitionId, name: row.definitionName },
    plan: row.planId === null ? null : { id: row.planId, title: row.planTitle ?? '' },
    cadence: cadenceOf(row),
    event: event === null ? null : { event, threshold, rung: triggerRungs.find((one) => one === rung) ?? null },
    paused: row.pausedOn === null ? null : { on: row.pausedOn, by: row.pausedBy, reason: row.pauseReason ?? '' },
    matter: row.matter === null ? null : fromJson<MatterTemplate>(row.matter),
    occurrences: row.occurrences.map(({ key, day, measure, state, runId, matterId, detail, detailEn }) => ({
      ...{ key, day, measure, state, runId, matterId },
      measures: state === 'BEGUN' ? Number(detail) : null,
      why: state === 'NOTHING' && detail !== null ? { zh: detail, en: detailEn ?? detail } : null,
    })),
  };
}

async function readSchedules({ db, engine, config }: AppDeps, { countyId }: Actor): Promise<TriggerSchedules> {
  const { rehearsal, zone } = await loadCountyDay(db, countyId);
  const rhythms = await db.processTrigger.findMany({
    where: { countyId, kind: 'SCHEDULE', removedOn: null },
    select: { id: true, pausedOn: true },
  });
  const views = await engine.schedules(rhythms.map(({ id }) => id));
  if (views === null) return { rehearsal, items: null };
  return {
    rehearsal,
    items: rhythms.map(({ id, pausedOn }) => {
      const view = views.get(id) ?? null;
      return {
        triggerId: id,
        ...{ state: stateOf(view, pausedOn !== null, rehearsal), note: view?.note ?? '', next: view?.next ?? [] },
        recent: (view?.recent ?? []).map(({ scheduledAt, takenAt, workflowId }) => ({
          ...{ day: businessDayOf(new Date(scheduledAt), zone), takenAt },
          uiUrl: workflowUrl(config.temporalUiUrl, config.temporalNamespace, workflowId),
        })),
      };
    }),
  };
}

function stateOf(view: ScheduleView | null, paused: boolean, rehearsal: boolean): TriggerSchedule['state'] {
  if (view === null) return 'MISSING';
  if (view.paused !== (paused || rehearsal)) return 'CHANGED';
  return view.paused ? 'PAUSED' : 'RUNNING';
}

const acts = [
  ['pause', { zh: '暂停自动启动', en: 'Pause what begins a process by itself' }, pauseTrigger],
  ['resume', { zh: '恢复自动启动', en: 'Resume it' }, resumeTrigger],
  ['remove', { zh: '删除自动启动', en: 'Remove it' }, removeTrigger],
  ['run', { zh: '立即启动', en: 'Run a schedule now' }, runTriggerNow],
] as const;

/** 自动启动: processes that begin on schedule or when something happens. */
export const triggerRoutes: RouteDefinition[] = [
  route({
    ...gates,
    policy: organisationReaders,
    method: 'get',
    path: '/triggers',
    summary: { zh: '自动启动的流程', en: 'What begins processes by itself' },
    answer: triggerList,
    handle: async ({ deps: { db }, actor }) => ({
      items: (await listTriggers(db, actor)).map(present),
      definitions: await startableDefinitions(db, actor.countyId),
      plans: await db.plan.findMany({
        where: { countyId: actor.countyId, state: { not: 'CLOSED' } },
        orderBy: { launchedOn: 'desc' },
        select: { id: true, title: true },
      }),
    }),
  }),
  route({
    ...gates,
    policy: organisationReaders,
    method: 'get',
    path: '/triggers/schedules',
    summary: { zh: '按日期自动启动的 Temporal 日程', en: 'What Temporal says of the schedules' },
    answer: triggerSchedules,
    handle: ({ deps, actor }) => readSchedules(deps, actor),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/triggers',
    summary: { zh: '新建自动启动', en: 'Let a process begin by itself' },
    body: createBody,
    answer: created,
    status: 201,
    handle: async ({ deps, actor, body }) => ({ id: await createTrigger(deps.db, actor, body) }),
  }),
  route({
    ...gates,
    method: 'put',
    path: '/triggers/:id',
    summary: { zh: '修改自动启动', en: 'Change what begins a process by itself' },
    params: changeParams,
    body: editBody,
    handle: async ({ deps, actor, params, body }) => {
      await editTrigger(deps.db, actor, { ...params, ...body });
      return undefined;
    },
  }),
  route({
    ...gates,
    policy: officeOnly,
    method: 'post',
    path: '/plans/:id/clauses/:clauseId/schedule',
    summary: { zh: '定期办理方案中的其他要求', en: 'Carry out a clause of a plan on schedule' },
    params: clauseParams,
    body: scheduleBody,
    answer: created,
    status: 201,
    handle: async ({ deps, actor, params: { id: planId, clauseId }, body: { cadence, ...body } }) => ({
      id: await createTrigger(deps.db, actor, { ...body, planId, clauseId, when: { cadence } }),
    }),
  }),
  ...acts.map(([act, summary, change]) =>
    route({
      ...gates,
      ...{ method: 'post', params: changeParams, body: changeBody },
      path: `/triggers/:id/${act}`,
      summary,
      handle: async ({ deps, actor, params, body }) => {
        await change(deps.db, actor, { ...params, ...body });
        return undefined;
      },
    }),
  ),
];
