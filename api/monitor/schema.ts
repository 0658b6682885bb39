import { faultKinds, instanceStates, repairs } from '../../domain/monitoring.ts';
import { mailCauses } from '../../domain/notices/mailFailure.ts';
import { idParams, page, pageQuery, timelineEntry } from '../common/schema.ts';
import { z } from '../zod.ts';

const status = z.enum(['RUNNING', 'COMPLETED', 'TERMINATED', 'WITHDRAWN']);
const id = z.string().min(1).max(100);
const standing = z.array(z.object({ elementId: z.string(), name: z.string(), count: z.number().int() }));

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
      causes: z.array(z.object({ cause: z.enum(mailCauses), count: z.number().int() })),
    }),
    /** How many processes there are; of the running ones some are stuck or paused. */
    processes: z.object({
      running: z.number().int(),
      stuck: z.number().int(),
      paused: z.number().int(),
      ended: z.number().int(),
    }),
  })
  .openapi('Monitor');
export type Monitor = z.infer<typeof monitor>;

/** What the list of processes is narrowed by. */
export const monitorChoices = z
  .object({
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
    plans: z.array(z.object({ id: z.string(), title: z.string() })),
  })
  .openapi('MonitorChoices');
export type MonitorChoices = z.infer<typeof monitorChoices>;

/**
 * How many running processes of a definition stand on each element; `version` is the one that is drawn, `elsewhere`
 * are elements that it lacks.
 */
export const definitionStanding = z
  .object({
    definitionId: z.string(),
    name: z.string(),
    version: z.number().int(),
    bpmnXml: z.string(),
    active: standing,
    elsewhere: standing,
  })
  .openapi('DefinitionStanding');
export type DefinitionStanding = z.infer<typeof definitionStanding>;

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
    definitionId: z.string(),
    subject: z.string(),
    plan: z.object({ id: z.string(), title: z.string() }).nullable(),
    measureId: z.string().nullable(),
    status,
    paused: z.boolean(),
    begunAt: z.string().openapi({ format: 'date-time' }),
    active: standing,
    /** The business day on which it last got on. */
    movedOn: z.string(),
    /** The earliest due day of what is open, with the days left, and the day of the timer that comes first. */
    dueOn: z.string().nullable(),
    daysLeft: z.number().int().nullable(),
    timerOn: z.string().nullable(),
    faults: z.array(fault),
  })
  .openapi('MonitoredProcess');
export type Monitored = z.infer<typeof monitored>;

export const monitoredPage = page(monitored);
export type MonitoredPage = z.infer<typeof monitoredPage>;

export const monitoredDetail = monitored
  .extend({
    bpmnXml: z.string(),
    passed: z.array(z.string()),
    /** It has not yet taken what it was told: a step is under way, or is being tried. */
    behind: z.boolean(),
    /** What administrators did about it, latest first. */
    repairs: z.array(timelineEntry),
    /** Its workflow in Temporal's own pages, where these are configured. */
    uiUrl: z.string().nullable(),
    can: z.object({ cancel: z.boolean() }),
  })
  .openapi('MonitoredProcessDetail');
export type MonitoredDetail = z.infer<typeof monitoredDetail>;

export const monitoredQuery = pageQuery.extend({
  definitionId: id.optional(),
  versionId: id.optional(),
  state: z.enum(instanceStates).optional(),
  planId: id.optional(),
  unitId: id.optional(),
  elementId: z.string().min(1).max(200).optional(),
  q: z.string().trim().min(1).max(100).optional(),
});

export type MonitoredQuery = z.infer<typeof monitoredQuery>;

export const standingParams = idParams;
export const standingQuery = z.object({ versionId: id.optional() });

const reason = z.string().trim().min(1).max(2000);
export const repairBody = z.object({ reason });
export const reassignBody = z.object({ reason, postId: id });

/** `told`: whether Temporal has been told at once; if not, it is as soon as it answers. */
export const repaired = z.object({ told: z.boolean() }).openapi('Repaired');

/** A mail that did not arrive. */
export const mailFailure = z
  .object({
    id: z.string(),
    day: z.string(),
    person: z.object({ id: z.string(), name: z.string() }),
    address: z.string().nullable(),
    cause: z.enum(mailCauses),
    /** What the mail server said, for whoever runs it; null where the cause says all. */
    detail: z.string().nullable(),
    attempts: z.number().int(),
    /** Why it cannot go out again yet. */
    unreachable: z.enum(['NO_ADDRESS', 'ADDRESS_FAILED']).nullable(),
    /** It was asked for again and waits to go out. */
    queued: z.boolean(),
  })
  .openapi('MailFailure');
export type MailFailure = z.infer<typeof mailFailure>;
export const mailFailurePage = page(mailFailure);
export const mailFailureQuery = pageQuery.extend({ cause: z.enum(mailCauses).optional() });

/** Some mails, or all that failed for a cause. */
export const resendBody = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(1000) }),
  z.strictObject({ cause: z.enum(mailCauses) }),
]);
export const resent = z
  .object({
    /** Mails that go out again. */
    queued: z.number().int(),
    /** Mails whose news go with a later one to the same person. */
    joined: z.number().int(),
    /** Mails whose reader has no address, or one that does not work. */
    unreachable: z.number().int(),
  })
  .openapi('MailsResent');
export type MailsResent = z.infer<typeof resent>;
