import { createContext, useContext } from 'react';
import type { PostKind, User } from './types.ts';

export interface SessionHandle {
  user: User;
  refresh: () => Promise<void>;
  signOut: () => Promise<void>;
}

export const SessionContext = createContext<SessionHandle | null>(null);

/** The signed-in person; only below the layout, where there always is one. */
export function useSession(): SessionHandle {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside of a session');
  return session;
}

export function hasRole(user: User, ...roles: PostKind[]): boolean {
  return roles.some((role) => user.roles.includes(role));
}
