import { join } from 'node:path';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { DubanError } from '../domain/errors.ts';
import type { AppDeps } from './deps.ts';
import { authenticate } from './http/authenticate.ts';
import { docsRouter } from './http/docs.ts';
import { health } from './http/health.ts';
import { requestLogging } from './http/logging.ts';
import { createOpenApi } from './http/openapi.ts';
import { errorHandler } from './http/problems.ts';
import { createRouter } from './http/router.ts';
import { csrfProtection, sessions } from './http/session.ts';
import { createRoutes } from './routes.ts';

export type { ApiSettings, AppDeps, ClockMover } from './deps.ts';

/** A draft with all its measures goes back to the server as one JSON body; who has not signed in has little to say. */
const MAX_JSON = '10mb';
const MAX_JSON_UNSIGNED = '64kb';

/** Wires the application. It does not listen and starts nothing; `api/server.ts` does. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustedProxies(deps.config.publicUrl));
  app.use(requestLogging(deps.logger));
  app.use(securityHeaders(deps.config.publicUrl.startsWith('https:')));
  app.get('/healthz', health(deps));
  app.use('/api', createApi(deps));
  if (deps.webRoot !== null) app.use(pages(deps.webRoot));
  app.use((_req, _res, next) => next(notFound()));
  app.use(errorHandler);
  return app;
}

/**
 * Whose word about the caller's address and https is taken. Where people come by https something stands in front,
 * often in a neighbouring container; else only this machine is believed, so that nobody can pose as another address.
 */
function trustedProxies(publicUrl: string): string[] {
  return publicUrl.startsWith('https:') ? ['loopback', 'linklocal', 'uniquelocal'] : ['loopback'];
}

function createApi(deps: AppDeps): express.Router {
  const routes = createRoutes(deps);
  let openApi: ReturnType<typeof createOpenApi> | undefined;
  const api = express.Router();
  api.get('/openapi.json', (_req, res) => {
    // Made when it is first asked for: that takes longer than all else at the start.
    openApi ??= createOpenApi(routes);
    res.json(openApi);
  });
  api.use(docsRouter());
  api.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  api.use(sessions(deps), authenticate(deps), jsonBody(), csrfProtection);
  api.use(createRouter(deps, routes));
  api.use((_req, _res, next) => next(notFound()));
  return api;
}

function jsonBody(): express.RequestHandler {
  const [signedIn, unsigned] = [express.json({ limit: MAX_JSON }), express.json({ limit: MAX_JSON_UNSIGNED })];
  return (req, res, next) => (res.locals.caller ? signedIn : unsigned)(req, res, next);
}

/** No script but our own files; antd writes its styles into the page, so styles may be inline. */
function securityHeaders(https: boolean): express.RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** The built pages; every address that is not a file opens the application, which has its own routes. */
function pages(webRoot: string): express.Router {
  const router = express.Router();
  router.use(
    '/assets',
    express.static(join(webRoot, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }),
  );
  router.use(express.static(webRoot, { index: false, maxAge: 0 }));
  router.get('/{*path}', (req, res, next) => {
    if (!req.accepts('html')) {
      next();
      return;
    }
    res.set('Cache-Control', 'no-cache').sendFile(join(webRoot, 'index.html'));
  });
  return router;
}

function notFound(): DubanError {
  return new DubanError('NOT_FOUND', { zh: '没有这个地址', en: 'There is nothing at this address' });
}
