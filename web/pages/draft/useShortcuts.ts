import { type KeyboardEvent, useCallback, useRef } from 'react';
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
  if (event.nativeEvent.isComposing) return null;
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
  undo: (() => void) | null;
  redo: (() => void) | null;
  help: () => void;
  bulk: () => void;
}

/** One handler for all keys of the review page; it acts only while the page has the focus. */
export function useShortcuts(options: Options): (event: KeyboardEvent) => void {
  const now = useRef(options);
  now.current = options;
  return useCallback((event: KeyboardEvent) => {
    const key = keyOf(event);
    if (key === null) return;
    const act = actsOf(now.current)[key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }, []);
}

function actsOf({ review, chosen, undo, redo, help, bulk }: Options): Record<string, () => void> {
  const { actions, shown, selected, setTarget } = review;
  const ids = shown.map(({ measure }) => measure.id);
  const focused = document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset.card ?? chosen;
  const at = focused === null ? -1 : ids.indexOf(focused);
  const go = (to: number) => {
    const id = ids[Math.max(0, Math.min(ids.length - 1, to))];
    if (id === undefined) return;
    if (chosen !== null) actions.choose(id);
    setTarget({ id, field: null });
  };
  const own = (act: (id: string) => void) => () => focused !== null && act(focused);
  const several = selected.size > 0 ? selected : new Set(focused === null ? [] : [focused]);
  const next = () => go(at + 1);
  const previous = () => go(at - 1);
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
      const behind = ids[at + 1];
      actions.join(
        selected.size > 1 || focused === null || behind === undefined ? selected : new Set([focused, behind]),
      );
      if (focused !== null) setTarget({ id: focused, field: null });
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
