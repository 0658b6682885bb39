import { arrangeClause } from '../../prisma/repositories/clauses.ts';
import { listMeasures } from '../../prisma/repositories/measureReads.ts';
import { listPlans, readPlan, readPlanDocument } from '../../prisma/repositories/planReads.ts';
import { readReporting } from '../../prisma/repositories/reportingReads.ts';
import { idParams, pageQuery } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { presentMeasureRow } from '../measures/present.ts';
import { measurePage, measuresQuery } from '../measures/schema.ts';
import { officeOnly, planReaders, signedIn } from '../policies/index.ts';
import { draftRoutes } from './draftRoutes.ts';
import { presentPlan, presentPlanRow } from './present.ts';
import { revisionRoutes } from './revisionRoutes.ts';
import { arrangeBody, clauseParams, plan, planDocument, planPage, reporting, reportingQuery } from './schema.ts';

const gates = { tag: 'plans', policy: planReaders } as const;

export const planRoutes: RouteDefinition[] = [
  // Before `/plans/:id`, which would take `drafts` for an id.
  ...draftRoutes,
  ...revisionRoutes,
  route({
    ...gates,
    policy: signedIn,
    method: 'get',
    path: '/plans',
    summary: { zh: '方案', en: 'Plans' },
    query: pageQuery,
    answer: planPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listPlans(deps.db, actor, { ...query, kind: 'DOCUMENT' });
      return { items: items.map(presentPlanRow), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/plans/:id',
    summary: { zh: '方案详情', en: 'A plan' },
    params: idParams,
    answer: plan,
    handle: async ({ deps, actor, params }) => presentPlan(await readPlan(deps.db, actor, params.id), actor),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/plans/:id/measures',
    summary: { zh: '台账', en: 'The register of measures' },
    params: idParams,
    query: measuresQuery,
    answer: measurePage,
    handle: async ({ deps, actor, params, query }) => {
      const { items, nextCursor } = await listMeasures(deps.db, actor, params.id, query);
      return { items: items.map(presentMeasureRow), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/plans/:id/reporting',
    summary: { zh: '应报、已报、未报、迟报', en: 'Who has reported' },
    params: idParams,
    query: reportingQuery,
    answer: reporting,
    handle: ({ deps, actor, params, query }) => readReporting(deps.db, actor, params.id, query.period),
  }),
  route({
    ...gates,
    method: 'put',
    policy: officeOnly,
    path: '/plans/:id/clauses/:clauseId',
    summary: { zh: '安排方案中的其他要求', en: 'Arrange a clause of the plan' },
    params: clauseParams,
    body: arrangeBody,
    answer: plan,
    handle: async ({ deps, actor, params: { id, clauseId }, body }) => {
      await arrangeClause(deps.db, actor, { planId: id, clauseId, ...body });
      return presentPlan(await readPlan(deps.db, actor, id), actor);
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/plans/:id/document',
    summary: { zh: '方案原文', en: 'The document' },
    params: idParams,
    answer: planDocument,
    handle: ({ deps, actor, params }) => readPlanDocument(deps.db, actor, params.id),
  }),
];
