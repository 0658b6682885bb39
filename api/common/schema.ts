import { isDay } from '../../domain/day.ts';
import { z } from '../zod.ts';

/** Shapes that several nouns share. */

export const day = z
  .string()
  .refine(isDay, { params: { rule: 'day' } })
  .openapi({ type: 'string', format: 'date', example: '2020-06-30' });

export const localText = z.object({ zh: z.string(), en: z.string() }).openapi('LocalText');
export type LocalText = z.infer<typeof localText>;

export const postKinds = ['OFFICE', 'UNIT_HEAD', 'LIAISON', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE', 'ADMIN'] as const;
export const postKind = z.enum(postKinds).openapi('PostKind');
export type PostKind = z.infer<typeof postKind>;

export const unitRef = z.object({ id: z.string(), name: z.string() }).openapi('UnitRef');
export type UnitRef = z.infer<typeof unitRef>;

export const personRef = z.object({ id: z.string(), name: z.string() }).openapi('PersonRef');
export type PersonRef = z.infer<typeof personRef>;

export const postRef = z
  .object({
    id: z.string(),
    title: z.string(),
    kind: postKind,
    unit: unitRef.nullable(),
    holder: personRef.nullable(),
  })
  .openapi('PostRef');
export type PostRef = z.infer<typeof postRef>;

/** A query value of a checkbox: `true` or `false` as text. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** A page of a list: `nextCursor` is null on the last one. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export const idParams = z.object({ id: z.string().min(1).max(100) });

/** A short name as people type it: trimmed, never empty. */
export const name = z.string().trim().min(1).max(200);

/** RFC 9457. `code` is one of the closed list of domain/errors.ts. */
export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof problem>;

/** Fields of a form with what was filled in, in words. */
export const filledValues = z.array(z.object({ label: localText, value: localText }));

export const timelineEntry = z
  .object({
    id: z.string(),
    at: z.string().openapi({ format: 'date-time' }),
    businessDay: z.string(),
    kind: z.string(),
    text: localText,
    person: z.string().nullable(),
    unit: unitRef.nullable(),
    workItemId: z.string().nullable(),
    /** Of a hand-in with a form: numbers, days, choices and files, in words. */
    values: filledValues,
  })
  .openapi('TimelineEntry');
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** An issued document, or a matter of its own 专项事项. */
export const planKind = z.enum(['DOCUMENT', 'MATTER']);
