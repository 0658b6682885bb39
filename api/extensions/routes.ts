import { itemLabel } from '../../domain/workItem.ts';
import { type ExtensionRow, listExtensions } from '../../prisma/repositories/extensionReads.ts';
import { askExtension } from '../../prisma/repositories/extensions.ts';
import { readWorkItem } from '../../prisma/repositories/workItemReads.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { planReaders, unitHeads } from '../policies/index.ts';
import { type Extension, extensionAsked, extensionBody, extensionPage, extensionsQuery } from './schema.ts';

const gates = { tag: 'extensions', policy: planReaders } as const;

export const extensionRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/extensions',
    summary: { zh: '延期申请', en: 'Requests for a later due day' },
    query: extensionsQuery,
    answer: extensionPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listExtensions(deps.db, actor, query);
      return { items: items.map(presentExtension), nextCursor };
    },
  }),
  route({
    ...gates,
    policy: unitHeads,
    method: 'post',
    path: '/extensions',
    summary: { zh: '申请延期', en: 'Ask for a later due day' },
    body: extensionBody,
    answer: extensionAsked,
    status: 201,
    handle: async ({ deps: { db }, actor, body }) => {
      // What is not the caller's to see is not found.
      await readWorkItem(db, actor, body.workItemId);
      return { id: await askExtension(db, actor, body) };
    },
  }),
];

function presentExtension(row: ExtensionRow): Extension {
  const { id, workItemId, measureId, measureTitle, reason, fromDueOn, askedDueOn, grantedDueOn, stopsClock } = row;
  const { filedBy, filedOn, itemId, state, decidedBy, decidedOn, ground } = row;
  return {
    ...{ id, workItemId, measureId, measureTitle, reason, fromDueOn, askedDueOn, grantedDueOn, stopsClock },
    ...{ filedBy, filedOn, itemId, state, decidedBy, decidedOn, ground },
    of: itemLabel(row.itemKind, row.stepName),
    unit: { id: row.unitId, name: row.unitName ?? '' },
  };
}
