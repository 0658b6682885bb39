import { useCallback, useState } from 'react';
import { useSession } from '../data/session.tsx';

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string | null): void {
  try {
    if (text === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, text);
  } catch {
    // A full or forbidden store must not stop anyone from typing.
  }
}

/**
 * Text that outlives a closed window: kept in this browser, for this person, until it was sent.
 * Returns the text, how to change it, how to drop what was kept, and whether it came from an earlier visit.
 */
export function useKeptText(name: string, saved: string) {
  const { user } = useSession();
  const key = `duban.text.${user.id}.${name}`;
  const [state, setState] = useState(() => {
    const kept = read(key);
    return { text: kept ?? saved, restored: kept !== null && kept !== saved };
  });
  const change = useCallback(
    (text: string) => {
      write(key, text);
      setState({ text, restored: false });
    },
    [key],
  );
  const forget = useCallback(() => write(key, null), [key]);
  return { text: state.text, restored: state.restored, change, forget };
}
