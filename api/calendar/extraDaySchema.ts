import { day } from '../common/schema.ts';
import { z } from '../zod.ts';

const id = z.string().min(1).max(100);

const owned = z.object({
  planId: id.optional(),
  unitId: id.optional(),
  /** All of them; what is not named any more ends. */
  days: z
    .array(z.object({ day, working: z.boolean(), name: z.string().trim().min(1).max(40) }))
    .max(366)
    .refine((days) => new Set(days.map((entry) => entry.day)).size === days.length, { params: { rule: 'dayTwice' } }),
});

const ofOne = ({ planId, unitId }: { planId?: string | undefined; unitId?: string | undefined }) =>
  (planId === undefined) !== (unitId === undefined);
const refusal = { path: ['unitId'], message: 'Name either a plan or a unit' };

export const extraDayBody = owned.refine(ofOne, refusal);
export const extraDaySaveBody = owned
  .extend({
    reason: z.string().trim().min(1).max(200),
    /** The version that the preview answered. */
    version: z.number().int(),
  })
  .refine(ofOne, refusal);

export const extraDayList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        planId: z.string().nullable(),
        unitId: z.string().nullable(),
        ownerName: z.string(),
        day: z.string(),
        working: z.boolean(),
        name: z.string(),
        reason: z.string(),
        savedBy: z.string(),
        savedOn: z.string(),
        endedBy: z.string().nullable(),
        endReason: z.string().nullable(),
      }),
    ),
    can: z.object({ edit: z.boolean() }),
  })
  .openapi('ExtraDays');
export type ExtraDays = z.infer<typeof extraDayList>;
