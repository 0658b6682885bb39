import { flag, localText, page, pageQuery, timelineEntry, unitRef } from '../common/schema.ts';
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

export const measure = measureRow
  .extend({
    plan: z.object({ id: z.string(), title: z.string() }),
    passages: z.array(passage),
    workItems: z.array(workItem),
    timeline: z.array(timelineEntry),
    scores: z.array(scoreEntry),
    inputs: z.array(measureInput),
    process: processView.nullable(),
  })
  .openapi('Measure');
export type Measure = z.infer<typeof measure>;

export const measurePage = page(measureRow);
