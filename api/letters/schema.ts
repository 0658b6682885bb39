import { page, pageQuery, personRef, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';

export const letterState = z.enum(['DRAFT', 'SIGNED', 'WITHDRAWN']);

export const letterRow = z
  .object({
    id: z.string(),
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
    can: z.object({ sign: z.boolean() }),
  })
  .openapi('LetterRow');
export type LetterRow = z.infer<typeof letterRow>;

export const letter = letterRow.extend({ text: z.string(), signedBy: personRef.nullable() }).openapi('Letter');
export type Letter = z.infer<typeof letter>;

export const lettersQuery = pageQuery.extend({ state: letterState.optional() });
export type LettersQuery = z.infer<typeof lettersQuery>;

export const letterFileQuery = z.object({ format: z.enum(['pdf', 'docx']) });

export const signBody = z.object({ ids: z.array(z.string().min(1)).min(1).max(200) });
/** Drafts whose obligation was met meanwhile are withdrawn instead of signed. */
export const signAnswer = z
  .object({ signed: z.array(z.object({ id: z.string(), number: z.string() })), withdrawn: z.array(z.string()) })
  .openapi('SignedLetters');
export type SignAnswer = z.infer<typeof signAnswer>;

export const letterPage = page(letterRow);
