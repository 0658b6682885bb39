import type { RequestHandler } from 'express';
import { DubanError } from '../../domain/errors.ts';
import { type Caller, loadCaller, readInstallation } from '../../prisma/repositories/accounts.ts';
import type { Actor } from '../../prisma/repositories/actor.ts';
import { accountOfToken } from '../../prisma/repositories/tokens.ts';
import type { AppDeps } from '../deps.ts';

export type { Caller };

declare module 'express-session' {
  interface SessionData {
    accountId?: string;
  }
}

declare global {
  namespace Express {
    interface Locals {
      /** Who calls, by session or token; null where nobody has signed in. */
      caller: Caller | null;
      /** The caller as whom the route's gate let in. */
      actor?: Actor;
      /** True where a personal token was shown instead of a cookie: then no CSRF token is needed. */
      bearer: boolean;
      mode: 'rehearsal' | 'production';
    }
  }
}

/** Finds out who calls. Says nothing about what they may do, but refuses a token that is not valid. */
export function authenticate({ db }: AppDeps): RequestHandler {
  let mode: 'rehearsal' | 'production' | undefined;
  return async (req, res, next) => {
    mode ??= (await readInstallation(db)).mode;
    res.locals.mode = mode;
    const token = /^Bearer (\S+)$/i.exec(req.get('authorization') ?? '')?.[1];
    const accountId = token ? await accountOfToken(db, token, new Date()) : (req.session.accountId ?? null);
    res.locals.bearer = token !== undefined;
    res.locals.caller = accountId ? await loadCaller(db, accountId) : null;
    if (token && !res.locals.caller) {
      throw new DubanError('UNAUTHENTICATED', { zh: '令牌无效或已过期', en: 'The token is not valid or has expired' });
    }
    next();
  };
}
