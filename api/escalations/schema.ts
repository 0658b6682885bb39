import { toleranceGrounds } from '../../domain/tolerance.ts';
import { workItemStates } from '../../domain/workItem.ts';
import {
  day,
  localText,
  page,
  pageQuery,
  planKind,
  postKind,
  postRef,
  timelineEntry,
  unitRef,
} from '../common/schema.ts';
import { z } from '../zod.ts';

export const escalationState = z.enum([
  'NOTIFIED',
  'DRAFTED',
  'LISTED',
  'HELD',
  'SENT',
  'APPROVED',
  'REJECTED',
  'WITHDRAWN',
  'ACKNOWLEDGED',
  'TOLERATED',
]);

export const escalation = z
  .object({
    id: z.string(),
    rung: z.string(),
    rungLabel: localText,
    workItemId: z.string(),
    kind: z.string(),
    kindLabel: localText,
    measureId: z.string().nullable(),
    measureTitle: z.string().nullable(),
    planId: z.string().nullable(),
    planTitle: z.string().nullable(),
    planKind: planKind.nullable(),
    unit: unitRef.nullable(),
    reachedOn: z.string(),
    state: escalationState,
    letterId: z.string().nullable(),
    approver: z.object({ kind: postKind, post: postRef.nullable() }).nullable(),
    reason: z.string().nullable(),
    decidedOn: z.string().nullable(),
    outcome: z.string().nullable(),
    /** What the receiver registered a copy or a referral under. */
    receipt: z.string().nullable(),
    /** Lifted by the decision on an objection: shown, and counted no more. */
    liftedOn: z.string().nullable(),
    liftedReason: z.string().nullable(),
    /** The last day on which the unit may object to it. */
    objectUntil: z.string().nullable(),
    /** The ground on which it was closed as tolerated. */
    tolerance: localText.nullable(),
    /** What the unit says before it is decided; `until` is its last day for it. Null where it was not asked. */
    explanation: z
      .object({ itemId: z.string(), until: z.string(), text: z.string().nullable(), givenOn: z.string().nullable() })
      .nullable(),
    /** How far its talk has come; null before it is arranged. */
    talkState: z.enum(['ARRANGED', 'HELD', 'FOLLOWED_UP']).nullable(),
    overdueWorkingDays: z.number().int(),
    can: z.object({
      approve: z.boolean(),
      reject: z.boolean(),
      hold: z.boolean(),
      release: z.boolean(),
      sign: z.boolean(),
      /** To arrange, to record or to follow up an approved talk. */
      talk: z.boolean(),
      acknowledge: z.boolean(),
      recordOutcome: z.boolean(),
      askToExplain: z.boolean(),
      object: z.boolean(),
      tolerate: z.boolean(),
    }),
  })
  .openapi('Escalation');
export type Escalation = z.infer<typeof escalation>;

export const escalationsQuery = pageQuery.extend({
  rung: z.string().max(40).optional(),
  state: escalationState.optional(),
  planId: z.string().max(100).optional(),
  measureId: z.string().max(100).optional(),
});
export type EscalationsQuery = z.infer<typeof escalationsQuery>;

const promise = z.object({
  itemId: z.string(),
  text: z.string(),
  dueOn: z.string(),
  state: z.enum(workItemStates),
  closedOn: z.string().nullable(),
});

export const talk = z
  .object({
    state: z.enum(['ARRANGED', 'HELD', 'FOLLOWED_UP']),
    at: z.string(),
    place: z.string(),
    arrangedBy: z.string(),
    arrangedOn: z.string(),
    /** The invitation. */
    letter: z.object({ id: z.string(), state: z.enum(['DRAFT', 'SIGNED', 'WITHDRAWN']) }).nullable(),
    heldOn: z.string().nullable(),
    host: z.string().nullable(),
    attendees: z.array(z.string()),
    record: z.string().nullable(),
    recordedBy: z.string().nullable(),
    promises: z.array(promise),
    followUp: z.string().nullable(),
    followedUpBy: z.string().nullable(),
    followedUpOn: z.string().nullable(),
    can: z.object({ record: z.boolean(), followUp: z.boolean() }),
  })
  .openapi('Talk');
export type Talk = z.infer<typeof talk>;

export const escalationDetail = escalation
  .extend({
    /** What was handed over with a referral; `readable` says whether the caller may have it. SHA-256 of its two files. */
    package: z
      .object({
        readable: z.boolean(),
        made: z.object({ pdfHash: z.string(), zipHash: z.string(), madeBy: z.string(), madeOn: z.string() }).nullable(),
      })
      .nullable(),
    talk: talk.nullable(),
    canArrangeTalk: z.boolean(),
    timeline: z.array(timelineEntry),
    letter: z
      .object({
        id: z.string(),
        title: z.string(),
        text: z.string(),
        number: z.string().nullable(),
        state: z.enum(['DRAFT', 'SIGNED', 'WITHDRAWN']),
      })
      .nullable(),
  })
  .openapi('EscalationDetail');
export type EscalationDetail = z.infer<typeof escalationDetail>;

const reason = z.string().trim().min(1).max(5000);
export const reasonBody = z.object({ reason });
export const releaseBody = z.object({});
export const acknowledgeBody = z.object({ receipt: z.string().trim().max(500).optional() });
/** Working days that the unit has to explain. */
export const explainBody = z.object({ within: z.number().int().min(1).max(10).default(3) });
export const outcomeBody = z.object({ text: reason });

export const packageQuery = z.object({ format: z.enum(['pdf', 'zip']) });
export const tolerateBody = z.object({ ground: z.enum(toleranceGrounds), reason });
const line = z.string().trim().min(1).max(200);
export const arrangeBody = z.object({ at: line, place: line });
export const talkBody = z.object({
  heldOn: day,
  host: line,
  attendees: z.array(line).min(1).max(50),
  record: z.string().trim().min(1).max(20_000),
  promises: z.array(z.object({ text: z.string().trim().min(1).max(1000), dueOn: day })).max(20),
});
export const followUpBody = z.object({ text: reason });

export const escalationPage = page(escalation);
