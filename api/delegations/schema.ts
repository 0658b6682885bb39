import { day, flag, page, pageQuery, personRef, postRef } from '../common/schema.ts';
import { z } from '../zod.ts';

export const delegation = z
  .object({
    id: z.string(),
    post: postRef,
    from: personRef,
    to: personRef,
    fromDay: z.string(),
    toDay: z.string(),
    signingOnly: z.boolean(),
    reason: z.string(),
    madeBy: z.string(),
    madeOn: z.string(),
    endedOn: z.string().nullable(),
    endedBy: z.string().nullable(),
    state: z.enum(['PLANNED', 'RUNNING', 'OVER', 'ENDED']),
    can: z.object({ end: z.boolean() }),
  })
  .openapi('Delegation');
export type Delegation = z.infer<typeof delegation>;

export const delegationPage = page(delegation);

/** Without `mine` the office and administrators see everybody's. */
export const delegationQuery = pageQuery.extend({ mine: flag.optional() });

export const delegationBody = z.object({
  postId: z.string().min(1),
  /** Whose acting it is; left out: the caller's own. */
  fromPersonId: z.string().min(1).optional(),
  toPersonId: z.string().min(1),
  fromDay: day,
  toDay: day,
  /** Only what the holder signs or decides. */
  signingOnly: z.boolean().default(false),
  reason: z.string().trim().min(1).max(500),
});

/** People who can be asked to act: those with an account in use. */
export const delegatePage = page(personRef.extend({ posts: z.array(postRef) }).openapi('Delegate'));
