import { type NextFunction, type Request, type Response, Router } from 'express';
import { doingPosts } from '../../domain/delegation.ts';
import { DubanError } from '../../domain/errors.ts';
import { type Actor, inCapacity } from '../../prisma/repositories/actor.ts';
import type { AppDeps } from '../deps.ts';
import type { Caller } from './authenticate.ts';
import type { Call, RouteDefinition } from './route.ts';
import { acceptFile, refuseHuge, uploadedName } from './upload.ts';
import { validate } from './validation.ts';

/** Mounts routes: authenticate (done before), authorize, validate, call, answer. */
export function createRouter(deps: AppDeps, routes: readonly RouteDefinition[]): Router {
  const router = Router();
  for (const definition of routes) {
    const gates = [(req: Request, res: Response, next: NextFunction) => authorize(definition, req, res, next)];
    const upload = definition.upload ? [refuseHuge, acceptFile] : [];
    router[definition.method](definition.path, ...gates, ...upload, (req, res) => answer(deps, definition, req, res));
  }
  return router;
}

function authorize(definition: RouteDefinition, _req: Request, res: Response, next: NextFunction): void {
  const caller: Caller | null = res.locals.caller ?? null;
  if (definition.rehearsalOnly && res.locals.mode !== 'rehearsal') {
    throw new DubanError('NOT_IN_PRODUCTION', { zh: '该功能仅供演练环境使用', en: 'This exists in a rehearsal only' });
  }
  if (definition.policy.open) {
    next();
    return;
  }
  if (!caller) throw new DubanError('UNAUTHENTICATED', { zh: '请先登录', en: 'Sign in first' });
  if (caller.mustChangePassword && !definition.beforePasswordChange) {
    throw new DubanError(
      'FORBIDDEN',
      { zh: '请先修改初始密码', en: 'Change the temporary password first' },
      { details: { mustChangePassword: true } },
    );
  }
  const actor = actingOn(definition, caller.actor);
  if (!definition.policy.allows(actor)) throw new DubanError('FORBIDDEN', definition.policy.sentence);
  res.locals.actor = actor;
  next();
}

/** What is changed by a delegation for signing only is signed or decided; a policy met by none of one's own posts says for whom. */
function actingOn({ method, signs, policy }: RouteDefinition, caller: Actor): Actor {
  if (method === 'get') return caller;
  const actor = signs ? caller : { ...caller, posts: doingPosts(caller.posts) };
  return inCapacity(actor, (one) => policy.allows(one));
}

async function answer(deps: AppDeps, definition: RouteDefinition, req: Request, res: Response): Promise<void> {
  const caller: Caller | null = res.locals.caller ?? null;
  const call: Call<unknown, unknown, unknown> = {
    deps,
    // The gate before has made sure of it on every route that is not open.
    actor: (res.locals.actor ?? caller?.actor) as Actor,
    caller: caller?.actor ?? null,
    params: definition.params ? validate(definition.params, req.params, '/path') : undefined,
    query: definition.query ? validate(definition.query, req.query, '/query') : undefined,
    body: definition.body ? validate(definition.body, req.body ?? {}) : undefined,
    file: req.file ? { name: uploadedName(req.file.originalname), bytes: req.file.buffer } : null,
    req,
    res,
  };
  const result = await definition.handle(call as Call<never, never, never>);
  if (res.headersSent) return;
  if (result === undefined) res.status(definition.answer.schema ? res.statusCode : 204).end();
  else res.status(res.statusCode === 200 ? definition.answer.status : res.statusCode).json(result);
}
