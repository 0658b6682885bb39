import { day } from '../common/schema.ts';
import { z } from '../zod.ts';

/**
 * What the importer read, as the office may correct it (shape: importer/types.ts). A draft is saved while it is unfinished:
 * titles may still be empty; the launch asks for them (`missingTitles`).
 */

const text = z.string().max(20_000);
const names = z.array(z.string().trim().min(1).max(300)).max(500);
const range = { start: z.number().int().min(0), end: z.number().int().min(0) };

/** Tells a draft's measures apart while they are moved, split and joined. */
const measureId = z.string().min(1).max(60);

export const indicatorContent = z.object({
  text,
  comparator: z.enum(['>=', '<=', '=', 'range']),
  value: z.number(),
  valueTo: z.number().nullable(),
  unit: z.string().max(100),
  period: z.enum(['year', 'month', 'quarter']).nullable(),
  by: z.string().max(100).nullable(),
});

/** Loose: a newer importer may have read more than this version checks. */
export const measureContent = z.looseObject({
  id: measureId.optional(),
  /** The office has compared it with the document. */
  accepted: z.boolean().optional(),
  /** Fields whose doubt the office has settled. */
  checked: z.array(z.string().max(40)).max(20).optional(),
  path: z.array(text).max(20),
  title: text,
  leaders: names,
  leadUnits: names,
  responsibleUnits: names,
  responsiblePersons: names,
  supportingUnits: names,
  /** Posts printed beside names of people. */
  posts: z
    .array(z.object({ name: z.string().max(300), post: z.string().max(300) }))
    .max(200)
    .optional(),
  deadline: z.object({
    text,
    kind: z.enum(['date', 'longTerm', 'dateThenLongTerm', 'none']),
    date: day.nullable(),
  }),
  indicators: z.array(indicatorContent).max(200),
  source: z.array(z.object(range)).max(50),
});

export const importContent = z
  .looseObject({
    plan: z.looseObject({
      title: text,
      documentNumber: z.string().max(200).nullable(),
      issuers: names,
      issuedOn: day.nullable(),
      periodStart: day.nullable(),
      periodEnd: day.nullable(),
    }),
    measures: z.array(measureContent).max(2000),
    duties: z.array(
      z.object({
        text,
        cadence: z.enum(['once', 'weekly', 'monthly', 'quarterly', 'semiannual', 'yearly', 'asNeeded']),
        timesPerPeriod: z.number(),
        due: z.string().max(200).nullable(),
        who: z.array(z.string().max(300)),
        to: z.string().max(300).nullable(),
        kind: z.enum([
          'report',
          'meeting',
          'visit',
          'plan',
          'assessment',
          'research',
          'rectification',
          'warning',
          'other',
        ]),
        ...range,
      }),
    ),
    assessment: z.array(
      z.object({
        text,
        subject: z.string().nullable(),
        weightPercent: z.number().nullable(),
        usedFor: z.string(),
        ...range,
      }),
    ),
    escalation: z.array(
      z.object({ text, trigger: z.string(), action: z.string(), by: z.string().nullable(), ...range }),
    ),
    warnings: z.array(
      z.object({
        message: z.string(),
        messageEn: z.string().optional(),
        measureId: measureId.optional(),
        /** Its place among the measures as read, until they have ids. */
        measure: z.number().int().min(0).optional(),
        field: z.string().max(40).optional(),
        ...range,
      }),
    ),
  })
  .openapi('ImportContent');

/** A draft's content as it is answered: every measure has its id. */
export const draftContent = importContent
  .extend({ measures: z.array(measureContent.extend({ id: measureId })) })
  .openapi('DraftContent');
export type DraftContent = z.infer<typeof draftContent>;

export type ImportContent = z.infer<typeof importContent>;
export type MeasureContent = ImportContent['measures'][number];
