import i18next from 'i18next';
import { createClient, type Language } from './client.ts';

const signedOutListeners = new Set<() => void>();

/** Hear of a session that ended on the server; returns the way to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh');

/** The one client of the pages. */
export const api = createClient({
  fetch: (...args) => window.fetch(...args),
  language: currentLanguage,
  onSignedOut: () => {
    for (const listener of signedOutListeners) listener();
  },
});
