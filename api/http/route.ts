import type { Request, Response } from 'express';
import type { UserMessage } from '../../domain/errors.ts';
import type { Actor } from '../../prisma/repositories/actor.ts';
import type { AppDeps } from '../deps.ts';
import type { Policy } from '../policies/index.ts';
import type { z } from '../zod.ts';

/** What a handler gets: everything checked, typed by the route's own schemas. */
export interface Call<P, Q, B> {
  deps: AppDeps;
  /** Who calls; on an open route there may be nobody, then use `caller`. */
  actor: Actor;
  caller: Actor | null;
  params: P;
  query: Q;
  body: B;
  file: UploadedFile | null;
  req: Request;
  res: Response;
}

export interface UploadedFile {
  name: string;
  bytes: Buffer;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

interface Gates {
  method: Method;
  /** Express path under `/api`. */
  path: string;
  tag: string;
  summary: UserMessage;
  policy: Policy;
  /** 404 NOT_IN_PRODUCTION outside a rehearsal. */
  rehearsalOnly?: boolean;
  /** Allowed although the person still has to change the temporary password. */
  beforePasswordChange?: boolean;
  /** Signs or decides: also open to whoever acts by a delegation for signing only. */
  signs?: boolean;
  /** Takes multipart/form-data with one `file`. */
  upload?: boolean;
}

/** One route with all its gates, as the router and the OpenAPI document both read it. */
export interface RouteDefinition extends Gates {
  params: z.ZodType | null;
  query: z.ZodType | null;
  body: z.ZodType | null;
  answer: { status: number; schema: z.ZodType | null };
  handle(call: Call<never, never, never>): Promise<unknown>;
}

type Out<T> = T extends z.ZodType ? z.output<T> : undefined;

interface RouteInput<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  A extends z.ZodType | undefined,
> extends Gates {
  params?: P;
  query?: Q;
  body?: B;
  /** Shape of the answer; without one the route answers 204. */
  answer?: A;
  /** 200 unless it says otherwise. */
  status?: number;
  handle(call: Call<Out<P>, Out<Q>, Out<B>>): Promise<Out<A> | undefined>;
}

/** Declares a route: gates first, then a call. A handler that has answered by itself returns undefined. */
export function route<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends z.ZodType | undefined = undefined,
>(input: RouteInput<P, Q, B, A>): RouteDefinition {
  const { params, query, body, answer, status, handle, ...gates } = input;
  return {
    ...gates,
    params: params ?? null,
    query: query ?? null,
    body: body ?? null,
    answer: { status: status ?? (answer ? 200 : 204), schema: answer ?? null },
    handle: handle as RouteDefinition['handle'],
  };
}
