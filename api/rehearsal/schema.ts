import { channelKinds } from '../../domain/channels/types.ts';
import { moveSteps } from '../../domain/clockMove.ts';
import { day, flag, page, pageQuery } from '../common/schema.ts';
import { demoAccount } from '../public/schema.ts';
import { z } from '../zod.ts';

/** What exists only in a rehearsal: the settable clock, the built-in mailbox, the accounts anybody may use. */

export const clock = z
  .object({
    businessDate: z.string(),
    settled: z.boolean(),
    movingTo: z.string().nullable(),
    /** Why nothing goes on although something is under way: Temporal does not answer, or no worker asks it for work. */
    heldUp: z.enum(['NO_ANSWER', 'NO_WORKER']).nullable(),
    /** A step of the move that failed again and again; it is tried on and on, with pauses of a minute at most. */
    failure: z
      .object({
        step: z.enum(moveSteps),
        day: z.string(),
        tries: z.number().int(),
        since: z.string(),
        reason: z.string(),
      })
      .nullable(),
  })
  .openapi('Clock');
export type Clock = z.infer<typeof clock>;

export const moveClockBody = z.object({ businessDate: day });
export const moveClockQuery = z.object({ wait: flag.optional() });

export const mailboxQuery = pageQuery.extend({ to: z.string().max(200).optional() });
export type MailboxQuery = z.infer<typeof mailboxQuery>;

export const mail = z
  .object({
    id: z.string(),
    from: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    messageId: z.string(),
    /** The kind of channel that it would have gone by; null for mail. */
    channel: z.enum(channelKinds).nullable(),
    receivedAt: z.string(),
  })
  .openapi('Mail');
export type Mail = z.infer<typeof mail>;

export const mailPage = page(mail);
export const demoAccountPage = page(demoAccount);
