import { installationMode } from '../session/schema.ts';
import { z } from '../zod.ts';

export const demoAccount = z
  .object({ username: z.string(), role: z.string(), unit: z.string().nullable(), person: z.string() })
  .openapi('DemoAccount');
export type DemoAccount = z.infer<typeof demoAccount>;

/** What the sign-in page may know before anybody has signed in. */
export const publicInfo = z
  .object({
    mode: installationMode,
    county: z.object({ name: z.string(), fictional: z.boolean() }).nullable(),
    demoAccounts: z.array(demoAccount).optional(),
    version: z.string(),
  })
  .openapi('PublicInfo');
export type PublicInfo = z.infer<typeof publicInfo>;
