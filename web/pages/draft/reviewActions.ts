import type { Candidate, MeasureDraft } from '../../data/types.ts';
import type { BulkChange, Range } from './edits.ts';

/** Everything that can be done on the review page, from the mouse and from the keyboard alike. */
export interface ReviewActions {
  hover: (id: string | null) => void;
  choose: (id: string | null) => void;
  select: (id: string) => void;
  accept: (ids: ReadonlySet<string>, accepted: boolean) => void;
  /** Changes some fields; what is written in is no longer in doubt. */
  patch: (id: string, change: Partial<MeasureDraft>) => void;
  /** Says that a field is right as it is. */
  settle: (id: string, field: string) => void;
  decideName: (part: 'units' | 'groups' | 'leaders', printed: string, choice: Candidate | null) => void;
  remove: (ids: ReadonlySet<string>) => void;
  move: (id: string, by: -1 | 1) => void;
  join: (ids: ReadonlySet<string>) => void;
  askSplit: (id: string) => void;
  split: (id: string, at: number) => void;
  add: (after: string | null, range?: Range) => void;
  bulk: (ids: ReadonlySet<string>, change: BulkChange) => void;
}
