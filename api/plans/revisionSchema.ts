import { revisedFields } from '../../domain/revision.ts';
import { localText } from '../common/schema.ts';
import { z } from '../zod.ts';

export const revisionQuery = z.object({ draft: z.string().min(1).max(100) });

/** One thing that a new version of the document changes, and that the office accepts or leaves. */
export const revisionChange = z
  .object({
    /** What is accepted by it; the same at each reading as long as both sides stay as they are. */
    id: z.string(),
    field: z.enum(['added', 'withdrawn', ...revisedFields, 'documentNumber', 'issuedOn', 'periodEnd']),
    /** As people read it; units as ROLE:name. */
    before: z.array(z.string()),
    after: z.array(z.string()),
    /** Why it cannot be taken over; null where it can. */
    blocked: localText.nullable(),
  })
  .openapi('RevisionChange');
export type RevisionChange = z.infer<typeof revisionChange>;

export const revisedMeasure = z
  .object({
    kind: z.enum(['added', 'withdrawn', 'changed', 'unchanged']),
    /** The running measure; null where it is new. */
    measureId: z.string().nullable(),
    /** Its number in the running plan, or in the new version where it is new. */
    number: z.number().int(),
    title: z.string(),
    changes: z.array(revisionChange),
  })
  .openapi('RevisedMeasure');
export type RevisedMeasure = z.infer<typeof revisedMeasure>;

export const revisionResult = z
  .object({ added: z.number().int(), changed: z.number().int(), withdrawn: z.number().int() })
  .openapi('RevisionResult');

export const revision = z
  .object({
    plan: z.object({ id: z.string(), title: z.string() }),
    draft: z.object({ id: z.string(), title: z.string(), version: z.number().int() }),
    planChanges: z.array(revisionChange),
    measures: z.array(revisedMeasure),
    /** What it did, where it has been applied. */
    applied: revisionResult.nullable(),
  })
  .openapi('Revision');
export type Revision = z.infer<typeof revision>;

export const applyRevisionBody = z.object({
  draftId: z.string().min(1).max(100),
  /** The draft as it was compared. */
  version: z.number().int().min(1),
  accept: z.array(z.string().max(200)).max(20_000),
  reason: z.string().trim().min(1).max(2000),
});
