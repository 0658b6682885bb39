import { rhythms, triggerEvents, triggerRungs } from '../../domain/triggers.ts';
import { idParams } from '../common/schema.ts';
import { z } from '../zod.ts';

const cadence = z.object({
  every: z.enum(rhythms),
  on: z.number().int().min(1).max(31),
  month: z.number().int().min(1).max(12).nullable(),
});
const event = z.object({
  event: z.enum(triggerEvents),
  threshold: z.number().min(0).max(1000).nullable(),
  rung: z.enum(triggerRungs).nullable(),
});

/** What begins a process by itself: a schedule for a plan, or something that happens to a measure. */
export const trigger = z
  .object({
    id: z.string(),
    definition: z.object({ id: z.string(), name: z.string() }),
    plan: z.object({ id: z.string(), title: z.string() }).nullable(),
    note: z.string(),
    cadence: cadence.nullable(),
    event: event.nullable(),
    /** The next day of a schedule. */
    nextOn: z.string().nullable(),
    paused: z.object({ on: z.string(), reason: z.string() }).nullable(),
    createdBy: z.string(),
    createdOn: z.string(),
    /** The last of them, latest first. */
    occurrences: z.array(
      z.object({
        key: z.string(),
        day: z.string(),
        measureId: z.string().nullable(),
        state: z.enum(['PENDING', 'BEGUN', 'NOTHING', 'MISSED', 'PAUSED']),
        runId: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    ),
  })
  .openapi('ProcessTrigger');
export type Trigger = z.infer<typeof trigger>;

export const triggerList = z.object({
  items: z.array(trigger),
  /** Definitions and plans that a new one can name. */
  definitions: z.array(z.object({ id: z.string(), name: z.string() })),
  plans: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type TriggerList = z.infer<typeof triggerList>;

const id = z.string().min(1).max(100);
export const createBody = z.object({
  definitionId: id,
  planId: id.nullable(),
  note: z.string().trim().min(1).max(2000),
  when: z.union([z.object({ cadence }), event]),
});

export const created = z.object({ id: z.string() });
export const changeParams = idParams;
export const changeBody = z.object({ reason: z.string().trim().min(1).max(2000) });
