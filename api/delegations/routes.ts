import { type DelegationRow, listDelegations, mayEndDelegation } from '../../prisma/repositories/delegationReads.ts';
import { delegate, endDelegation } from '../../prisma/repositories/delegations.ts';
import { listPeople } from '../../prisma/repositories/people.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { searchQuery } from '../organisation/schema.ts';
import type { Actor } from '../policies/actor.ts';
import { signedIn } from '../policies/index.ts';
import { z } from '../zod.ts';
import { type Delegation, delegatePage, delegationBody, delegationPage, delegationQuery } from './schema.ts';

const gates = { tag: 'delegations', policy: signedIn } as const;

export const delegationRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/delegations',
    summary: { zh: '委托代理', en: 'Delegations of posts' },
    query: delegationQuery,
    answer: delegationPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listDelegations(deps.db, actor, query);
      return { items: items.map((row) => present(row, actor)), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/delegates',
    summary: { zh: '可受托人员', en: 'People who can be asked to act for somebody' },
    query: searchQuery,
    answer: delegatePage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listPeople(deps.db, actor, { ...query, kind: 'withAccount' });
      return { items: items.map(({ id, name, posts }) => ({ id, name, posts })), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/delegations',
    summary: { zh: '办理委托', en: 'Delegate a post from day to day' },
    body: delegationBody,
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: async ({ deps, actor, body }) => ({ id: await delegate(deps.db, actor, body) }),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/delegations/:id/end',
    summary: { zh: '提前结束委托', en: 'End a delegation early' },
    params: idParams,
    handle: async ({ deps, actor, params }) => {
      await endDelegation(deps.db, actor, params.id);
      return undefined;
    },
  }),
];

function present({ post, from, to, ...row }: DelegationRow, actor: Actor): Delegation {
  const { id, fromDay, toDay, signingOnly, reason, madeBy, madeOn, endedOn, endedBy, state } = row;
  return {
    ...{ id, post, from, to, fromDay, toDay, signingOnly, reason, madeBy, madeOn, endedOn, endedBy, state },
    can: { end: mayEndDelegation(actor, { state, from, to }) },
  };
}
