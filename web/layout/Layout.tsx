import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigation } from 'react-router';
import { useSend } from '../data/hooks.ts';
import { hasRole, useSession } from '../data/session.tsx';
import { InboxLink } from '../pages/inbox/InboxLink.tsx';
import { useWide } from '../shared/useWide.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { Menu } from './Menu.tsx';
import { RehearsalBanner } from './RehearsalBanner.tsx';

function BusinessDate() {
  const { t } = useTranslation();
  const { user } = useSession();
  const mayMove = user.mode === 'rehearsal' && hasRole(user, 'OFFICE', 'ADMIN');
  return (
    <span className="business-date">
      {t('layout.businessDate')} <span className="day">{user.businessDate}</span>
      {mayMove && (
        <Link to="/clock" className="header-link">
          {t('layout.moveClock')}
        </Link>
      )}
    </span>
  );
}

function Person() {
  const { t } = useTranslation();
  const { user, signOut } = useSession();
  const setLanguage = useSend();
  return (
    <span className="person">
      <Link to="/account" className="header-link" title={t('layout.account')}>
        {user.name}
      </Link>
      <LanguageSwitch
        onChange={(language) => setLanguage.mutate({ method: 'PUT', path: '/account/language', body: { language } })}
      />
      <Button type="text" onClick={() => void signOut()}>
        {t('layout.signOut')}
      </Button>
    </span>
  );
}

/** Header, menu by role and the page; in a rehearsal each page says so. */
export function Layout() {
  const { t } = useTranslation();
  const { user } = useSession();
  const wide = useWide();
  const [menuOpen, setMenuOpen] = useState(false);
  const { pathname } = useLocation();
  const navigation = useNavigation();
  return (
    <>
      <a className="skip" href="#content">
        {t('layout.skip')}
      </a>
      {user.mode === 'rehearsal' && <RehearsalBanner fictional={user.county.fictional} />}
      <header className="header">
        {!wide && (
          <Button type="text" icon={<MenuOutlined />} aria-label={t('layout.menu')} onClick={() => setMenuOpen(true)} />
        )}
        <Link to="/" className="brand">
          {t('app.name')}
        </Link>
        <span className="county">{user.county.name}</span>
        <BusinessDate />
        <InboxLink />
        {wide && <Person />}
      </header>
      <div className="body">
        {wide && (
          <nav className="side" aria-label={t('layout.menu')}>
            <Menu />
          </nav>
        )}
        <main id="content" tabIndex={-1} key={pathname} aria-busy={navigation.state !== 'idle'}>
          <Outlet />
        </main>
      </div>
      {!wide && (
        <Drawer placement="left" open={menuOpen} onClose={() => setMenuOpen(false)} title={t('layout.menu')} size={280}>
          <nav aria-label={t('layout.menu')}>
            <Menu onChosen={() => setMenuOpen(false)} />
          </nav>
          <Person />
        </Drawer>
      )}
    </>
  );
}
