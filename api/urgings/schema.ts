import { day, localText } from '../common/schema.ts';
import { z } from '../zod.ts';

const text = z.string().trim().min(1).max(500);

const ids = z.array(z.string().max(40)).max(200).default([]);
export const urgeBody = z
  .object({
    workItemIds: ids,
    /** Of these everything is urged that units hold and that is overdue or due soon. */
    measureIds: ids,
    text,
    /** The day until which an answer is expected. */
    answerBy: day.nullable().default(null),
  })
  .refine(({ workItemIds, measureIds }) => (workItemIds.length === 0) !== (measureIds.length === 0), {
    params: { rule: 'oneOf' },
    path: ['workItemIds'],
  });
/** What was urged, and what was left out with the reason. */
export const urgeAnswer = z
  .object({
    urged: z.number().int(),
    left: z.array(z.object({ workItemId: z.string().nullable(), measureId: z.string().nullable(), reason: localText })),
  })
  .openapi('UrgingsMade');
export type UrgingsMade = z.infer<typeof urgeAnswer>;

export const urgingsQuery = z.object({ workItemId: z.string().max(40) });
const urging = z
  .object({
    id: z.string(),
    text: z.string(),
    urgedBy: z.string(),
    urgedOn: z.string(),
    answerDueOn: z.string().nullable(),
    answer: z.string().nullable(),
    answeredBy: z.string().nullable(),
    answeredOn: z.string().nullable(),
    /** Working days that the answer is late. */
    answerLateDays: z.number().int(),
    can: z.object({ answer: z.boolean() }),
  })
  .openapi('Urging');
export type Urging = z.infer<typeof urging>;
export const urgingList = z.object({ items: z.array(urging) }).openapi('Urgings');
export type Urgings = z.infer<typeof urgingList>;
export const answerBody = z.object({ text });
