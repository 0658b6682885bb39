import type { ReactNode } from 'react';
import { DoubtNote } from './DoubtNote.tsx';
import type { Doubt } from './doubts.ts';
import type { ReviewActions } from './reviewActions.ts';

interface Props {
  field: string;
  /** All doubts of the measure. */
  doubts: Doubt[];
  actions: ReviewActions;
  children: ReactNode;
}

/** A field with what is doubtful about it. */
export function Doubtful({ field, doubts, actions, children }: Props) {
  const own = doubts.filter((doubt) => doubt.field === field);
  return (
    <div data-field={field} className={own.length > 0 ? 'doubtful' : undefined}>
      {children}
      <DoubtNote doubts={own} actions={actions} />
    </div>
  );
}
