import { letterKinds } from '../../domain/letters/kinds.ts';
import { MAX_TEMPLATE_LENGTH } from '../../domain/letters/template.ts';
import { localText } from '../common/schema.ts';
import { z } from '../zod.ts';

const kind = z.enum(letterKinds);

export const templateVersion = z
  .object({
    kind,
    /** 0: the one that came with the installation. */
    version: z.number().int(),
    title: z.string(),
    text: z.string(),
    /** Working days after signing within which the unit answers; null: no answer of its own. */
    answerWithin: z.number().int().nullable(),
    reason: z.string(),
    savedBy: z.string(),
    savedOn: z.string(),
  })
  .openapi('LetterTemplateVersion');

/** The office's own red-head Word template of a kind. */
export const letterForm = z
  .object({ fileName: z.string(), sha256: z.string(), savedBy: z.string(), savedOn: z.string() })
  .openapi('LetterForm');

export const templateSet = z
  .object({
    kind,
    label: localText,
    series: z.string(),
    form: letterForm.nullable(),
    /** The newest first; the first is in use. */
    versions: z.array(templateVersion).min(1),
  })
  .openapi('LetterTemplates');
export type TemplateSet = z.infer<typeof templateSet>;

export const templateList = z
  .object({
    items: z.array(templateSet),
    /** Names that the text of a template may use, with what they would say of the item that the preview shows. */
    fields: z.array(z.string()),
    /** Tags that a Word template may use. */
    formFields: z.array(z.string()),
  })
  .openapi('LetterTemplateList');
export type TemplateList = z.infer<typeof templateList>;

const edit = z.object({
  kind,
  title: z.string().trim().min(1).max(1000),
  text: z.string().trim().min(1).max(MAX_TEMPLATE_LENGTH),
  answerWithin: z.number().int().min(1).max(60).nullable(),
});
export const templatePreviewBody = edit;
/** `real` tells whether the facts are those of an open item of the county or made up. */
export const templatePreview = z
  .object({ title: z.string(), text: z.string(), real: z.boolean() })
  .openapi('LetterTemplatePreview');
export type TemplatePreview = z.infer<typeof templatePreview>;
export const templateSaveBody = edit.extend({
  basedOn: z.number().int().min(0),
  reason: z.string().trim().min(1).max(200),
});
export const templateSaved = z.object({ version: z.number().int() }).openapi('LetterTemplateSaved');
export const formParams = z.object({ kind });
