import { plannedUnitTimeline } from '../../prisma/repositories/auditReads.ts';
import { cancelPlannedChange, changeUnits, readPlannedChanges } from '../../prisma/repositories/plannedUnitChanges.ts';
import { previewUnitChange } from '../../prisma/repositories/unitChanges.ts';
import { readLineage, readUnitMeasures } from '../../prisma/repositories/unitLineage.ts';
import { readUnit } from '../../prisma/repositories/units.ts';
import { idParams } from '../common/schema.ts';
import { presentTimeline } from '../common/timeline.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { organisationReaders } from '../policies/index.ts';
import { presentUnit } from './present.ts';
import { unit } from './schema.ts';
import {
  lineage,
  plannedChanges,
  plannedChangesQuery,
  renameBody,
  successionBody,
  successionCounts,
} from './unitChangeSchema.ts';

const gates = { tag: 'organisation', policy: organisationReaders } as const;

export const unitChangeRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/units/:id',
    summary: { zh: '单位', en: 'A unit' },
    params: idParams,
    answer: unit,
    handle: async ({ deps, actor, params }) => presentUnit(await readUnit(deps.db, actor, params.id), actor),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/units/:id/lineage',
    summary: { zh: '单位沿革与在办措施', en: 'What a unit came from and went into, and what it has running' },
    params: idParams,
    answer: lineage,
    handle: async ({ deps, actor, params }) => ({
      changes: await readLineage(deps.db, actor, params.id),
      measures: await readUnitMeasures(deps.db, actor, params.id),
    }),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/units/:id/rename',
    summary: { zh: '单位更名', en: 'Rename a unit' },
    params: idParams,
    body: renameBody,
    answer: unit,
    handle: async ({ deps, actor, params, body: { onDay, ...body } }) => {
      await changeUnits(deps.db, actor, { kind: 'RENAME', id: params.id, ...body }, onDay);
      return presentUnit(await readUnit(deps.db, actor, params.id), actor);
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/unit-changes/preview',
    summary: { zh: '合并、拆分的影响', en: 'What a merger or a split would move' },
    body: successionBody,
    answer: successionCounts,
    handle: ({ deps, actor, body: { onDay: _, ...body } }) => previewUnitChange(deps.db, actor, body),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/unit-changes',
    summary: { zh: '单位合并、拆分', en: 'Merge or split units' },
    body: successionBody,
    answer: successionCounts,
    status: 201,
    handle: ({ deps, actor, body: { onDay, ...body } }) => changeUnits(deps.db, actor, body, onDay),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/unit-changes/planned',
    summary: { zh: '尚未生效的单位变更', en: 'Changes of units that wait for their day' },
    query: plannedChangesQuery,
    answer: plannedChanges,
    handle: async ({ deps: { db }, actor, query: { unitId } }) => ({
      items: await readPlannedChanges(db, actor, unitId),
      trail: (await plannedUnitTimeline(db, actor, unitId)).map(presentTimeline),
    }),
  }),
  route({
    ...gates,
    method: 'delete',
    path: '/unit-changes/planned/:id',
    summary: { zh: '取消尚未生效的单位变更', en: 'Take back a change of units that waits for its day' },
    params: idParams,
    handle: async ({ deps, actor, params }) => {
      await cancelPlannedChange(deps.db, actor, params.id);
      return undefined;
    },
  }),
];
