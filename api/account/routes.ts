import { DubanError } from '../../domain/errors.ts';
import { changePassword, readPasswordHash, setLanguage } from '../../prisma/repositories/accounts.ts';
import { createToken, deleteToken, listTokens } from '../../prisma/repositories/tokens.ts';
import { idParams, page, pageQuery } from '../common/schema.ts';
import { type Call, type RouteDefinition, route } from '../http/route.ts';
import { signedIn } from '../policies/index.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import {
  type ChangePasswordBody,
  changePasswordBody,
  createdToken,
  createTokenBody,
  languageBody,
  passwordChange,
  type Token,
  token,
} from './schema.ts';

const DAY_MS = 86_400_000;

export const accountRoutes: RouteDefinition[] = [
  route({
    method: 'put',
    path: '/account/password',
    tag: 'account',
    summary: { zh: '修改密码', en: 'Change the password' },
    policy: signedIn,
    beforePasswordChange: true,
    body: changePasswordBody,
    answer: passwordChange,
    handle: changeOwnPassword,
  }),
  route({
    method: 'put',
    path: '/account/language',
    tag: 'account',
    summary: { zh: '设置语言', en: 'Set the language' },
    policy: signedIn,
    body: languageBody,
    handle: async ({ deps, actor, body }) => {
      await setLanguage(deps.db, actor, body.language);
      return undefined;
    },
  }),
  route({
    method: 'get',
    path: '/account/tokens',
    tag: 'account',
    summary: { zh: '个人令牌', en: 'Personal tokens' },
    policy: signedIn,
    query: pageQuery,
    answer: page(token),
    handle: async ({ deps, actor, query }) => {
      const { items, nextCursor } = await listTokens(deps.db, actor, query);
      return { items: items.map(presentToken), nextCursor };
    },
  }),
  route({
    method: 'post',
    path: '/account/tokens',
    tag: 'account',
    summary: { zh: '新建个人令牌', en: 'Make a personal token' },
    policy: signedIn,
    body: createTokenBody,
    answer: createdToken,
    status: 201,
    handle: async ({ deps, actor, body }) => {
      const row = await createToken(deps.db, actor, body.name, new Date(Date.now() + body.days * DAY_MS));
      return { ...presentToken(row), token: row.token };
    },
  }),
  route({
    method: 'delete',
    path: '/account/tokens/:id',
    tag: 'account',
    summary: { zh: '撤销个人令牌', en: 'Revoke a personal token' },
    policy: signedIn,
    params: idParams,
    handle: async ({ deps, actor, params }) => {
      await deleteToken(deps.db, actor, params.id);
      return undefined;
    },
  }),
];

async function changeOwnPassword({ deps, actor, body, req, res }: Call<undefined, undefined, ChangePasswordBody>) {
  if (!(await passwordFits(body.current, await readPasswordHash(deps.db, actor.accountId)))) {
    throw new DubanError(
      'VALIDATION',
      { zh: '原密码不正确', en: 'The current password is wrong' },
      {
        problems: [{ pointer: '/current', message: { zh: '原密码不正确', en: 'Wrong password' } }],
      },
    );
  }
  if (body.next === body.current) {
    throw new DubanError(
      'VALIDATION',
      { zh: '新密码不能与原密码相同', en: 'The new password must differ' },
      {
        problems: [{ pointer: '/next', message: { zh: '与原密码相同', en: 'The same as before' } }],
      },
    );
  }
  return changePassword(deps.db, actor, await hashPassword(body.next), res.locals.bearer ? null : req.sessionID);
}

function presentToken(row: {
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}): Token {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
