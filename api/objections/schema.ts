import { localText, page, pageQuery, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';

export const objectionState = z.enum(['OPEN', 'UPHELD', 'LIFTED']);
const about = z.enum(['LETTER', 'RUNG', 'LIGHT']);

export const objection = z
  .object({
    id: z.string(),
    about,
    /** What it is against, in words. */
    against: localText,
    letterId: z.string().nullable(),
    escalationId: z.string().nullable(),
    workItemId: z.string(),
    measureTitle: z.string().nullable(),
    unit: unitRef,
    text: z.string(),
    filedBy: z.string(),
    filedOn: z.string(),
    /** The item by which it is decided. */
    itemId: z.string(),
    state: objectionState,
    decidedBy: z.string().nullable(),
    decidedOn: z.string().nullable(),
    ground: z.string().nullable(),
  })
  .openapi('Objection');
export type Objection = z.infer<typeof objection>;
export const objectionPage = page(objection);

const id = z.string().max(100);
export const objectionsQuery = pageQuery.extend({
  state: objectionState.optional(),
  workItemId: id.optional(),
  letterId: id.optional(),
  escalationId: id.optional(),
});

const text = z.string().trim().min(1).max(5000);
/** Against a signed letter, a rung that was reached, or an item's being shown as overdue. */
export const objectionBody = z.discriminatedUnion('about', [
  z.object({ about: z.literal('LETTER'), letterId: id.min(1), text }),
  z.object({ about: z.literal('RUNG'), escalationId: id.min(1), text }),
  z.object({ about: z.literal('LIGHT'), workItemId: id.min(1), text }),
]);
export const objectionFiled = z.object({ id: z.string() }).openapi('ObjectionFiled');
