import { answerUrging, readUrgings, type UrgingRow, urgeItems } from '../../prisma/repositories/urgings.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { planReaders, urgers } from '../policies/index.ts';
import { answerBody, type Urging, urgeAnswer, urgeBody, urgingList, urgingsQuery } from './schema.ts';

const gates = { tag: 'urgings', policy: planReaders } as const;

export const urgingRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/urgings',
    summary: { zh: '一个事项的催办记录', en: 'How an item was urged' },
    query: urgingsQuery,
    answer: urgingList,
    handle: async ({ deps, actor, query }) => ({
      items: (await readUrgings(deps.db, actor, query.workItemId)).map(presentUrging),
    }),
  }),
  route({
    ...gates,
    policy: urgers,
    method: 'post',
    path: '/urgings',
    summary: { zh: '催办', en: 'Urges items by hand' },
    body: urgeBody,
    answer: urgeAnswer,
    handle: ({ deps, actor, body }) => urgeItems(deps.db, actor, body),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/urgings/:id/answer',
    summary: { zh: '回复催办', en: 'The holder answers an urging' },
    params: idParams,
    body: answerBody,
    answer: urgingList,
    handle: async ({ deps, actor, params, body }) => {
      const workItemId = await answerUrging(deps.db, actor, { id: params.id, text: body.text });
      return { items: (await readUrgings(deps.db, actor, workItemId)).map(presentUrging) };
    },
  }),
];

function presentUrging({
  countyId: _,
  workItemId: __,
  planId: ___,
  measureId: ____,
  unitId: _____,
  ...row
}: UrgingRow): Urging {
  const { may, ...rest } = row;
  return { ...rest, can: may };
}
