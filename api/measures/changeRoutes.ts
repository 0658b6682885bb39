import {
  changeDeadline,
  previewDeadline,
  previewUndo,
  undoDeadline,
} from '../../prisma/repositories/deadlineChanges.ts';
import { pauseMeasure, resumeMeasure, setUrgency, withdrawMeasure } from '../../prisma/repositories/measureChanges.ts';
import { addUnits, removeUnit } from '../../prisma/repositories/measureUnits.ts';
import { cancelPlannedDeadline } from '../../prisma/repositories/plannedDeadlines.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { measureChangers } from '../policies/index.ts';
import { presentDeadlineMoves } from './present.ts';
import {
  addUnitsBody,
  changeBody,
  deadlineBody,
  deadlinePreview,
  deadlineSaveBody,
  deadlineUndoBody,
  deadlineUndoPreviewBody,
  measure,
  plannedDeadlineParams,
  unitParams,
} from './schema.ts';
import { wholeMeasure } from './whole.ts';

const gates = { method: 'post', tag: 'measures', policy: measureChangers, answer: measure } as const;

/** Changes of a measure while it runs: each with its reason, each in the measure's trail. */
export const changeRoutes: RouteDefinition[] = [
  route({
    ...gates,
    path: '/measures/:id/urgent',
    summary: { zh: '列为急件', en: 'Mark a measure as urgent' },
    params: idParams,
    body: changeBody,
    handle: async ({ deps: { db }, actor, params: { id }, body }) => {
      await setUrgency(db, actor, { id, ...body, urgent: true });
      return wholeMeasure(db, actor, id);
    },
  }),
  route({
    ...gates,
    path: '/measures/:id/ordinary',
    summary: { zh: '不再列为急件', en: 'Mark a measure as no longer urgent' },
    params: idParams,
    body: changeBody,
    handle: async ({ deps: { db }, actor, params: { id }, body }) => {
      await setUrgency(db, actor, { id, ...body, urgent: false });
      return wholeMeasure(db, actor, id);
    },
  }),
  route({
    ...gates,
    path: '/measures/:id/pause',
    summary: { zh: '暂停措施', en: 'Pause a measure' },
    params: idParams,
    body: changeBody,
    handle: async ({ deps: { db }, actor, params: { id }, body }) => {
      await pauseMeasure(db, actor, { id, ...body });
      return wholeMeasure(db, actor, id);
    },
  }),
  route({
    ...gates,
    path: '/measures/:id/resume',
    summary: { zh: '恢复措施', en: 'Resume a paused measure' },
    params: idParams,
    body: changeBody,
    handle: async ({ deps: { db }, actor, params: { id }, body }) => {
      await resumeMeasure(db, actor, { id, ...body });
      return wholeMeasure(db, actor, id);
    },
  }),
  route({
    ...gates,
    path: '/measures/:id/withdraw',
    summary: { zh: '撤销措施', en: 'Withdraw a measure' },
    params: idParams,
    body: changeBody,
    handle: async ({ deps: { db }, actor, params: { id }, body }) => {
      await withdrawMeasure(db, actor, { id, ...body });
      return wholeMeasure(db, actor, id);
    },
  }),
  route({
    ...gates,
    path: '/measures/:id/deadline/preview',
    summary: { zh: '调整完成时限的影响', en: 'What another deadline would move; saves nothing' },
    params: idParams,
    body: deadlineBody,
    answer: deadlinePreview,
    handle: async ({ deps: { db }, actor, params: { id }, body }) =>
      presentDeadlineMoves(await previewDeadline(db, actor, { id, ...body })),
  }),
  route({
    ...gates,
    path: '/measures/:id/deadline',
    summary: { zh: '调整完成时限', en: 'Give a measure another deadline' },
    params: idParams,
    body: deadlineSaveBody,
    handle: async ({ deps: { db }, actor, params: { id }, body }) => {
      await changeDeadline(db, actor, { id, ...body });
      return wholeMeasure(db, actor, id);
    },
  }),
  route({
    ...gates,
    path: '/measures/:id/deadline/undo/preview',
    summary: { zh: '撤销完成时限调整的影响', en: 'What undoing a change of a deadline would put back; saves nothing' },
    params: idParams,
    body: deadlineUndoPreviewBody,
    answer: deadlinePreview,
    handle: async ({ deps: { db }, actor, params: { id }, body }) =>
      presentDeadlineMoves(await previewUndo(db, actor, { id, ...body })),
  }),
  route({
    ...gates,
    path: '/measures/:id/deadline/undo',
    summary: { zh: '撤销完成时限的调整', en: 'Undo the newest change of a deadline' },
    params: idParams,
    body: deadlineUndoBody,
    handle: async ({ deps: { db }, actor, params: { id }, body }) => {
      await undoDeadline(db, actor, { id, ...body });
      return wholeMeasure(db, actor, id);
    },
  }),
  route({
    ...gates,
    path: '/measures/:id/deadline/planned/:changeId/cancel',
    summary: { zh: '撤回尚未生效的时限调整', en: 'Takes back a deadline that waits for its day' },
    params: plannedDeadlineParams,
    handle: async ({ deps: { db }, actor, params }) => {
      await cancelPlannedDeadline(db, actor, params);
      return wholeMeasure(db, actor, params.id);
    },
  }),
  route({
    ...gates,
    path: '/measures/:id/units',
    summary: { zh: '增加单位', en: 'Add units to a measure' },
    params: idParams,
    body: addUnitsBody,
    handle: async ({ deps: { db }, actor, params: { id }, body }) => {
      await addUnits(db, actor, { id, ...body });
      return wholeMeasure(db, actor, id);
    },
  }),
  route({
    ...gates,
    path: '/measures/:id/units/:unitId/remove',
    summary: { zh: '移除单位', en: 'Remove a unit from a measure' },
    params: unitParams,
    body: changeBody,
    handle: async ({ deps: { db }, actor, params, body }) => {
      await removeUnit(db, actor, { ...params, ...body });
      return wholeMeasure(db, actor, params.id);
    },
  }),
];
