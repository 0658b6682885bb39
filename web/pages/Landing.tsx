import { Navigate } from 'react-router';
import { hasRole, useSession } from '../data/session.tsx';

/** Units land on what they have to do, everybody else on the board. */
export function Landing() {
  const { user } = useSession();
  if (user.mustChangePassword) return <Navigate to="/account" replace />;
  const board = hasRole(user, 'OFFICE', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE', 'ADMIN');
  return <Navigate to={board ? '/board' : '/todo'} replace />;
}
