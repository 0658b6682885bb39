import { rungChannels } from '../../domain/channels/types.ts';
import { audiences, isRungKey, offsetUnits, type RungKey, rearmings, rungGroups } from '../../domain/ladder/index.ts';
import { letterKinds } from '../../domain/letters/index.ts';
import { besideKinds, workItemKinds } from '../../domain/process/types.ts';
import { moveCounts, movedGroup } from '../common/movesSchema.ts';
import { day, localText, timelineEntry } from '../common/schema.ts';
import { z } from '../zod.ts';

const MOST_RUNGS = 20;
const postId = z.string().max(40);
const days = z.number().int().min(1).max(60);

const rung = z.object({
  /** `URGE`, or a further rung of a group: `URGE_2`. */
  key: z.custom<RungKey>((key) => typeof key === 'string' && isRungKey(key)).openapi({ type: 'string' }),
  group: z.enum(rungGroups),
  label: localText,
  /** Negative before the due day, positive = that many overdue; of a share the per cent of the time that have passed. */
  offset: z.number().int().min(-250).max(250),
  /** Working days where it is absent. */
  unit: z.enum(offsetUnits).optional(),
  audience: z.array(z.enum(audiences)).max(audiences.length),
  /** Posts that are told as well, where the audience names `post`. */
  posts: z.array(postId).max(20).optional(),
  /** By what else than mail and inbox they are told. */
  channels: z.array(z.enum(rungChannels)).max(rungChannels.length).optional(),
  /** Whether it is sent on days that are no working days, too. */
  onDaysOff: z.boolean().optional(),
  action: z.enum(['notify', 'letter', 'talk', 'copy', 'refer']),
  /** The kind of letter that is drafted, where one is. */
  letter: z.enum(letterKinds).optional(),
  needsApproval: z.enum(['officeHead', 'named']).nullable(),
  /** The post that decides in place of the one that would by itself. */
  approverPostId: postId.optional(),
  /** Who decides once the time to decide has passed. */
  deputyPostId: postId.optional(),
  /** Working days within which it is to be decided. */
  approveWithin: days.optional(),
  /** Working days between it and whatever was sent before. */
  coolDown: days.optional(),
  /** Working days before the rung on which the office is shown it, which may hold it. */
  listedBefore: days.optional(),
  /** Working days within which the unit may explain before it is decided. */
  explainWithin: days.optional(),
});

const ladder = z
  .object({
    rungs: z.array(rung).max(MOST_RUNGS),
    /** Working days after the opening of an item before which nothing climbs. */
    earliestAfterOpening: z.number().int().min(0).max(60),
    /** Whether it stands still while a text waits for the head's signature. */
    stopsWhilePrepared: z.boolean().optional(),
    /** What lets everything begin anew; an extension alone where it is absent. */
    rearmsOn: z.array(z.enum(rearmings)).max(rearmings.length).optional(),
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
/** A version that waits for its day, or could not be saved on it. */
const plannedLadder = z
  .object({
    id: z.string(),
    name: z.string(),
    fromDay: day,
    ladder,
    reason: z.string(),
    madeBy: z.string(),
    madeOn: day,
    /** Why it could not be saved on its day; null while it waits. */
    refusal: localText.nullable(),
  })
  .openapi('PlannedLadder');
export type PlannedLadder = z.infer<typeof plannedLadder>;
export const ladderList = z
  .object({
    items: z.array(ladderRow),
    planned: z.array(plannedLadder),
    /** What was lately saved, put down for later days, taken back or refused, latest first. */
    trail: z.array(timelineEntry),
  })
  .openapi('Ladders');
export type LadderList = z.infer<typeof ladderList>;

/** What may change of a rung; what it does and who must approve it follows from its group and its letter. */
const rungEdit = rung.omit({ group: true, label: true, action: true, needsApproval: true });
const ladderEdit = z.object({ ...ladder.shape, rungs: z.array(rungEdit).max(MOST_RUNGS) });
export type LadderEdit = z.infer<typeof ladderEdit>;

const name = z.string().trim().min(1).max(60);
export const previewBody = z.object({
  name,
  ladder: ladderEdit,
  /** From when on it counts; at once where it is left out. */
  fromDay: day.optional(),
});
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

const useFields = z.object({
  ladderName: name,
  /** Conditions; one that is null fits everything. */
  planId: z.string().max(40).nullable(),
  kind: z.enum([...workItemKinds, ...besideKinds]).nullable(),
  urgent: z.boolean().nullable(),
  /** Items open and to come climb it from this day on. */
  fromDay: day,
});
export const useList = z
  .object({
    items: z.array(
      useFields.extend({
        id: z.string(),
        planTitle: z.string().nullable(),
        reason: z.string(),
        /** Empty for what came with the installation. */
        savedBy: z.string(),
        savedOn: z.string(),
      }),
    ),
  })
  .openapi('LadderUses');
export type LadderUses = z.infer<typeof useList>;
export const usePreviewBody = z.union([z.object({ add: useFields }), z.object({ without: z.string().max(40) })]);
export const usePreview = z.object({ counts: moveCounts, items: z.array(movedGroup) }).openapi('LadderUsePreview');
export type LadderUsePreview = z.infer<typeof usePreview>;
const reason = z.string().trim().min(1).max(200);
export const useBody = useFields.extend({ reason });
export const endBody = z.object({ reason });
export const useAnswer = z.object({ moved: z.number().int() }).openapi('LadderUseSaved');
export type LadderUseSaved = z.infer<typeof useAnswer>;
