import { readEscalation } from '../../prisma/repositories/escalationReads.ts';
import { readLetter } from '../../prisma/repositories/letterReads.ts';
import { listObjections, type ObjectionRow } from '../../prisma/repositories/objectionReads.ts';
import { fileObjection } from '../../prisma/repositories/objections.ts';
import { readWorkItem } from '../../prisma/repositories/workItemReads.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { planReaders, unitHeads } from '../policies/index.ts';
import { against } from './against.ts';
import { type Objection, objectionBody, objectionFiled, objectionPage, objectionsQuery } from './schema.ts';

const gates = { tag: 'objections', policy: planReaders } as const;

export const objectionRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/objections',
    summary: { zh: '异议', en: 'Objections' },
    query: objectionsQuery,
    answer: objectionPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listObjections(deps.db, actor, query);
      return { items: items.map(presentObjection), nextCursor };
    },
  }),
  route({
    ...gates,
    policy: unitHeads,
    method: 'post',
    path: '/objections',
    summary: { zh: '提出异议', en: 'Object to a letter, a rung or a light' },
    body: objectionBody,
    answer: objectionFiled,
    status: 201,
    handle: async ({ deps: { db }, actor, body }) => {
      // What is not the caller's to see is not found.
      if (body.about === 'LETTER') await readLetter(db, actor, body.letterId);
      if (body.about === 'RUNG') await readEscalation(db, actor, body.escalationId);
      if (body.about === 'LIGHT') await readWorkItem(db, actor, body.workItemId);
      const { text, ...target } = body;
      return { id: await fileObjection(db, actor, { target, text }) };
    },
  }),
];

function presentObjection(row: ObjectionRow): Objection {
  const { id, about, letterId, escalationId, workItemId, measureTitle, text, filedBy, filedOn, itemId, state } = row;
  const { decidedBy, decidedOn, ground } = row;
  return {
    ...{ id, about, letterId, escalationId, workItemId, measureTitle, text, filedBy, filedOn, itemId, state },
    ...{ decidedBy, decidedOn, ground, against: against(row) },
    unit: { id: row.unitId, name: row.unitName ?? '' },
  };
}
