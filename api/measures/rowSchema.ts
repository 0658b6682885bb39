import { localText, postRef, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';

/** The row of the register 台账: shared by the register, a measure's page and a work item's page. */

export const light = z
  .object({ colour: z.enum(['red', 'yellow', 'green', 'grey']), reason: localText })
  .openapi('Light');
export type Light = z.infer<typeof light>;

export const passage = z
  .object({ start: z.number().int(), end: z.number().int(), text: z.string() })
  .openapi('Passage');
export type Passage = z.infer<typeof passage>;

export const indicator = z
  .object({
    text: z.string(),
    comparator: z.string(),
    value: z.number(),
    valueTo: z.number().nullable(),
    unit: z.string(),
    period: z.string().nullable(),
    by: z.string().nullable(),
    /** What each unit said last of it, handed in with the form of an item. */
    actuals: z.array(z.object({ value: z.number(), on: z.string(), unit: unitRef.nullable(), workItemId: z.string() })),
  })
  .openapi('Indicator');
export type Indicator = z.infer<typeof indicator>;

export const measureRow = z
  .object({
    id: z.string(),
    number: z.number().int(),
    title: z.string(),
    path: z.array(z.string()),
    leaders: z.array(postRef),
    leadUnits: z.array(unitRef),
    responsibleUnits: z.array(unitRef),
    supportingUnits: z.array(unitRef),
    /** 责任人 as the units named them when they signed. */
    responsiblePersons: z.array(z.object({ unit: unitRef, name: z.string() })),
    /** As printed; `extended`: units whose completion was given more time, as far as the caller may read it. */
    deadline: z.object({
      text: z.string().nullable(),
      kind: z.string(),
      date: z.string().nullable(),
      extended: z.array(z.object({ unit: unitRef, dueOn: z.string(), originalDueOn: z.string() })),
    }),
    indicators: z.array(indicator),
    light,
    lastReport: z.object({ on: z.string(), unit: unitRef, text: z.string() }).nullable(),
    supervision: z.object({ rung: z.string(), rungLabel: localText, reachedOn: z.string() }).nullable(),
    state: z.enum(['RUNNING', 'CLOSED', 'WITHDRAWN']),
    /** Since when it is paused. */
    pausedOn: z.string().nullable(),
    /** Marked as urgent by the office. */
    urgent: z.boolean(),
    /** Why it is paused or was withdrawn. */
    stateReason: z.string().nullable(),
    openItems: z.number().int(),
    overdueItems: z.number().int(),
  })
  .openapi('MeasureRow');
export type MeasureRow = z.infer<typeof measureRow>;
