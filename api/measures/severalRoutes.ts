import { cancelPlannedBatch, readPlannedDeadlines } from '../../prisma/repositories/plannedDeadlines.ts';
import {
  changeSeveral,
  previewSeveral,
  previewUndoSeveral,
  readBatches,
  undoSeveral,
} from '../../prisma/repositories/severalDeadlines.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { measureChangers } from '../policies/index.ts';
import { presentDeadlineMoves } from './present.ts';
import { plannedDeadlineList } from './schema.ts';
import { batchList, batchParams, looked, severalBody, severalPreview, severalSaveBody } from './severalSchema.ts';

const gates = { method: 'post', tag: 'measures', policy: measureChangers, params: idParams } as const;

/** Another deadline for several measures of one plan at once. */
export const severalRoutes: RouteDefinition[] = [
  route({
    ...gates,
    path: '/plans/:id/deadlines/preview',
    summary: {
      zh: '统一调整完成时限的影响',
      en: 'What another deadline for several measures would move; saves nothing',
    },
    body: severalBody,
    answer: severalPreview,
    handle: async ({ deps: { db }, actor, params: { id: planId }, body }) =>
      presentDeadlineMoves(await previewSeveral(db, actor, { planId, ...body })),
  }),
  route({
    ...gates,
    path: '/plans/:id/deadlines',
    summary: { zh: '统一调整完成时限', en: 'Give several measures another deadline' },
    body: severalSaveBody,
    answer: batchList,
    handle: async ({ deps: { db }, actor, params: { id: planId }, body }) => {
      await changeSeveral(db, actor, { planId, ...body });
      return { items: await readBatches(db, actor, planId) };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/plans/:id/deadlines',
    summary: { zh: '统一调整的完成时限', en: 'Deadlines that were changed together' },
    answer: batchList,
    handle: async ({ deps: { db }, actor, params: { id } }) => ({ items: await readBatches(db, actor, id) }),
  }),
  route({
    ...gates,
    path: '/plans/:id/deadlines/:batchId/undo/preview',
    summary: { zh: '撤销统一调整的影响', en: 'What undoing it would put back; saves nothing' },
    params: batchParams,
    answer: severalPreview,
    handle: async ({ deps: { db }, actor, params: { id: planId, batchId } }) =>
      presentDeadlineMoves(await previewUndoSeveral(db, actor, { planId, batchId })),
  }),
  route({
    ...gates,
    path: '/plans/:id/deadlines/:batchId/undo',
    summary: { zh: '撤销统一调整', en: 'Undo what was changed together' },
    params: batchParams,
    body: looked,
    answer: batchList,
    handle: async ({ deps: { db }, actor, params: { id: planId, batchId }, body }) => {
      await undoSeveral(db, actor, { planId, batchId, ...body });
      return { items: await readBatches(db, actor, planId) };
    },
  }),
  route({
    ...gates,
    path: '/plans/:id/deadlines/:batchId/cancel',
    summary: { zh: '整批撤回尚未生效的时限调整', en: 'Take back all that was put down together for a later day' },
    params: batchParams,
    answer: plannedDeadlineList,
    handle: async ({ deps: { db }, actor, params: { id: planId, batchId } }) => {
      await cancelPlannedBatch(db, actor, { planId, batchId });
      return { items: await readPlannedDeadlines(db, actor, { planId }) };
    },
  }),
];
