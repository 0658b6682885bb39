import { accountRoutes } from './account/routes.ts';
import type { AppDeps } from './deps.ts';
import type { RouteDefinition } from './http/route.ts';
import { organisationRoutes } from './organisation/routes.ts';
import { publicRoutes } from './public/routes.ts';
import { sessionRoutes } from './session/routes.ts';

/** Every route of the API; the router, the OpenAPI document and the test of all policies read this list. */
export function createRoutes(deps: AppDeps): RouteDefinition[] {
  return [...sessionRoutes(deps), ...accountRoutes, ...publicRoutes, ...organisationRoutes];
}
