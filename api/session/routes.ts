import { DubanError } from '../../domain/errors.ts';
import { findForSignIn, loadCaller, recordSignIn } from '../../prisma/repositories/accounts.ts';
import { passwordFits } from '../account/passwords.ts';
import type { AppDeps } from '../deps.ts';
import { type Call, type RouteDefinition, route } from '../http/route.ts';
import { csrfTokenOf, endSession, startSession } from '../http/session.ts';
import { createSignInLimit, type SignInLimit } from '../http/signInLimit.ts';
import { anyone, signedIn } from '../policies/index.ts';
import { presentUser } from './present.ts';
import { type SessionAnswer, type SignInBody, sessionAnswer, signInBody } from './schema.ts';

/** @param deps For the counters of failed sign-ins, which live as long as the app. */
export function sessionRoutes(deps: AppDeps): RouteDefinition[] {
  const limit = createSignInLimit(deps.pool);
  return [
    route({
      method: 'post',
      path: '/session',
      tag: 'session',
      summary: { zh: '登录', en: 'Sign in' },
      policy: anyone,
      body: signInBody,
      answer: sessionAnswer,
      handle: (call) => signIn(call, limit),
    }),
    route({
      method: 'get',
      path: '/session',
      tag: 'session',
      summary: { zh: '当前用户', en: 'Who is signed in' },
      policy: signedIn,
      beforePasswordChange: true,
      answer: sessionAnswer,
      handle: async ({ req, res }) => answerOf(req, res.locals.caller, res.locals.mode),
    }),
    route({
      method: 'delete',
      path: '/session',
      tag: 'session',
      summary: { zh: '退出登录', en: 'Sign out' },
      policy: signedIn,
      beforePasswordChange: true,
      handle: async ({ req, res }) => {
        await endSession(req);
        res.clearCookie('duban.sid');
        return undefined;
      },
    }),
  ];
}

async function signIn(
  { deps, body, req, res }: Call<undefined, undefined, SignInBody>,
  limit: SignInLimit,
): Promise<SessionAnswer> {
  const address = req.ip ?? '';
  await limit.countTry(body.username, address);
  const account = await findForSignIn(deps.db, body.username);
  const fits = await passwordFits(body.password, account?.passwordHash ?? null);
  const caller = fits && account ? await loadCaller(deps.db, account.id) : null;
  if (!caller || !account) {
    if (account) await recordSignIn(deps.db, account, false);
    throw new DubanError('UNAUTHENTICATED', { zh: '用户名或密码不正确', en: 'The username or the password is wrong' });
  }
  await limit.forget(body.username, address);
  await startSession(req, account.id);
  await recordSignIn(deps.db, account, true);
  return answerOf(req, caller, res.locals.mode);
}

function answerOf(
  req: Call<undefined, undefined, undefined>['req'],
  caller: Parameters<typeof presentUser>[0] | null,
  mode: 'rehearsal' | 'production',
): SessionAnswer {
  if (!caller) throw new DubanError('UNAUTHENTICATED', { zh: '请先登录', en: 'Sign in first' });
  return { user: presentUser(caller, mode), csrfToken: csrfTokenOf(req) };
}
