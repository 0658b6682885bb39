import { MAX_TITLE_LENGTH } from '../../domain/letters/draft.ts';
import { letterKinds } from '../../domain/letters/kinds.ts';
import { itemFile } from '../common/fileSchema.ts';
import { localText, page, pageQuery, personRef, postKind, postRef, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';

export const letterKind = z.enum(letterKinds).openapi('LetterKind');
export const letterState = z.enum(['DRAFT', 'SIGNED', 'WITHDRAWN']);

export const letterRow = z
  .object({
    id: z.string(),
    kind: letterKind,
    kindLabel: localText,
    title: z.string(),
    /** As printed, for example 督办〔2020〕3号; null until it is signed. */
    number: z.string().nullable(),
    state: letterState,
    planId: z.string().nullable(),
    measureId: z.string().nullable(),
    measureTitle: z.string().nullable(),
    workItemId: z.string(),
    unit: unitRef.nullable(),
    draftedOn: z.string(),
    signedOn: z.string().nullable(),
    withdrawnOn: z.string().nullable(),
    receivedOn: z.string().nullable(),
    /** Lifted by the decision on an objection: shown, and no longer in force. */
    liftedOn: z.string().nullable(),
    liftedReason: z.string().nullable(),
    /** The last day on which the unit may object to it; null before it is signed. */
    objectUntil: z.string().nullable(),
    /** Null where the letter wants no answer of its own. `itemId` is the item by which the unit answers. */
    answer: z
      .object({ itemId: z.string(), dueOn: z.string(), answeredOn: z.string().nullable(), overdue: z.boolean() })
      .nullable(),
    can: z.object({
      sign: z.boolean(),
      edit: z.boolean(),
      receive: z.boolean(),
      answer: z.boolean(),
      object: z.boolean(),
    }),
  })
  .openapi('LetterRow');
export type LetterRow = z.infer<typeof letterRow>;

export const letter = letterRow
  .extend({
    text: z.string(),
    /** SHA-256 of title and text as signed. */
    hash: z.string().nullable(),
    version: z.number().int(),
    /** Changed by hand since it was drafted. */
    edited: z.boolean(),
    draftedBy: z.string().nullable(),
    approver: z.object({ kind: postKind, post: postRef.nullable() }).nullable(),
    signedBy: personRef.nullable(),
    receivedBy: z.string().nullable(),
    withdrawnReason: z.string().nullable(),
    answerWithin: z.number().int().nullable(),
    answerText: z.string().nullable(),
    answerFiles: z.array(itemFile),
  })
  .openapi('Letter');
export type Letter = z.infer<typeof letter>;

export const lettersQuery = pageQuery.extend({
  state: letterState.optional(),
  kind: letterKind.optional(),
  workItemId: z.string().max(100).optional(),
  measureId: z.string().max(100).optional(),
  waiting: z.enum(['receipt', 'answer', 'overdue']).optional(),
});
export type LettersQuery = z.infer<typeof lettersQuery>;

export const letterFileQuery = z.object({ format: z.enum(['pdf', 'docx']) });

export const signBody = z.object({ ids: z.array(z.string().min(1)).min(1).max(200) });
/**
 * Drafts whose obligation was met meanwhile are withdrawn instead of signed; those that speak of another due day than
 * the item has now are `stale`, those whose unit may still explain `explaining`: both stay drafts.
 */
export const signAnswer = z
  .object({
    signed: z.array(z.object({ id: z.string(), number: z.string() })),
    withdrawn: z.array(z.string()),
    stale: z.array(z.string()),
    explaining: z.array(z.string()),
  })
  .openapi('SignedLetters');
export type SignAnswer = z.infer<typeof signAnswer>;

export const letterPage = page(letterRow);

const text = z.string().trim().min(1).max(20_000);
/** What is added to the facts of the item. */
export const draftBody = z.object({
  workItemId: z.string().min(1).max(100),
  kind: letterKind,
  remark: z.string().trim().max(2000).optional(),
  talkAt: z.string().trim().max(100).optional(),
  talkPlace: z.string().trim().max(100).optional(),
});
export type DraftBody = z.infer<typeof draftBody>;
export const letterDrafted = z.object({ id: z.string() }).openapi('LetterDrafted');
export type LetterDrafted = z.infer<typeof letterDrafted>;
const version = z.number().int().min(1);
export const editBody = z.object({ title: z.string().trim().min(1).max(MAX_TITLE_LENGTH), text, version });
export const redraftBody = z.object({ version });
export const refuseBody = z.object({ reason: z.string().trim().min(1).max(2000) });
export const receiveBody = z.object({});
