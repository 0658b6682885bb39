import { carriedValues } from '../../domain/forms/words.ts';
import type { Variables } from '../../domain/process/types.ts';
import type { WorkItem } from '../generated/client.ts';
import { formOf, formValuesOf } from './formValues.ts';

/** Longest text that travels to the process: a choice, a day or a name, never a report. */
const LONGEST_TEXT = 200;

/**
 * Of what was handed in, what conditions may decide by: short fields, and as `form` the numbers, days and choices of
 * the item's form. Reports, the rows of a sheet and the texts of a form stay in the item's row.
 */
export function processFields(item: Pick<WorkItem, 'form'>, fields: Variables): Variables {
  const short = Object.entries(fields).filter(
    ([, value]) => (typeof value !== 'object' || value === null) && String(value).length <= LONGEST_TEXT,
  );
  const form = formOf(item);
  const kept: Variables = Object.fromEntries(short);
  if (form !== null) kept.form = carriedValues(form, formValuesOf(fields));
  return kept;
}
