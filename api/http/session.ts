import connectPgSimple from 'connect-pg-simple';
import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { AppDeps } from '../deps.ts';

/** A working day; a session in use is prolonged. */
const SESSION_HOURS = 12;

/** Server-side sessions in PostgreSQL; the cookie carries a signed random id only. */
export function sessions({ pool, config, logger }: AppDeps): RequestHandler {
  const Store = connectPgSimple(session);
  return session({
    name: 'duban.sid',
    secret: config.sessionSecret,
    resave: false,
    saveUninitialized: false,
    store: new Store({
      pool,
      tableName: 'session',
      createTableIfMissing: false,
      ttl: SESSION_HOURS * 3600,
      // A timer of the store's own would outlive the pool: whoever runs the API removes what is over (`pruneSessions`).
      pruneSessionInterval: false,
      errorLog: (...details: unknown[]) => logger.error({ details }, 'session store'),
    }),
    cookie: {
      httpOnly: true,
      // Links in mails must open the page as the person who is signed in, which `strict` would prevent.
      sameSite: 'lax',
      secure: config.publicUrl.startsWith('https:'),
      maxAge: SESSION_HOURS * 3600 * 1000,
    },
  });
}

const csrf = csrfSync({
  getTokenFromRequest: (req) => req.get('x-csrf-token'),
  // Signing in has no session yet, and the cookie's SameSite keeps other sites from using one.
  skipCsrfProtection: (req) => req.res?.locals.bearer === true || !req.session.accountId || isSignIn(req),
});

function isSignIn(req: Request): boolean {
  return req.method === 'POST' && req.path === '/session';
}

/** Refuses unsafe calls by cookie without the session's token. */
export const csrfProtection: RequestHandler = csrf.csrfSynchronisedProtection;

/** The token of the session, made where there is none. */
export function csrfTokenOf(req: Request): string {
  return csrf.generateToken(req);
}

/** A new session id for the account: what was there before signing in is not trusted. */
export function startSession(req: Request, accountId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.regenerate((error: unknown) => {
      if (error) {
        reject(error);
        return;
      }
      req.session.accountId = accountId;
      resolve();
    });
  });
}

export function endSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
  });
}
