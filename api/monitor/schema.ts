import { faultKinds, repairs } from '../../domain/monitoring.ts';
import { idParams, page, pageQuery } from '../common/schema.ts';
import { z } from '../zod.ts';

const status = z.enum(['RUNNING', 'COMPLETED', 'TERMINATED', 'WITHDRAWN']);
const id = z.string().min(1).max(100);
const standing = z.array(z.object({ elementId: z.string(), count: z.number().int() }));

/** A worker's queue on Temporal. */
const queue = z.object({
  kind: z.enum(['workflow', 'activity']),
  /** Workers that asked it for work lately. */
  workers: z.number().int(),
  /** Tasks that wait for a worker, about. */
  backlog: z.number().int(),
  oldestSeconds: z.number().int(),
});

/** How the installation does. `engine` is null while Temporal does not answer. */
export const monitor = z
  .object({
    engine: z.object({ queues: z.array(queue), missing: z.number().int() }).nullable(),
    uiUrl: z.string().nullable(),
    outbox: z.object({ waiting: z.number().int(), oldestSeconds: z.number().int() }),
    rounds: z.array(
      z.object({
        day: z.string(),
        startedAt: z.string().openapi({ format: 'date-time' }),
        finishedAt: z.string().openapi({ format: 'date-time' }).nullable(),
      }),
    ),
    schedule: z
      .object({ paused: z.boolean(), next: z.string().openapi({ format: 'date-time' }).nullable() })
      .nullable(),
    mail: z.object({
      refused: z.number().int(),
      waiting: z.number().int(),
      people: z.array(z.object({ personId: z.string(), name: z.string(), reason: z.string(), day: z.string() })),
    }),
    versions: z.array(
      z.object({
        versionId: z.string(),
        definitionId: z.string(),
        name: z.string(),
        version: z.number().int(),
        running: z.number().int(),
        completed: z.number().int(),
        terminated: z.number().int(),
        withdrawn: z.number().int(),
      }),
    ),
  })
  .openapi('Monitor');
export type Monitor = z.infer<typeof monitor>;

export const versionStanding = z
  .object({
    versionId: z.string(),
    name: z.string(),
    version: z.number().int(),
    bpmnXml: z.string(),
    active: standing,
    passed: z.array(z.string()),
  })
  .openapi('VersionStanding');
export type VersionStanding = z.infer<typeof versionStanding>;

const fault = z.object({
  kind: z.enum(faultKinds),
  elementId: z.string().nullable(),
  itemId: z.string().nullable(),
  detail: z.string().nullable(),
  attempts: z.number().int().nullable(),
  repairs: z.array(z.enum(repairs)),
});
export type MonitorFault = z.infer<typeof fault>;

/** One process: what it is about, where it stands, and what keeps it from going on. */
export const monitored = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.number().int(),
    versionId: z.string(),
    subject: z.string(),
    plan: z.object({ id: z.string(), title: z.string() }).nullable(),
    measureId: z.string().nullable(),
    status,
    begunAt: z.string().openapi({ format: 'date-time' }),
    active: standing,
    faults: z.array(fault),
  })
  .openapi('MonitoredProcess');
export type Monitored = z.infer<typeof monitored>;

export const monitoredPage = page(monitored);

/** `engineAnswered`: false where it could not be asked which workflows are missing. */
export const faultyList = z.object({ items: z.array(monitored), engineAnswered: z.boolean(), more: z.boolean() });
export type FaultyList = z.infer<typeof faultyList>;

export const monitoredDetail = monitored
  .extend({
    bpmnXml: z.string(),
    passed: z.array(z.string()),
    /** Its workflow in Temporal's own pages, where these are configured. */
    uiUrl: z.string().nullable(),
    can: z.object({ cancel: z.boolean() }),
  })
  .openapi('MonitoredProcessDetail');
export type MonitoredDetail = z.infer<typeof monitoredDetail>;

export const monitoredQuery = pageQuery.extend({
  versionId: id.optional(),
  status: status.optional(),
  elementId: z.string().min(1).max(200).optional(),
  q: z.string().trim().min(1).max(100).optional(),
});

export const versionParams = idParams;

const reason = z.string().trim().min(1).max(2000);
export const repairBody = z.object({ reason });
export const reassignBody = z.object({ reason, postId: id });

/** `told`: whether Temporal has been told at once; if not, it is as soon as it answers. */
export const repaired = z.object({ told: z.boolean() }).openapi('Repaired');
