import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { planReaders } from '../policies/index.ts';
import { changeRoutes } from './changeRoutes.ts';
import { measure } from './schema.ts';
import { wholeMeasure } from './whole.ts';

export const measureRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/measures/:id',
    tag: 'measures',
    summary: { zh: '措施详情', en: 'A measure' },
    policy: planReaders,
    params: idParams,
    answer: measure,
    handle: ({ deps, actor, params }) => wholeMeasure(deps.db, actor, params.id),
  }),
  ...changeRoutes,
];
