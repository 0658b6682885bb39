import { readPlannedDeadlines } from '../../prisma/repositories/plannedDeadlines.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { planReaders } from '../policies/index.ts';
import { changeRoutes } from './changeRoutes.ts';
import { measure, plannedDeadlineList, plannedDeadlinesQuery } from './schema.ts';
import { severalRoutes } from './severalRoutes.ts';
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
  route({
    method: 'get',
    path: '/planned-deadlines',
    tag: 'measures',
    summary: { zh: '尚未生效的时限调整', en: 'Deadlines that change on a later day, or could not on theirs' },
    policy: planReaders,
    query: plannedDeadlinesQuery,
    answer: plannedDeadlineList,
    handle: async ({ deps, actor, query }) => ({ items: await readPlannedDeadlines(deps.db, actor, query) }),
  }),
  ...changeRoutes,
  ...severalRoutes,
];
