import { readLimits, saveLimits } from '../../prisma/repositories/countyLimits.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { administratorOnly, organisationReaders } from '../policies/index.ts';
import { countyLimits, limitsSaveBody, limitsSaved } from './schema.ts';

export const limitRoutes: RouteDefinition[] = [
  route({
    tag: 'ladders',
    policy: organisationReaders,
    method: 'get',
    path: '/limits',
    summary: { zh: '督办期限与次数', en: 'Terms and limits of the county’s own rules' },
    answer: countyLimits,
    handle: async ({ deps, actor }) => ({ versions: await readLimits(deps.db, actor.countyId) }),
  }),
  route({
    tag: 'ladders',
    policy: administratorOnly,
    method: 'post',
    path: '/limits',
    summary: { zh: '保存督办期限与次数', en: 'Saves terms and limits' },
    body: limitsSaveBody,
    answer: limitsSaved,
    handle: async ({ deps, actor, body }) => ({ version: await saveLimits(deps.db, actor, body) }),
  }),
];
