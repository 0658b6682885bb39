import { useQueryClient } from '@tanstack/react-query';
import { Spin } from 'antd';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { api, onSignedOut } from '../data/api.ts';
import { ProblemError } from '../data/client.ts';
import { SessionContext } from '../data/session.tsx';
import type { Session, User } from '../data/types.ts';
import { Problem } from '../shared/Problem.tsx';
import { SignIn } from './SignIn.tsx';

type State = { at: 'asking' } | { at: 'out' } | { at: 'failed'; problem: ProblemError } | { at: 'in'; user: User };

/** Shows the pages to who is signed in, the sign-in page to everybody else; the address stays. */
export function SessionGate({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ at: 'asking' });
  const queries = useQueryClient();

  const enter = useCallback((session: Session) => {
    api.csrfToken = session.csrfToken;
    setState({ at: 'in', user: session.user });
  }, []);

  const refresh = useCallback(async () => {
    try {
      enter(await api.get<Session>('/session'));
    } catch (fault) {
      if (!(fault instanceof ProblemError)) throw fault;
      setState(fault.status === 401 ? { at: 'out' } : { at: 'failed', problem: fault });
    }
  }, [enter]);

  const signOut = useCallback(async () => {
    await api.send('DELETE', '/session').catch(() => undefined);
    api.csrfToken = null;
    queries.clear();
    setState({ at: 'out' });
  }, [queries]);

  useEffect(() => void refresh(), [refresh]);
  useEffect(() => onSignedOut(() => setState({ at: 'out' })), []);

  const handle = useMemo(
    () => (state.at === 'in' ? { user: state.user, refresh, signOut } : null),
    [state, refresh, signOut],
  );

  if (state.at === 'asking') return <Spin className="first-spin" />;
  if (state.at === 'failed') {
    return (
      <main className="sign-in">
        <h1>督办 Duban</h1>
        <Problem problem={state.problem} onRetry={() => void refresh()} />
      </main>
    );
  }
  if (state.at === 'out') return <SignIn onSignedIn={enter} />;
  return <SessionContext value={handle}>{children}</SessionContext>;
}
