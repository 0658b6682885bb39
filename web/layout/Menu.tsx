import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useSession } from '../data/session.tsx';
import { activeKey } from './activeKey.ts';
import { menuOf } from './menuEntries.ts';

export function Menu({ onChosen }: { onChosen?: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const active = activeKey(useLocation().pathname);
  return (
    <ul className="menu">
      {menuOf(user).map((key) => (
        <li key={key}>
          <Link
            to={`/${key}`}
            onClick={onChosen}
            className={key === active ? 'active' : undefined}
            aria-current={key === active ? 'page' : undefined}
          >
            {t(`menu.${key}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
