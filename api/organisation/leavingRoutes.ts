import { kindFacts } from '../../domain/workItem.ts';
import { readHandover } from '../../prisma/repositories/handover.ts';
import { leave } from '../../prisma/repositories/leaving.ts';
import { checkLeaving } from '../../prisma/repositories/leavingCheck.ts';
import { readPerson } from '../../prisma/repositories/people.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { administratorOnly, organisationReaders, signedIn } from '../policies/index.ts';
import { handover, leaveBody, leaving, leavingQuery } from './leavingSchema.ts';
import { presentPerson } from './present.ts';
import { person } from './schema.ts';

export const leavingRoutes: RouteDefinition[] = [
  route({
    ...{ tag: 'organisation', policy: organisationReaders },
    method: 'get',
    path: '/people/:id/leaving',
    summary: { zh: '离任检查', en: 'What a person who leaves would leave to nobody' },
    params: idParams,
    query: leavingQuery,
    answer: leaving,
    handle: async ({ deps, actor, params, query }) => {
      const { posts, ...found } = await checkLeaving(deps.db, actor, params.id, query.lastDay);
      return { ...found, posts: posts.map(({ holdingIds: _, ...post }) => post) };
    },
  }),
  route({
    ...{ tag: 'organisation', policy: administratorOnly },
    method: 'post',
    path: '/people/:id/leave',
    summary: { zh: '办理离任', en: 'A person leaves; others follow' },
    params: idParams,
    body: leaveBody,
    answer: person,
    handle: async ({ deps, actor, params, body }) => {
      await leave(deps.db, actor, { personId: params.id, ...body });
      return presentPerson(await readPerson(deps.db, actor, params.id));
    },
  }),
  route({
    ...{ tag: 'organisation', policy: signedIn },
    method: 'get',
    path: '/posts/:id/handover',
    summary: { zh: '交接清单', en: 'What is open of a post' },
    params: idParams,
    answer: handover,
    handle: async ({ deps, actor, params }) => {
      const { items, ...rest } = await readHandover(deps.db, actor, params.id);
      return { ...rest, items: items.map(({ kind, ...row }) => ({ ...row, kindLabel: kindFacts[kind].label })) };
    },
  }),
];
