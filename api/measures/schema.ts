import { assignmentRoles } from '../../domain/parties.ts';
import { moveCounts, movedGroup } from '../common/movesSchema.ts';
import { day, flag, localText, page, pageQuery, planKind, timelineEntry, unitRef } from '../common/schema.ts';
import { workItem } from '../workItems/schema.ts';
import { z } from '../zod.ts';
import { light, measureRow, passage } from './rowSchema.ts';

export * from './rowSchema.ts';

export const measureState = z.enum(['RUNNING', 'CLOSED', 'WITHDRAWN']);

export const measuresQuery = pageQuery.extend({
  light: light.shape.colour.optional(),
  unitId: z.string().max(100).optional(),
  leaderId: z.string().max(100).optional(),
  q: z.string().trim().max(200).optional(),
  state: measureState.optional(),
  overdue: flag.optional(),
});
export type MeasuresQuery = z.infer<typeof measuresQuery>;

export const scoreEntry = z
  .object({
    unit: unitRef,
    year: z.string(),
    score: z.number(),
    passed: z.boolean(),
    points: z.array(z.object({ text: localText, delta: z.number() })),
  })
  .openapi('ScoreEntry');
export type ScoreEntry = z.infer<typeof scoreEntry>;

export const measureInput = z
  .object({ unit: unitRef, period: z.string(), text: z.string(), submittedOn: z.string() })
  .openapi('MeasureInput');
export type MeasureInput = z.infer<typeof measureInput>;

/** Where the measure's process stands, for its diagram. */
export const processView = z
  .object({
    instanceId: z.string(),
    bpmnXml: z.string(),
    active: z.array(z.object({ elementId: z.string(), count: z.number().int() })),
    passed: z.array(z.string()),
  })
  .openapi('ProcessView');
export type ProcessView = z.infer<typeof processView>;

/** Another deadline that waits for its day, or could not be given on it. */
export const plannedDeadline = z
  .object({
    id: z.string(),
    measureId: z.string(),
    measureTitle: z.string(),
    planId: z.string(),
    onDay: day,
    from: day.nullable(),
    to: day.nullable(),
    reason: z.string(),
    madeBy: z.string(),
    madeOn: day,
    /** What it was put down together with; null where it was put down alone. */
    batchId: z.string().nullable(),
    /** Why it could not be given on its day; null while it waits. */
    refusal: localText.nullable(),
    mayTakeBack: z.boolean(),
  })
  .openapi('PlannedDeadline');
export type PlannedDeadline = z.infer<typeof plannedDeadline>;
export const plannedDeadlinesQuery = z.object({ planId: z.string().max(100).optional() });
export const plannedDeadlineList = z.object({ items: z.array(plannedDeadline) }).openapi('PlannedDeadlines');
export type PlannedDeadlineList = z.infer<typeof plannedDeadlineList>;
export const plannedDeadlineParams = z.object({ id: z.string().max(100), changeId: z.string().max(100) });

export const measure = measureRow
  .extend({
    plan: z.object({ id: z.string(), title: z.string(), kind: planKind }),
    passages: z.array(passage),
    workItems: z.array(workItem),
    timeline: z.array(timelineEntry),
    scores: z.array(scoreEntry),
    inputs: z.array(measureInput),
    process: processView.nullable(),
    /** The newest change of its deadline by the office, while it still counts. */
    deadlineChange: z
      .object({
        id: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        reason: z.string(),
        savedBy: z.string(),
        savedOn: z.string(),
      })
      .nullable(),
    /** Deadlines that it gets on a later day, or could not get. */
    plannedDeadlines: z.array(plannedDeadline),
    can: z.object({
      urgent: z.boolean(),
      ordinary: z.boolean(),
      pause: z.boolean(),
      resume: z.boolean(),
      withdraw: z.boolean(),
      changeUnits: z.boolean(),
      deadline: z.boolean(),
      undoDeadline: z.boolean(),
    }),
  })
  .openapi('Measure');
export type Measure = z.infer<typeof measure>;

export const measurePage = page(measureRow);

const reason = z.string().trim().min(1).max(2000);

export const changeBody = z.object({ reason });

/** `alsoFinished` also asks the units for what the others have finished already. */
export const addUnitsBody = z.object({
  unitIds: z.array(z.string().max(100)).min(1).max(200),
  role: z.enum(assignmentRoles),
  alsoFinished: z.boolean().default(false),
  reason,
});

/** Another deadline; null for the long term. `fromDay`: from when on it counts; today where it is left out. */
export const deadlineBody = z.object({ date: day.nullable(), fromDay: day.optional() });
/** `version` is what the preview answered. */
export const deadlineSaveBody = deadlineBody.extend({ reason, version: z.string().max(64) });
export const deadlineUndoPreviewBody = z.object({ changeId: z.string().max(100) });
export const deadlineUndoBody = deadlineUndoPreviewBody.extend({ reason, version: z.string().max(64) });

const moved = { from: z.string().nullable(), to: z.string().nullable() };
export const movedByDeadline = {
  counts: moveCounts.extend({ openings: z.number().int() }),
  items: z.array(movedGroup),
  openings: z.array(z.object({ ...moved, openings: z.number().int() })),
  /** Steps that have not begun and count from the deadline. */
  toCome: z.array(z.object({ label: localText, ...moved })),
};
export const deadlinePreview = z
  .object({
    version: z.string(),
    ...moved,
    ...movedByDeadline,
  })
  .openapi('DeadlinePreview');
export type DeadlinePreview = z.infer<typeof deadlinePreview>;

export const unitParams = z.object({ id: z.string().max(100), unitId: z.string().max(100) });
