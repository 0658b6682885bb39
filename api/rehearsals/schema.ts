import { besideKinds, workItemKinds } from '../../domain/process/types.ts';
import { day, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';

export const behaviour = z.enum(['onTime', 'late', 'never', 'returnedTwice']);

/** `draft` or the number of a version. */
const version = z.union([z.literal('draft'), z.number().int().min(1)]);

const lateDays = z.number().int().min(1).max(60).default(5);

/** More plans at once than this nobody compares. */
const mostPlans = 10;
const planIds = z.array(z.string().min(1).max(100)).max(mostPlans).default([]);

const rehearsalAsked = z.object({
  definitionId: z.string().min(1).max(100),
  version,
  /** Plans that the definition is tried on, as if launched on the first day. */
  planIds,
  /** Plans that run beside, by their own processes from their own launch. Without any plan, sample measures are taken. */
  besidePlanIds: planIds,
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
export type RehearsalAsked = z.output<typeof rehearsalAsked>;

export const rehearsalBody = rehearsalAsked.extend({
  /** So many items of one unit due in one week are too many. */
  crowdedFrom: z.number().int().min(2).max(200).default(5),
});
export type RehearsalBody = z.output<typeof rehearsalBody>;

export const stepsBody = rehearsalAsked.extend({
  /** A measure of a plan, or a unit's part in it; without a plan the first one, or the sample. */
  subject: z.object({
    planId: z.string().max(100).nullable(),
    measureId: z.string().max(100).nullable(),
    unitId: z.string().max(100).nullable(),
  }),
});
export type StepsBody = z.output<typeof stepsBody>;

const kind = z.enum([...workItemKinds, ...besideKinds]);
const count = z.number().int();
const named = z.object({ id: z.string(), name: z.string() });
const load = { opened: count, due: count, reminders: count, letters: count };

const holder = z.enum(['unit', 'office', 'leader', 'discipline']);

const item = z
  .object({
    plan: named,
    measure: named.nullable(),
    elementId: z.string(),
    name: z.string(),
    kind,
    holder,
    unit: unitRef.nullable(),
    round: count,
    openedOn: day,
    dueOn: day.nullable(),
    closedOn: day.nullable(),
    outcome: z.string().nullable(),
    rungs: z.array(
      z.object({ rung: z.string(), on: day, action: z.enum(['notify', 'letter', 'talk', 'copy', 'refer']) }),
    ),
  })
  .openapi('RehearsedItem');
export type RehearsedItem = z.infer<typeof item>;

export const plansToChoose = z
  .object({
    items: z.array(
      z.object({
        ...{ id: z.string(), title: z.string(), measures: count, launchedOn: day.nullable() },
        /** Of a draft: which correction it is at, when that was made, and who imported it. */
        draft: z.object({ version: count, changedOn: day, importedBy: z.string() }).nullable(),
      }),
    ),
  })
  .openapi('PlansToRehearse');
export type PlansToChoose = z.infer<typeof plansToChoose>;

export const rehearsal = z
  .object({
    /** By the day of opening; `itemCount` says how many there are, `items` has the first of them only. */
    items: z.array(item),
    itemCount: count,
    overdue: count,
    unfinished: count,
    reminders: count,
    letters: count,
    plans: z.array(named.extend({ measures: count })),
    ended: count,
    stuckCount: count,
    stuck: z.array(
      z.object({
        elementId: z.string(),
        element: z.string(),
        plan: named,
        measure: named.nullable(),
        unit: unitRef.nullable(),
      }),
    ),
    days: z.array(z.object({ day, ...load })),
    weeks: z.array(z.object({ unit: unitRef.nullable(), week: day, ...load })),
    crowdings: z.array(
      z.object({ week: day, unit: unitRef, due: count, plans: z.array(z.object({ plan: named, due: count })) }),
    ),
    doublings: z.array(
      z.object({
        kind,
        plans: z.array(z.object({ plan: named, dueOn: day })),
        units: z.array(unitRef),
      }),
    ),
    /** `units` null: nobody at all has anything open. */
    deadTimes: z.array(z.object({ units: z.array(unitRef).nullable(), from: day, until: day, days: count })),
  })
  .openapi('RehearsalOfProcess');
export type Rehearsal = z.infer<typeof rehearsal>;

const step = z.object({
  day,
  cause: z.object({
    kind: z.enum(['begun', 'closed', 'timer', 'operation', 'ended']),
    elementId: z.string(),
    name: z.string(),
    holder: holder.nullable(),
    unit: unitRef.nullable(),
    outcome: z.string().nullable(),
  }),
  /** Which process takes it, by its place in `processes`; tokens are told of this one. */
  process: count,
  /** Items that it opened, by their place in `items`. */
  opened: z.array(count),
  active: z.array(z.object({ elementId: z.string(), count })),
  passed: z.array(z.string()),
});

export const steppedRehearsal = z
  .object({
    drawings: z.array(
      z.object({
        name: z.string(),
        bpmnXml: z.string(),
        /** The version that it is of; null for the drawing of the process that is watched. */
        version: z.object({ definitionId: z.string(), version: count }).nullable(),
      }),
    ),
    /** The process that is watched first, then those that are called, as they begin. */
    processes: z.array(
      z.object({
        /** Its place in `drawings`. */
        drawing: count,
        calledBy: z.object({ process: count, elementId: z.string(), name: z.string() }).nullable(),
      }),
    ),
    items: z.array(item),
    steps: z.array(step),
  })
  .openapi('SteppedRehearsal');
export type SteppedRehearsal = z.infer<typeof steppedRehearsal>;
