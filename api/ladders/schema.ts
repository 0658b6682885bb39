import { audiences, rungGroups, rungKeys } from '../../domain/ladder/index.ts';
import { moveCounts, movedGroup } from '../common/movesSchema.ts';
import { localText } from '../common/schema.ts';
import { z } from '../zod.ts';

const rung = z.object({
  key: z.enum(rungKeys),
  group: z.enum(rungGroups),
  label: localText,
  /** Working days: negative before the due day, positive = that many overdue. */
  offset: z.number().int().min(-250).max(250),
  audience: z.array(z.enum(audiences)).max(audiences.length),
  action: z.enum(['notify', 'letter', 'talk', 'copy', 'refer']),
  needsApproval: z.enum(['officeHead', 'named']).nullable(),
  /** Working days before the rung on which the office is shown it, which may hold it. */
  listedBefore: z.number().int().min(1).max(60).optional(),
});

const ladder = z
  .object({
    rungs: z.array(rung).max(rungKeys.length),
    /** Working days after the opening of an item before which nothing climbs. */
    earliestAfterOpening: z.number().int().min(0).max(60),
  })
  .openapi('LadderRules');
export type LadderRules = z.infer<typeof ladder>;

export const ladderRow = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.number().int(),
    ladder,
    reason: z.string(),
    /** Empty for what came with the installation. */
    savedBy: z.string(),
    savedOn: z.string(),
    /** Titles of the running plans that climb this version. */
    plans: z.array(z.string()),
  })
  .openapi('Ladder');
export type LadderRow = z.infer<typeof ladderRow>;
export const ladderList = z.object({ items: z.array(ladderRow) }).openapi('Ladders');
export type LadderList = z.infer<typeof ladderList>;

/** What may change of a rung; what it does and who must approve it stays as the shipped ladder has it. */
const rungEdit = rung.pick({ key: true, offset: true, audience: true, listedBefore: true });
export type RungEdit = z.infer<typeof rungEdit>;
const ladderEdit = z.object({
  rungs: z.array(rungEdit).max(rungKeys.length),
  earliestAfterOpening: z.number().int().min(0).max(60),
});
export type LadderEdit = z.infer<typeof ladderEdit>;

const name = z.string().trim().min(1).max(60);
export const previewBody = z.object({ name, ladder: ladderEdit });
export const saveBody = previewBody.extend({
  reason: z.string().trim().min(1).max(200),
  /** The version that the preview answered. */
  version: z.number().int(),
});
export const saveAnswer = z.object({ version: z.number().int(), moved: z.number().int() }).openapi('LadderSaved');
export type LadderSaved = z.infer<typeof saveAnswer>;

export const ladderPreview = z
  .object({ version: z.number().int(), counts: moveCounts, items: z.array(movedGroup) })
  .openapi('LadderPreview');
export type LadderPreview = z.infer<typeof ladderPreview>;
