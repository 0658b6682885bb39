import { useCallback, useRef, useState } from 'react';
import { mergeDrafts } from '../../../domain/draftMerge.ts';
import type { ImportContent } from '../../data/types.ts';
import { keepSame } from './keepSame.ts';

const most = 200;
/** Letters typed into one field without a longer pause are one step. */
const pauseMs = 1000;

interface Step {
  before: ImportContent;
  after: ImportContent;
  at: number;
}

export interface History {
  edit: (change: (content: ImportContent) => ImportContent) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
}

/** Which measures a step changes, as one text: steps of the same ones that follow each other quickly are joined. */
function placeOf({ before, after }: Step): string | null {
  if (before.measures.length !== after.measures.length || before.plan !== after.plan) return null;
  const changed = after.measures.filter((measure, at) => measure !== before.measures[at]);
  return changed.length === 1 ? (changed[0]?.id ?? null) : null;
}

/**
 * Undo and redo of what was done here. A step is taken back measure by measure, so that what others have done since to
 * other measures stays.
 */
export function useHistory(current: () => ImportContent, show: (content: ImportContent) => void): History {
  const past = useRef<Step[]>([]);
  const future = useRef<Step[]>([]);
  const [lengths, setLengths] = useState({ past: 0, future: 0 });
  const count = useCallback(() => setLengths({ past: past.current.length, future: future.current.length }), []);

  const edit = useCallback(
    (change: (content: ImportContent) => ImportContent) => {
      const before = current();
      const after = change(before);
      if (after === before) return;
      const step = { before, after, at: Date.now() };
      const last = past.current.at(-1);
      const joins =
        last !== undefined &&
        last.after === before &&
        step.at - last.at < pauseMs &&
        placeOf(last) !== null &&
        placeOf(last) === placeOf(step);
      past.current = joins
        ? [...past.current.slice(0, -1), { ...step, before: last.before }]
        : [...past.current, step].slice(-most);
      future.current = [];
      show(after);
      count();
    },
    [current, show, count],
  );

  const move = useCallback(
    (from: typeof past, to: typeof past, back: boolean) => {
      const step = from.current.at(-1);
      if (step === undefined) return;
      const [was, wanted] = back ? [step.after, step.before] : [step.before, step.after];
      from.current = from.current.slice(0, -1);
      to.current = [...to.current, step];
      show(keepSame(current(), mergeDrafts(was, wanted, current()).content));
      count();
    },
    [current, show, count],
  );

  const undo = useCallback(() => move(past, future, true), [move]);
  const redo = useCallback(() => move(future, past, false), [move]);
  return { edit, undo: lengths.past > 0 ? undo : null, redo: lengths.future > 0 ? redo : null };
}
