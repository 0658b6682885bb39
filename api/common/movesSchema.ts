import { audiences } from '../../domain/ladder/types.ts';
import { z } from '../zod.ts';
import { localText } from './schema.ts';

/** What an edit of the calendar or of a ladder would move. */

const moved = z.object({ from: z.string().nullable(), to: z.string().nullable() });

export const moveCounts = z.object({
  due: z.number().int(),
  rungs: z.number().int(),
  /** Items that are late once it counts and were not before. */
  overdueAtOnce: z.number().int(),
});

export const movedGroup = z
  .object({
    planTitle: z.string().nullable(),
    kindLabel: localText,
    due: moved,
    /** `told`: whom the rung tells when it is reached. */
    rung: moved.extend({ label: localText.nullable(), told: z.array(z.enum(audiences)) }),
    /** What will have happened by then where it counts from a later day on. */
    byThen: z.object({ overdue: z.boolean(), rungs: z.array(localText) }).nullable(),
    items: z.number().int(),
  })
  .openapi('MovedGroup');
export type MovedGroup = z.infer<typeof movedGroup>;
