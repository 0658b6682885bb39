import { forgetName, listNameDecisions } from '../../prisma/repositories/nameDecisions.ts';
import { createPerson, listPeople, readPerson, trustAddress, updatePerson } from '../../prisma/repositories/people.ts';
import {
  createHolding,
  createPost,
  endHolding,
  listPosts,
  readPost,
  updatePost,
} from '../../prisma/repositories/posts.ts';
import {
  createUnit,
  listUnitGroups,
  listUnits,
  readUnit,
  readUnitGroup,
  saveUnitGroup,
  updateUnit,
} from '../../prisma/repositories/units.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { administratorOnly, organisationReaders, unitReaders } from '../policies/index.ts';
import { accountAdminRoutes } from './accountRoutes.ts';
import { importRoutes } from './importRoutes.ts';
import { leavingRoutes } from './leavingRoutes.ts';
import { presentPerson, presentPost, presentUnit } from './present.ts';
import {
  createHoldingBody,
  createPersonBody,
  createPostBody,
  createUnitBody,
  nameDecisionPage,
  patchHoldingBody,
  patchPersonBody,
  patchPostBody,
  patchUnitBody,
  person,
  personPage,
  post,
  postPage,
  searchQuery,
  unit,
  unitGroup,
  unitGroupBody,
  unitGroupPage,
  unitPage,
} from './schema.ts';
import { unitChangeRoutes } from './unitChangeRoutes.ts';

const read = { tag: 'organisation', policy: organisationReaders } as const;
const write = { tag: 'organisation', policy: administratorOnly } as const;

const unitRoutes: RouteDefinition[] = [
  route({
    ...read,
    policy: unitReaders,
    method: 'get',
    path: '/units',
    summary: { zh: '单位', en: 'Units' },
    query: searchQuery,
    answer: unitPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listUnits(deps.db, actor, query);
      return { items: items.map((row) => presentUnit(row, actor)), nextCursor };
    },
  }),
  route({
    ...write,
    method: 'post',
    path: '/units',
    summary: { zh: '新增单位', en: 'Add a unit' },
    body: createUnitBody,
    answer: unit,
    status: 201,
    handle: async ({ deps, actor, body }) =>
      presentUnit(await readUnit(deps.db, actor, await createUnit(deps.db, actor, body)), actor),
  }),
  route({
    ...write,
    method: 'patch',
    path: '/units/:id',
    summary: { zh: '修改单位', en: 'Change a unit' },
    params: idParams,
    body: patchUnitBody,
    answer: unit,
    handle: async ({ deps, actor, params, body }) => {
      await updateUnit(deps.db, actor, params.id, body);
      return presentUnit(await readUnit(deps.db, actor, params.id), actor);
    },
  }),
  route({
    ...read,
    method: 'get',
    path: '/unit-groups',
    summary: { zh: '单位组', en: 'Groups of units' },
    query: searchQuery,
    answer: unitGroupPage,
    handle: ({ deps, actor, query }) => listUnitGroups(deps.db, actor, query),
  }),
  route({
    ...write,
    method: 'post',
    path: '/unit-groups',
    summary: { zh: '新增单位组', en: 'Add a group of units' },
    body: unitGroupBody,
    answer: unitGroup,
    status: 201,
    handle: async ({ deps, actor, body }) =>
      readUnitGroup(deps.db, actor, await saveUnitGroup(deps.db, actor, null, body)),
  }),
  route({
    ...write,
    method: 'put',
    path: '/unit-groups/:id',
    summary: { zh: '修改单位组', en: 'Change a group of units' },
    params: idParams,
    body: unitGroupBody,
    answer: unitGroup,
    handle: async ({ deps, actor, params, body }) =>
      readUnitGroup(deps.db, actor, await saveUnitGroup(deps.db, actor, params.id, body)),
  }),
];

