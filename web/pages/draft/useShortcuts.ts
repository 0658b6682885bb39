import { useEffect, useRef } from 'react';
import type { Review } from './useReview.ts';

/** Keys of the review page, as the help lists them. In a field only those with Alt count. */
export const shortcuts = [
  { keys: ['j', '↓'], act: 'next' },
  { keys: ['k', '↑'], act: 'previous' },
  { keys: ['Enter'], act: 'open' },
  { keys: ['e'], act: 'edit' },
  { keys: ['Esc'], act: 'leave' },
  { keys: ['n', 'Alt+N'], act: 'nextDoubt' },
  { keys: ['p', 'Alt+P'], act: 'previousDoubt' },
  { keys: ['a', 'Alt+A'], act: 'accept' },
  { keys: ['x'], act: 'select' },
  { keys: ['m'], act: 'join' },
  { keys: ['s'], act: 'split' },
  { keys: ['Shift+↓', 'Shift+↑'], act: 'move' },
  { keys: ['o'], act: 'add' },
  { keys: ['Delete'], act: 'remove' },
  { keys: ['b'], act: 'bulk' },
  { keys: ['Ctrl+Z', 'u'], act: 'undo' },
  { keys: ['Ctrl+Y', 'r'], act: 'redo' },
  { keys: ['?'], act: 'help' },
] as const;

const withAlt: Record<string, string> = { KeyN: 'n', KeyP: 'p', KeyA: 'a' };
const writing =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"]';

/** The name under which a key is looked up; null where it is not ours. */
function keyOf(event: KeyboardEvent): string | null {
  if (event.isComposing) return null;
  const inField = event.target instanceof Element && event.target.closest(writing) !== null;
  if (event.altKey && !event.ctrlKey && !event.metaKey) return withAlt[event.code] ?? null;
  if (inField) return event.key === 'Escape' ? 'Escape' : null;
  if (event.ctrlKey || event.metaKey) {
    const key = event.key.toLowerCase();
    if (key === 'z') return event.shiftKey ? 'r' : 'u';
    return key === 'y' ? 'r' : null;
  }
  if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) return `Shift${event.key}`;
  return event.key === 'Delete' ? 'delete' : event.key;
}

interface Options {
  review: Review;
  chosen: string | null;
  /** Whether a dialog is open: its keys are its own. */
  asking: boolean;
  undo: (() => void) | null;
  redo: (() => void) | null;
  help: () => void;
  bulk: () => void;
}

/**
 * One handler for all keys of the review page. It acts on what is pressed inside the page's part, and where nothing has
 * the focus: as the page opens, and after the measure that had it is gone.
 */
export function useShortcuts(part: React.RefObject<HTMLElement | null>, options: Options): void {
  const now = useRef(options);
  now.current = options;
  /** Where the last measure stood that had the focus. */
  const place = useRef(0);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target !== document.body && !part.current?.contains(target)) return;
      // Elsewhere the arrows scroll.
      if (event.key.startsWith('Arrow') && target?.closest('[data-card]') == null) return;
      const key = keyOf(event);
      if (key === null || now.current.asking) return;
      const at = placeOfFocus(now.current);
      if (at >= 0) place.current = at;
      const act = actsOf(now.current, place.current)[key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [part]);
}

/** The measure that has the focus, else the one that is open. */
const focusedOf = ({ chosen }: Options): string | null =>
  document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset.card ?? chosen;

/** Its place among the measures shown, -1 where there is none. */
function placeOfFocus(options: Options): number {
  const focused = focusedOf(options);
  return options.review.shown.findIndex(({ measure }) => measure.id === focused);
}

/** @param place Where to go on when no measure has the focus. */
function actsOf(options: Options, place: number): Record<string, () => void> {
  const { review, chosen, undo, redo, help, bulk } = options;
  const { actions, shown, selected, setTarget } = review;
  const ids = shown.map(({ measure }) => measure.id);
  const at = placeOfFocus(options);
  const focused = at < 0 ? null : focusedOf(options);
  const go = (to: number) => {
    const id = ids[Math.max(0, Math.min(ids.length - 1, to))];
    if (id === undefined) return;
    if (chosen !== null) actions.choose(id);
    setTarget({ id, field: null });
  };
  const own = (act: (id: string) => void) => () => focused !== null && act(focused);
  const several = selected.size > 0 ? selected : new Set(focused === null ? [] : [focused]);
  const next = () => go(at < 0 ? place : at + 1);
  const previous = () => go(at < 0 ? place : at - 1);
  const move = (by: -1 | 1) =>
    own((id) => {
      actions.move(id, by);
      setTarget({ id, field: null });
    });
  return {
    j: next,
    ArrowDown: next,
    k: previous,
    ArrowUp: previous,
    e: own((id) => {
      actions.choose(id);
      setTarget({ id, field: 'title' });
    }),
    Escape: own((id) => setTarget({ id, field: null })),
    n: () => review.toDoubt(1),
    p: () => review.toDoubt(-1),
    a: own((id) => {
      const accepted = shown.find(({ measure }) => measure.id === id)?.measure.accepted === true;
      actions.accept(new Set([id]), !accepted);
      if (!accepted) next();
    }),
    x: own(actions.select),
    m: () => {
      const from = shown.find(({ measure }) => measure.id === focused)?.number ?? 0;
      const pair = shown.filter(({ number }) => from > 0 && (number === from || number === from + 1));
      const joined = selected.size > 1 ? selected : new Set(pair.map(({ measure }) => measure.id));
      const kept = shown
        .filter(({ measure }) => joined.has(measure.id))
        .toSorted((one, other) => one.number - other.number)[0];
      actions.join(joined);
      if (kept !== undefined) setTarget({ id: kept.measure.id, field: null });
    },
    s: own(actions.askSplit),
    ShiftArrowDown: move(1),
    ShiftArrowUp: move(-1),
    o: () => actions.add(focused),
    delete: () => {
      actions.remove(several);
      go(at + 1 < ids.length ? at + 1 : at - 1);
    },
    b: bulk,
    u: () => undo?.(),
    r: () => redo?.(),
    '?': help,
  };
}
