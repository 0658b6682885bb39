import type { Variables } from '../../domain/process/types.ts';

/** Longest text that travels to the process: a choice, a day or a name, never a report. */
const LONGEST_TEXT = 200;

/** Of what was handed in, what conditions may decide by. Reports and the rows of a sheet stay in the item's row. */
export function processFields(fields: Variables): Variables {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => (typeof value !== 'object' || value === null) && String(value).length <= LONGEST_TEXT,
    ),
  );
}
