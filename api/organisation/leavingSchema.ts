import { day, localText, name, personRef, postRef } from '../common/schema.ts';
import { z } from '../zod.ts';

const count = z.number().int();
const id = z.string().min(1).max(100);

export const leavingQuery = z.object({ lastDay: day });

/** What waits for whoever holds a post, and what names it for later. */
const postLoad = z.object({
  items: count,
  approvals: count,
  talks: count,
  measures: count,
  plans: count,
  rungs: count,
  steps: count,
  triggers: count,
});

/** What a person who leaves would leave to nobody. */
export const leaving = z
  .object({
    person: personRef,
    lastDay: z.string(),
    posts: z.array(
      z.object({
        postId: z.string(),
        title: z.string(),
        unitName: z.string().nullable(),
        /** When the term begins; after the last day, it will not begin at all. */
        fromDay: z.string(),
        /** The first day without the person. */
        leftOn: z.string(),
        /** Who else holds it then. */
        others: z.array(z.string()),
        /** Who begins to hold it later. */
        later: z.object({ personId: z.string(), name: z.string(), fromDay: z.string() }).nullable(),
        load: postLoad,
        /** Things that nobody would do; a successor, or the word that it stays vacant, is needed. */
        waiting: count,
      }),
    ),
    responsibleFor: count,
    delegations: count,
    hasAccount: z.boolean(),
  })
  .openapi('Leaving');
export type Leaving = z.infer<typeof leaving>;

export const leaveBody = z.object({
  lastDay: day,
  /** Who follows in each post; null: it stays vacant. */
  following: z.array(z.object({ postId: id, personId: id.nullable() })).max(50),
  responsiblePerson: name.optional(),
  closeAccount: z.boolean().default(false),
  reason: z.string().trim().min(1).max(500),
});

/** What is open of a post and goes over to whoever follows in it. */
export const handover = z
  .object({
    post: postRef,
    items: z.array(
      z.object({
        id: z.string(),
        kindLabel: localText,
        state: z.string(),
        dueOn: z.string().nullable(),
        planTitle: z.string().nullable(),
        measureTitle: z.string().nullable(),
        asked: z.string().nullable(),
      }),
    ),
    /** Severe rungs to decide about, and letters to sign. */
    approvals: z.array(
      z.object({
        id: z.string(),
        of: z.enum(['escalations', 'letters']),
        label: localText,
        unitName: z.string().nullable(),
        measureTitle: z.string().nullable(),
        since: z.string(),
      }),
    ),
    talks: z.array(
      z.object({
        id: z.string(),
        stage: z.enum(['APPROVED', 'ARRANGED', 'HELD', 'FOLLOWED_UP']),
        unitName: z.string().nullable(),
        measureTitle: z.string().nullable(),
        at: z.string().nullable(),
        place: z.string().nullable(),
        heldOn: z.string().nullable(),
      }),
    ),
  })
  .openapi('Handover');
export type Handover = z.infer<typeof handover>;
