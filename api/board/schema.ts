import { mailCauses } from '../../domain/notices/mailFailure.ts';
import { localText, postKind } from '../common/schema.ts';
import { escalation } from '../escalations/schema.ts';
import { letterRow } from '../letters/schema.ts';
import { workItem } from '../workItems/schema.ts';
import { z } from '../zod.ts';

/** The first page after sign-in: what needs a decision, then counts that each open the list they count. */
export const board = z
  .object({
    role: postKind.nullable(),
    businessDate: z.string(),
    tiles: z.array(z.object({ key: z.string(), label: localText, count: z.number().int(), link: z.string() })),
    /** Escalations and letters that wait for the caller's own decision. */
    deciding: z.array(escalation),
    /** Copies and referrals that the caller signs for, or says what came of. */
    receiving: z.array(escalation),
    /** Approved talks that the caller arranges, holds or follows up. */
    talks: z.array(escalation),
    /** Letters that wait for the caller's signature and belong to nothing in `deciding`. */
    signing: z.array(letterRow),
    waiting: z.array(workItem),
    escalationsToday: z.array(escalation),
    /** Whether there are more than these. */
    more: z.object({ waiting: z.boolean(), escalationsToday: z.boolean() }),
    undeliverable: z.array(
      z.object({ personId: z.string(), name: z.string(), cause: z.enum(mailCauses), day: z.string() }),
    ),
    /** Where notices do not reach whom they are for, and the page on which it is mended. */
    gaps: z.array(z.object({ what: localText, detail: z.string().nullable(), link: z.string() })),
  })
  .openapi('Board');
export type Board = z.infer<typeof board>;
