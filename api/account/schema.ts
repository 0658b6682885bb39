import { name } from '../common/schema.ts';
import { language } from '../session/schema.ts';
import { z } from '../zod.ts';

/** Ten characters: length is what protects, so no rule asks for kinds of characters. */
export const newPassword = z.string().min(10).max(200);

export const changePasswordBody = z.object({ current: z.string().min(1).max(200), next: newPassword });
export type ChangePasswordBody = z.infer<typeof changePasswordBody>;

/** What the change closed besides the session that made it. */
export const passwordChange = z
  .object({ sessionsEnded: z.number().int(), tokensRevoked: z.number().int() })
  .openapi('PasswordChange');
export type PasswordChange = z.infer<typeof passwordChange>;

export const languageBody = z.object({ language });

export const createTokenBody = z.object({ name, days: z.number().int().min(1).max(365).default(90) });
export type CreateTokenBody = z.infer<typeof createTokenBody>;

export const token = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.string(),
    expiresAt: z.string(),
    lastUsedAt: z.string().nullable(),
  })
  .openapi('PersonalToken');
export type Token = z.infer<typeof token>;

/** The token itself is shown this once. */
export const createdToken = token.extend({ token: z.string() }).openapi('CreatedPersonalToken');
export type CreatedToken = z.infer<typeof createdToken>;
