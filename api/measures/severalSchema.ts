import { day, localText } from '../common/schema.ts';
import { z } from '../zod.ts';
import { deadlineSaveBody, movedByDeadline } from './schema.ts';

/** As many as a plan may well have. */
const MOST_MEASURES = 500;
const MOST_DAYS = 3650;

/** Measures of the plan, and one day for all (null: the long term) or so many days later than each has. */
export const severalBody = z.object({
  measureIds: z.array(z.string().max(100)).min(1).max(MOST_MEASURES),
  to: z.union([
    z.object({ date: day.nullable() }).strict(),
    z.object({ laterBy: z.number().int().min(1).max(MOST_DAYS) }).strict(),
  ]),
  /** From when on it counts; today where it is left out. */
  fromDay: day.optional(),
});
export const looked = deadlineSaveBody.pick({ reason: true, version: true });
export const severalSaveBody = severalBody.extend(looked.shape);

export const severalPreview = z
  .object({
    version: z.string(),
    ...movedByDeadline,
    /** All that were chosen; `refusal`: why one is left as it is. */
    measures: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        from: day.nullable(),
        to: day.nullable(),
        refusal: localText.nullable(),
      }),
    ),
  })
  .openapi('SeveralDeadlinesPreview');
export type SeveralPreview = z.infer<typeof severalPreview>;

export const batchList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        savedOn: day,
        savedBy: z.string(),
        reason: z.string(),
        /** In how many measures it counts. */
        measures: z.number().int(),
      }),
    ),
  })
  .openapi('DeadlineBatches');
export type BatchList = z.infer<typeof batchList>;
export const batchParams = z.object({ id: z.string().max(100), batchId: z.string().max(100) });
