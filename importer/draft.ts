import type { Assignment } from './styles/assignment.ts';
import type { AssignedParties, Deadline, Indicator } from './types.ts';

/**
 * A measure between reading and output: where it stands in the clean text, and what was assigned. `body` is where its
 * indicators are looked for.
 */
export interface MeasureSketch {
  path: string[];
  title: string;
  parties: AssignedParties;
  deadline: Deadline;
  body: { start: number; end: number };
  /** Passages of the clean text, in order; the first one is the body's. */
  passages: { start: number; end: number }[];
  assignment: Assignment | null;
  /** What the row of a table that is joined with the body's passage says: its targets that the body has not are the measure's, too. */
  listed?: { start: number; end: number };
  /** Targets that stand as bare numbers in a table's columns. */
  counted?: Pick<Indicator, 'text' | 'value' | 'unit'>[];
}
