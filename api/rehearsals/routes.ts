import { type RouteDefinition, route } from '../http/route.ts';
import { organisationReaders } from '../policies/index.ts';
import { playRehearsal } from './play.ts';
import { rehearsal, rehearsalBody } from './schema.ts';

/** Plays a definition in memory before anybody depends on it. */
export const rehearsalOfProcessRoutes: RouteDefinition[] = [
  route({
    tag: 'definitions',
    policy: organisationReaders,
    method: 'post',
    path: '/rehearsals',
    summary: { zh: '流程推演', en: 'Play a process definition in memory' },
    body: rehearsalBody,
    answer: rehearsal,
    handle: ({ deps, actor, body }) => playRehearsal(deps.db, actor, body),
  }),
];
