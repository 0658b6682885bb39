import { fieldKinds } from '../../domain/forms/types.ts';
import { localText } from '../common/schema.ts';
import { z } from '../zod.ts';

const formOption = z.object({ value: z.string(), label: localText });

const fieldBase = z.object({
  key: z.string(),
  kind: z.enum(fieldKinds),
  label: localText,
  help: localText.optional(),
  required: z.boolean(),
  least: z.number().optional(),
  most: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.number().optional(),
  unit: z.string().optional(),
  /** `YYYY-MM-DD` or `today`. */
  earliest: z.string().optional(),
  latest: z.string().optional(),
  options: z.array(formOption).optional(),
});

const formColumn = fieldBase.openapi('FormColumn');

/** One field of a form, as the definition has it: `least` and `most` count characters, choices, files or rows. */
export const formField = fieldBase
  .extend({
    /** Whoever holds a later step of the process reads it (`passedOn` of that item). */
    passOn: z.literal(true).optional(),
    /** FEEL over `form.<key>` of fields above it, `item` and `today`; absent: always visible. */
    visibleWhen: z.string().optional(),
    columns: z.array(formColumn).optional(),
  })
  .openapi('FormField');

/** Facts of the item that conditions read as `item.<name>`, and the indicators whose actuals may be given. */
export const formContext = z
  .object({
    item: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    indicators: z.array(z.object({ id: z.string(), text: z.string(), unit: z.string() })),
    today: z.string(),
  })
  .openapi('FormContext');
