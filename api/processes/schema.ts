import { page, planKind } from '../common/schema.ts';
import { z } from '../zod.ts';

/** A process beside the lifecycle that can be begun now. */
export const startable = z
  .object({ versionId: z.string(), name: z.string(), version: z.number().int() })
  .openapi('StartableProcess');
export type Startable = z.infer<typeof startable>;

export const startablePage = page(startable);

export const run = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.number().int(),
    plan: z.object({ id: z.string(), title: z.string(), kind: planKind }),
    note: z.string(),
    startedBy: z.string(),
    startedOn: z.string(),
    /** It began on schedule or by an event, as whoever set that up wanted. */
    byItself: z.boolean(),
    /** Which occasion of a schedule or rule began it, and why that was set up. */
    occasion: z.object({ day: z.string(), note: z.string() }).nullable(),
    /** Where it was ended by hand. */
    ended: z.object({ by: z.string(), on: z.string(), reason: z.string() }).nullable(),
    /** Where it carries out a leader's instruction 批示; then `startedBy` is the leader. */
    instruction: z
      .object({ deadlineOn: z.string(), measure: z.object({ id: z.string(), title: z.string() }) })
      .nullable(),
    instances: z.number().int(),
    running: z.number().int(),
  })
  .openapi('ProcessRun');
export type Run = z.infer<typeof run>;

export const runPage = page(run);

export const runDetail = run
  .extend({
    bpmnXml: z.string(),
    parts: z.array(
      z.object({
        id: z.string(),
        measure: z.object({ id: z.string(), number: z.number().int(), title: z.string() }),
        status: z.enum(['RUNNING', 'COMPLETED', 'TERMINATED', 'WITHDRAWN']),
        active: z.array(z.object({ elementId: z.string(), count: z.number().int() })),
        passed: z.array(z.string()),
      }),
    ),
    can: z.object({ end: z.boolean() }),
  })
  .openapi('ProcessRunDetail');
export type RunDetail = z.infer<typeof runDetail>;

/** Of one plan or of one measure. */
export const runsQuery = z
  .object({ planId: z.string().min(1).max(100).optional(), measureId: z.string().min(1).max(100).optional() })
  .refine((query) => (query.planId === undefined) !== (query.measureId === undefined), {
    params: { rule: 'oneOf' },
    path: ['planId'],
  });

/** For the named measures, or for every running measure of the plan. */
export const beginBody = z.object({
  planId: z.string().min(1).max(100),
  versionId: z.string().min(1).max(100),
  measureIds: z.array(z.string().max(100)).min(1).max(2000).optional(),
  note: z.string().trim().min(1).max(2000),
});

export const begun = z
  .object({
    id: z.string(),
    started: z.number().int(),
    leftOut: z.array(
      z.object({
        measureId: z.string(),
        title: z.string(),
        why: z.enum(['ENDED', 'RUNNING_ALREADY', 'OWN_CASE']),
      }),
    ),
  })
  .openapi('ProcessRunBegun');
export type Begun = z.infer<typeof begun>;

export const endBody = z.object({ reason: z.string().trim().min(1).max(2000) });