const postRoutes: RouteDefinition[] = [
  route({
    ...read,
    method: 'get',
    path: '/posts',
    summary: { zh: '岗位', en: 'Posts' },
    query: searchQuery,
    answer: postPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listPosts(deps.db, actor, query);
      return { items: items.map(presentPost), nextCursor };
    },
  }),
  route({
    ...write,
    method: 'post',
    path: '/posts',
    summary: { zh: '新增岗位', en: 'Add a post' },
    body: createPostBody,
    answer: post,
    status: 201,
    handle: async ({ deps, actor, body }) =>
      presentPost(await readPost(deps.db, actor, await createPost(deps.db, actor, body))),
  }),
  route({
    ...write,
    method: 'patch',
    path: '/posts/:id',
    summary: { zh: '修改岗位', en: 'Change a post' },
    params: idParams,
    body: patchPostBody,
    answer: post,
    handle: async ({ deps, actor, params, body }) => {
      await updatePost(deps.db, actor, params.id, body);
      return presentPost(await readPost(deps.db, actor, params.id));
    },
  }),
  route({
    ...write,
    method: 'post',
    path: '/posts/:id/holdings',
    summary: { zh: '任职', en: 'Give a post to a person' },
    params: idParams,
    body: createHoldingBody,
    answer: post,
    status: 201,
    handle: async ({ deps, actor, params, body }) => {
      await createHolding(deps.db, actor, params.id, body);
      return presentPost(await readPost(deps.db, actor, params.id));
    },
  }),
  route({
    ...write,
    method: 'patch',
    path: '/holdings/:id',
    summary: { zh: '离任', en: 'End a term' },
    params: idParams,
    body: patchHoldingBody,
    answer: post,
    handle: async ({ deps, actor, params, body }) =>
      presentPost(await readPost(deps.db, actor, await endHolding(deps.db, actor, params.id, body.toDay))),
  }),
];

const personRoutes: RouteDefinition[] = [
  route({
    ...read,
    method: 'get',
    path: '/people',
    summary: { zh: '人员', en: 'People' },
    query: searchQuery,
    answer: personPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listPeople(deps.db, actor, query);
      return { items: items.map(presentPerson), nextCursor };
    },
  }),
  route({
    ...write,
    method: 'post',
    path: '/people',
    summary: { zh: '新增人员', en: 'Add a person' },
    body: createPersonBody,
    answer: person,
    status: 201,
    handle: async ({ deps, actor, body }) =>
      presentPerson(await readPerson(deps.db, actor, await createPerson(deps.db, actor, body))),
  }),
  route({
    ...write,
    method: 'patch',
    path: '/people/:id',
    summary: { zh: '修改人员', en: 'Change a person' },
    params: idParams,
    body: patchPersonBody,
    answer: person,
    handle: async ({ deps, actor, params, body }) => {
      await updatePerson(deps.db, actor, params.id, body);
      return presentPerson(await readPerson(deps.db, actor, params.id));
    },
  }),
  route({
    ...read,
    method: 'post',
    path: '/people/:id/trust-address',
    summary: { zh: '邮箱已恢复，重新发信', en: 'Mail to the address is tried again' },
    params: idParams,
    answer: person,
    handle: async ({ deps, actor, params }) => {
      await trustAddress(deps.db, actor, params.id);
      return presentPerson(await readPerson(deps.db, actor, params.id));
    },
  }),
];

const nameRoutes: RouteDefinition[] = [
  route({
    ...read,
    method: 'get',
    path: '/name-decisions',
    summary: { zh: '名称对照', en: 'What printed names mean, as decided' },
    query: searchQuery,
    answer: nameDecisionPage,
    handle: ({ deps, actor, query }) => listNameDecisions(deps.db, actor, query),
  }),
  route({
    ...read,
    method: 'delete',
    path: '/name-decisions/:id',
    summary: { zh: '撤销名称对照', en: 'Undo what was decided about a name' },
    params: idParams,
    handle: async ({ deps, actor, params }) => {
      await forgetName(deps.db, actor, params.id);
      return undefined;
    },
  }),
];

export const organisationRoutes: RouteDefinition[] = [
  ...unitRoutes,
  ...unitChangeRoutes,
  ...postRoutes,
  ...personRoutes,
  ...leavingRoutes,
  ...nameRoutes,
  ...accountAdminRoutes,
  ...importRoutes,
];
