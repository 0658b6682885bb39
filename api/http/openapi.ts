import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { problem } from '../common/schema.ts';
import { version } from '../version.ts';
import { z } from '../zod.ts';
import type { RouteDefinition } from './route.ts';

type Document = ReturnType<OpenApiGeneratorV31['generateDocument']>;

/** The OpenAPI 3.1 document of the very routes and schemas that the router serves. */
export function createOpenApi(routes: readonly RouteDefinition[]): Document {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'duban.sid' });
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  for (const definition of routes) registry.registerPath(toPath(definition));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Duban 督办',
      version,
      description:
        'Unsafe calls by cookie need the header X-CSRF-Token, which signing in returns; calls with a personal token need none. Days are YYYY-MM-DD. 使用 Cookie 的写操作须带 X-CSRF-Token。',
    },
    servers: [{ url: '/api' }],
  });
}

function toPath(definition: RouteDefinition): RouteConfig {
  const { params, query, body, answer } = definition;
  const content = (schema: z.ZodType) => ({ 'application/json': { schema } });
  return {
    method: definition.method,
    path: definition.path.replace(/:(\w+)/g, '{$1}'),
    tags: [definition.tag],
    summary: `${definition.summary.zh} ${definition.summary.en}`,
    description: `${definition.policy.sentence.zh} (${definition.policy.sentence.en})`,
    security: definition.policy.open ? [] : [{ session: [] }, { token: [] }],
    request: {
      ...(params instanceof z.ZodObject ? { params } : {}),
      ...(query instanceof z.ZodObject ? { query } : {}),
      ...requestBody(definition, body),
    },
    responses: {
      [answer.status]: answer.schema
        ? { description: 'OK', content: content(answer.schema) }
        : { description: answer.status === 204 ? 'Done' : 'OK' },
      default: { description: 'RFC 9457', content: { 'application/problem+json': { schema: problem } } },
    },
  };
}

function requestBody(
  definition: RouteDefinition,
  body: z.ZodType | null,
): Pick<NonNullable<RouteConfig['request']>, 'body'> {
  const file = z.object({ file: z.string().openapi({ format: 'binary' }).optional() });
  const form = body instanceof z.ZodObject ? body.extend(file.shape) : file;
  const content = {
    ...(body ? { 'application/json': { schema: body } } : {}),
    ...(definition.upload ? { 'multipart/form-data': { schema: form } } : {}),
  };
  return Object.keys(content).length > 0 ? { body: { content } } : {};
}
