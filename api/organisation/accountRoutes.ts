import { createAccount, listAccounts, resetPassword, setDisabled } from '../../prisma/repositories/accountAdmin.ts';
import { hashPassword, temporaryPassword as newTemporaryPassword } from '../account/passwords.ts';
import { idParams } from '../common/schema.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { administratorOnly } from '../policies/index.ts';
import { presentAccount } from './present.ts';
import { accountPage, createAccountBody, searchQuery, temporaryPassword } from './schema.ts';

const gates = { tag: 'accounts', policy: administratorOnly } as const;

export const accountAdminRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/accounts',
    summary: { zh: '账号', en: 'Accounts' },
    query: searchQuery,
    answer: accountPage,
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listAccounts(deps.db, actor, query);
      return { items: items.map((row) => presentAccount(row, actor)), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/accounts',
    summary: { zh: '开通账号', en: 'Open an account' },
    body: createAccountBody,
    answer: temporaryPassword,
    status: 201,
    handle: async ({ deps, actor, body }) => {
      const password = newTemporaryPassword();
      const passwordHash = await hashPassword(password);
      const id = await createAccount(deps.db, actor, { ...body, passwordHash });
      return { id, username: body.username, temporaryPassword: password };
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/accounts/:id/reset-password',
    summary: { zh: '重置密码', en: 'Reset the password' },
    params: idParams,
    answer: temporaryPassword,
    handle: async ({ deps, actor, params }) => {
      const password = newTemporaryPassword();
      const username = await resetPassword(deps.db, actor, params.id, await hashPassword(password));
      return { id: params.id, username, temporaryPassword: password };
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/accounts/:id/disable',
    summary: { zh: '停用账号', en: 'Disable an account' },
    params: idParams,
    handle: async ({ deps, actor, params }) => {
      await setDisabled(deps.db, actor, params.id, new Date());
      return undefined;
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/accounts/:id/enable',
    summary: { zh: '启用账号', en: 'Enable an account' },
    params: idParams,
    handle: async ({ deps, actor, params }) => {
      await setDisabled(deps.db, actor, params.id, null);
      return undefined;
    },
  }),
];
