import { day, localText, name, personRef, postRef } from '../common/schema.ts';
import { z } from '../zod.ts';

const count = z.number().int();
const id = z.string().min(1).max(100);

export const leavingQuery = z.object({ lastDay: day });

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
        fromDay: z.string(),
        /** Who else holds it afterwards. */
        others: z.array(z.string()),
        load: z.object({ items: count, approvals: count, measures: count, rungs: count }),
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
    approvals: z.array(
      z.object({
        id: z.string(),
        rungLabel: localText,
        unitName: z.string().nullable(),
        measureTitle: z.string().nullable(),
        reachedOn: z.string(),
      }),
    ),
  })
  .openapi('Handover');
export type Handover = z.infer<typeof handover>;
