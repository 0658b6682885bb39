import { beginMove, listMoves, readMove, stopMove } from '../../prisma/repositories/instanceMoves.ts';
import { previewMove } from '../../prisma/repositories/movePreview.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { administratorOnly } from '../policies/index.ts';
import { groupAlike, presentMove, presentMoveDetail } from './present.ts';
import * as shape from './schema.ts';

const gates = { tag: 'definitions', policy: administratorOnly } as const;

/** 迁移运行中的流程: running instances go over to another version of their definition. */
export const instanceMoveRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/definitions/:id/moves',
    summary: { zh: '迁移记录', en: 'Moves of running instances' },
    params: idParams,
    answer: shape.instanceMoveList,
    handle: async ({ deps: { db }, actor, params }) => ({
      items: (await listMoves(db, actor, params.id)).map(presentMove),
    }),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/definitions/:id/moves/preview',
    summary: { zh: '迁移预览', en: 'What a move would do' },
    params: idParams,
    query: shape.previewQuery,
    answer: shape.movePreview,
    handle: async ({ deps: { db }, actor, params, query }) => {
      const { instances, ...rest } = await previewMove(db, actor, params.id, query);
      return { ...rest, total: instances.length, groups: groupAlike(instances) };
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/definitions/:id/moves',
    summary: { zh: '开始迁移', en: 'Begin a move' },
    params: idParams,
    body: shape.beginBody,
    answer: shape.begunMove,
    status: 201,
    handle: async ({ deps: { db }, actor, params, body }) => ({ id: await beginMove(db, actor, params.id, body) }),
  }),
  route({
    ...gates,
    method: 'get',
    path: '/definitions/:id/moves/:moveId',
    summary: { zh: '一次迁移的进度和结果', en: 'A move with what became of each instance' },
    params: shape.moveParams,
    answer: shape.instanceMoveDetail,
    handle: async ({ deps: { db }, actor, params }) =>
      presentMoveDetail(await readMove(db, actor, params.id, params.moveId)),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/definitions/:id/moves/:moveId/stop',
    summary: { zh: '停止迁移', en: 'Stop a move' },
    params: shape.moveParams,
    answer: shape.instanceMoveDetail,
    handle: async ({ deps: { db }, actor, params: { id, moveId } }) => {
      await stopMove(db, actor, id, moveId);
      return presentMoveDetail(await readMove(db, actor, id, moveId));
    },
  }),
];
