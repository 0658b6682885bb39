import { declaredUtf8 } from '../../domain/process/bpmnFile.ts';
import { purposes } from '../../domain/process/purpose.ts';
import { day, localText, name } from '../common/schema.ts';
import { z } from '../zod.ts';

/** Longest BPMN text that is taken: the largest process that may run (400 elements) needs a third of it. */
export const MOST_XML = 1_000_000;

const bpmnXml = z.string().min(1).max(MOST_XML).overwrite(declaredUtf8);
const revision = z.number().int().min(1);
const reason = z.string().trim().min(1).max(2000);

export const purpose = z.enum(purposes).openapi('DefinitionPurpose');

/** One thing that the check has found: where, how grave, and what to do, in words. */
export const definitionFinding = z
  .object({
    elementId: z.string().nullable(),
    rule: z.string(),
    severity: z.enum(['error', 'warning']),
    message: localText,
  })
  .openapi('DefinitionFinding');
export type DefinitionFinding = z.infer<typeof definitionFinding>;

const versionRow = z.object({
  version: z.number().int(),
  state: z.enum(['PUBLISHED', 'RETIRED']),
  publishedOn: day,
  running: z.number().int(),
});

const draftRow = z.object({
  state: z.enum(['DRAFT', 'IN_REVIEW']),
  revision: z.number().int(),
  basedOn: z.number().int().nullable(),
  updatedBy: z.string(),
  updatedAt: z.string(),
  note: z.string().nullable(),
});

export const definitionRow = z
  .object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    purpose,
    /** Latest first. */
    versions: z.array(versionRow),
    draft: draftRow.nullable(),
  })
  .openapi('DefinitionRow');
export type DefinitionRow = z.infer<typeof definitionRow>;

export const definitionList = z.object({ items: z.array(definitionRow) });

export const definitionEvent = z.object({
  id: z.string(),
  at: z.string(),
  businessDay: z.string(),
  person: z.string().nullable(),
  text: localText,
});
export type DefinitionEvent = z.infer<typeof definitionEvent>;

export const definition = definitionRow
  .extend({
    /** The draft's text; null where there is no draft. */
    bpmnXml: z.string().nullable(),
    findings: z.array(definitionFinding),
    /** Published definitions that a call activity may name. */
    callable: z.array(z.object({ key: z.string(), name: z.string() })),
    trail: z.array(definitionEvent),
    /** Earlier entries are left out. */
    trailCut: z.boolean(),
    can: z.object({
      edit: z.boolean(),
      begin: z.boolean(),
      submit: z.boolean(),
      recall: z.boolean(),
      review: z.boolean(),
      discard: z.boolean(),
      retire: z.boolean(),
      /** Some run, and there is another version that they can be moved to. */
      move: z.boolean(),
    }),
  })
  .openapi('Definition');
export type Definition = z.infer<typeof definition>;

export const template = z
  .object({ key: z.string(), name: localText, about: localText, purpose })
  .openapi('DefinitionTemplate');
export type DefinitionTemplate = z.infer<typeof template>;
export const templateList = z.object({ items: z.array(template) });

export const createBody = z.object({
  name,
  /** Left out with a template, which brings its own. */
  purpose: purpose.optional(),
  from: z.union([z.object({ template: z.string().max(100) }), z.object({ bpmnXml })]),
});
/** What was done with a file to make it a draft. */
export const takenFile = z.object({
  /** The file had no whole drawing, and one was made for it. */
  drawn: z.boolean(),
  /** Elements whose id could not be read or was missing, and that were given another. */
  renamed: z.number().int(),
  /** What of the file could not be read: it is not kept when the drawing is saved. */
  unread: z.array(localText),
});
export type TakenFile = z.infer<typeof takenFile>;
export const createdDefinition = takenFile.extend({ id: z.string() });

export const versionParams = z.object({
  id: z.string().min(1).max(100),
  version: z.coerce.number().int().min(1),
});
export const definitionVersion = z
  .object({ version: z.number().int(), state: z.enum(['PUBLISHED', 'RETIRED']), bpmnXml: z.string() })
  .openapi('DefinitionVersion');
export type DefinitionVersion = z.infer<typeof definitionVersion>;

export const saveBody = z.object({ revision, bpmnXml, name });
export const savedDraft = z
  .object({ revision: z.number().int(), findings: z.array(definitionFinding) })
  .openapi('SavedDraft');
export type SavedDraft = z.infer<typeof savedDraft>;

export const fileBody = z.object({ revision, bpmnXml });
export const beginBody = z.object({ version: z.number().int().min(1) });
export const revisionBody = z.object({ revision });
export const submitBody = z.object({ revision, note: z.string().trim().max(2000).optional() });
export const returnBody = z.object({ revision, reason });
export const retireBody = z.object({ reason });

/** `draft` or the number of a version. */
const side = z.union([z.literal('draft'), z.coerce.number().int().min(1)]);
export const comparisonQuery = z.object({ from: side, to: side });
const drawnSide = z.object({ label: z.string(), bpmnXml: z.string() });
export const comparison = z
  .object({
    from: drawnSide,
    to: drawnSide,
    changes: z.array(
      z.object({
        elementId: z.string(),
        change: z.enum(['added', 'removed', 'changed']),
        name: z.string(),
        before: z.array(localText),
        after: z.array(localText),
      }),
    ),
  })
  .openapi('DefinitionComparison');
export type Comparison = z.infer<typeof comparison>;
