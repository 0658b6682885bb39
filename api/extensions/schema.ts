import { day, localText, page, pageQuery, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';

export const extensionState = z.enum(['OPEN', 'GRANTED', 'REFUSED', 'WITHDRAWN']);

export const extension = z
  .object({
    id: z.string(),
    /** The item that is to have more time, in words. */
    of: localText,
    workItemId: z.string(),
    measureId: z.string().nullable(),
    measureTitle: z.string().nullable(),
    unit: unitRef,
    reason: z.string(),
    /** The due day when it was asked for, the one asked for, the one granted. */
    fromDueOn: z.string(),
    askedDueOn: z.string(),
    grantedDueOn: z.string().nullable(),
    /** Whether the item's clock stands still until it is decided. */
    stopsClock: z.boolean(),
    filedBy: z.string(),
    filedOn: z.string(),
    /** The item by which it is decided. */
    itemId: z.string(),
    state: extensionState,
    decidedBy: z.string().nullable(),
    decidedOn: z.string().nullable(),
    ground: z.string().nullable(),
  })
  .openapi('Extension');
export type Extension = z.infer<typeof extension>;
export const extensionPage = page(extension);

const id = z.string().max(100);
export const extensionsQuery = pageQuery.extend({ state: extensionState.optional(), workItemId: id.optional() });

export const extensionBody = z.object({
  workItemId: id.min(1),
  /** A working day after today and after the due day. */
  dueOn: day,
  reason: z.string().trim().min(1).max(5000),
});
export const extensionAsked = z.object({ id: z.string() }).openapi('ExtensionAsked');
