import { day, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';

export const behaviour = z.enum(['onTime', 'late', 'never', 'returnedTwice']);

/** `draft` or the number of a version. */
const version = z.union([z.literal('draft'), z.number().int().min(1)]);

const lateDays = z.number().int().min(1).max(60).default(5);

export const rehearsalBody = z.object({
  definitionId: z.string().min(1).max(100),
  version,
  /** A plan that runs; without one the rehearsal takes so many sample measures. */
  planId: z.string().max(100).nullable(),
  sample: z.number().int().min(1).max(500).default(20),
  from: day,
  until: day,
  behaviour,
  /** Working days late, for `late`. */
  lateDays,
  /** Units that behave in a way of their own. */
  except: z
    .array(z.object({ unitId: z.string().min(1).max(100), behaviour, lateDays }))
    .max(500)
    .default([]),
  /** Working days in which the office and leaders act. */
  officeDays: z.number().int().min(0).max(20).default(2),
});
export type RehearsalBody = z.output<typeof rehearsalBody>;

const item = z.object({
  measureId: z.string(),
  measure: z.string(),
  elementId: z.string(),
  name: z.string(),
  holder: z.enum(['unit', 'office', 'leader', 'discipline']),
  unit: unitRef.nullable(),
  round: z.number().int(),
  openedOn: day,
  dueOn: day.nullable(),
  closedOn: day.nullable(),
  outcome: z.string().nullable(),
  rungs: z.array(z.object({ rung: z.string(), on: day })),
});

export const rehearsal = z
  .object({
    items: z.array(item),
    /** How many there are; `items` has the first of them only. */
    itemCount: z.number().int(),
    overdue: z.number().int(),
    rungCount: z.number().int(),
    measures: z.number().int(),
    ended: z.number().int(),
    stuck: z.array(z.object({ measureId: z.string(), elementId: z.string() })),
    days: z.array(z.object({ day, opened: z.number().int(), due: z.number().int(), rungs: z.number().int() })),
    weeks: z.array(z.object({ unit: unitRef.nullable(), week: day, due: z.number().int(), rungs: z.number().int() })),
    collisions: z.array(z.object({ day, unit: unitRef, due: z.number().int() })),
  })
  .openapi('RehearsalOfProcess');
export type Rehearsal = z.infer<typeof rehearsal>;
