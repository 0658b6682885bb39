import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useSession } from '../data/session.tsx';
import { menuOf } from './menuEntries.ts';

export function Menu({ onChosen }: { onChosen?: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  return (
    <ul className="menu">
      {menuOf(user).map((key) => (
        <li key={key}>
          <NavLink to={`/${key}`} onClick={onChosen}>
            {t(`menu.${key}`)}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
