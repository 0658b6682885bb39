import { readEscalation } from '../../prisma/repositories/escalationReads.ts';
import { arrangeTalk, followUpTalk, recordTalk } from '../../prisma/repositories/talks.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { escalationApprovers } from '../policies/index.ts';
import { readDetail } from './readDetail.ts';
import * as shape from './schema.ts';

const gates = { tag: 'escalations', policy: escalationApprovers, method: 'post' } as const;

/** The talk that an approved rung asks for, from the invitation to what came of it. */
export const talkRoutes: RouteDefinition[] = [
  route({
    ...gates,
    path: '/escalations/:id/talk',
    summary: { zh: '安排约谈', en: 'Arrange the talk and draft its invitation' },
    params: idParams,
    body: shape.arrangeBody,
    answer: shape.escalationDetail,
    handle: async ({ deps, actor, params: { id }, body }) => {
      await readEscalation(deps.db, actor, id);
      await arrangeTalk(deps.db, actor, { escalationId: id, ...body });
      return readDetail(deps, actor, id);
    },
  }),
  route({
    ...gates,
    path: '/escalations/:id/talk/record',
    summary: { zh: '记录约谈', en: 'Record the talk; what was promised becomes work items' },
    params: idParams,
    body: shape.talkBody,
    answer: shape.escalationDetail,
    handle: async ({ deps, actor, params: { id }, body }) => {
      await readEscalation(deps.db, actor, id);
      await recordTalk(deps.db, actor, { escalationId: id, ...body });
      return readDetail(deps, actor, id);
    },
  }),
  route({
    ...gates,
    path: '/escalations/:id/talk/follow-up',
    summary: { zh: '登记后续落实', en: 'Close the talk with what came of it' },
    params: idParams,
    body: shape.followUpBody,
    answer: shape.escalationDetail,
    handle: async ({ deps, actor, params: { id }, body }) => {
      await readEscalation(deps.db, actor, id);
      await followUpTalk(deps.db, actor, { escalationId: id, ...body });
      return readDetail(deps, actor, id);
    },
  }),
];
