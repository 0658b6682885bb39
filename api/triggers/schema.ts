import { assignmentRoles } from '../../domain/parties.ts';
import { rhythms, triggerEvents, triggerRungs } from '../../domain/triggers.ts';
import { idParams, localText } from '../common/schema.ts';
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

const id = z.string().min(1).max(100);

/** By what a matter of its own 专项事项 is opened each time (domain/matters/template.ts). */
const matterTemplate = z.object({
  title: z.string().trim().min(1).max(150),
  units: z.array(z.object({ unitId: id, role: z.enum(assignmentRoles) })).max(300),
  /** All units of the plan, where `units` are none. */
  allPlanUnits: z.boolean(),
  leaderPostId: id.nullable(),
  /** Working days from its opening to its deadline. */
  withinDays: z.number().int().min(1).max(366).nullable(),
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
    /** Null: it begins for measures. */
    matter: matterTemplate.nullable(),
    /** The next day of a schedule. */
    nextOn: z.string().nullable(),
    paused: z.object({ on: z.string(), by: z.string().nullable(), reason: z.string() }).nullable(),
    createdBy: z.string(),
    createdOn: z.string(),
    /** Whether there were earlier occurrences than these. */
    more: z.boolean(),
    /** The last of them, latest first, and the last that began something. */
    occurrences: z.array(
      z.object({
        key: z.string(),
        day: z.string(),
        /** The measure that it concerned; null: the running ones of its plan, or none. */
        measure: z.object({ id: z.string(), title: z.string() }).nullable(),
        state: z.enum(['PENDING', 'BEGUN', 'NOTHING', 'MISSED', 'PAUSED']),
        /** What it began: a run for measures, or that of the matter it opened. */
        runId: z.string().nullable(),
        matterId: z.string().nullable(),
        /** For how many measures it was begun. */
        measures: z.number().int().nullable(),
        /** Why nothing was begun. */
        why: localText.nullable(),
      }),
    ),
  })
  .openapi('ProcessTrigger');
export type Trigger = z.infer<typeof trigger>;

const instant = z.string().openapi({ format: 'date-time' });

/** The Temporal Schedule of a rhythm, as Temporal tells. */
const triggerSchedule = z.object({
  triggerId: z.string(),
  /** MISSING: Temporal does not have it; CHANGED: somebody paused or resumed it there. Both are mended from the row. */
  state: z.enum(['RUNNING', 'PAUSED', 'MISSING', 'CHANGED']),
  note: z.string(),
  next: z.array(instant),
  recent: z.array(
    z.object({
      /** The business day that it asked for. */
      day: z.string(),
      takenAt: instant,
      /** Its workflow in Temporal's own pages, where these are configured. */
      uiUrl: z.string().nullable(),
    }),
  ),
});
export type TriggerSchedule = z.infer<typeof triggerSchedule>;

/** `items` is null while Temporal does not answer. */
export const triggerSchedules = z
  .object({
    /** In a rehearsal all are paused and the days come with the clock. */
    rehearsal: z.boolean(),
    items: z.array(triggerSchedule).nullable(),
  })
  .openapi('TriggerSchedules');
export type TriggerSchedules = z.infer<typeof triggerSchedules>;

export const triggerList = z.object({
  items: z.array(trigger),
  /** Definitions and plans that a new one can name. */
  definitions: z.array(z.object({ id: z.string(), name: z.string() })),
  plans: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type TriggerList = z.infer<typeof triggerList>;

const when = z.union([z.object({ cadence }), event]);
export const createBody = z.object({
  definitionId: id,
  planId: id.nullable(),
  note: z.string().trim().min(1).max(2000),
  when,
  matter: matterTemplate.nullable().default(null),
});

/** A clause of a plan that comes again, carried out by a schedule. */
export const scheduleBody = z.object({
  definitionId: id,
  note: z.string().trim().min(1).max(2000),
  cadence,
  matter: matterTemplate.nullable().default(null),
});

export const created = z.object({ id: z.string() });
export const editBody = z.object({
  note: z.string().trim().min(1).max(2000),
  when,
  matter: matterTemplate.nullable().default(null),
  reason: z.string().trim().min(1).max(2000),
});
export const changeParams = idParams;
export const changeBody = z.object({ reason: z.string().trim().min(1).max(2000) });
