import { useTranslation } from 'react-i18next';
import { useSession } from '../../data/session.tsx';
import type { Escalation } from '../../data/types.ts';

/** How far the unit's explanation is that a decision waits for; null where none was asked for or it is decided. */
export function useExplained(): (escalation: Pick<Escalation, 'state' | 'explanation'>) => string | null {
  const { t } = useTranslation();
  const { user } = useSession();
  return ({ state, explanation }) => {
    if (explanation === null || state !== 'DRAFTED') return null;
    const { givenOn, until } = explanation;
    if (givenOn !== null) return t('escalation.explained', { day: givenOn });
    return user.businessDate <= until ? t('escalation.explainable', { day: until }) : t('escalation.unexplained');
  };
}
