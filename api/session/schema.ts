import { postKind, postRef, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';

export const signInBody = z.object({
  username: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(200),
});
export type SignInBody = z.infer<typeof signInBody>;

export const language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof language>;

export const installationMode = z.enum(['rehearsal', 'production']);

export const countyRef = z.object({ id: z.string(), name: z.string(), fictional: z.boolean() }).openapi('County');

export const sessionUser = z
  .object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    language,
    /** Kinds of the posts held on the business day. */
    roles: z.array(postKind),
    posts: z.array(
      postRef.extend({
        /** Held for its holder by delegation, until when; null for one's own. */
        delegation: z.object({ until: z.string(), signingOnly: z.boolean() }).nullable(),
      }),
    ),
    units: z.array(unitRef),
    mustChangePassword: z.boolean(),
    county: countyRef,
    mode: installationMode,
    businessDate: z.string(),
  })
  .openapi('SessionUser');
export type SessionUser = z.infer<typeof sessionUser>;

export const sessionAnswer = z.object({ user: sessionUser, csrfToken: z.string() }).openapi('Session');
export type SessionAnswer = z.infer<typeof sessionAnswer>;
