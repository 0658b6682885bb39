import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { UnreadCount } from '../../data/types.ts';

const EVERY_MS = 60_000;

/** 消息 in the header, with how many are unread. */
export function InboxLink() {
  const { t } = useTranslation();
  const { data } = useGet<UnreadCount>('/inbox/unread', { refetchInterval: EVERY_MS });
  const count = data?.count ?? 0;
  return (
    <Link to="/inbox" className="header-link inbox-link">
      {t('inbox.title')}
      {count > 0 && (
        <span className="unread-count">
          {count > 99 ? '99+' : count} <span className="visually-hidden">{t('inbox.unread')}</span>
        </span>
      )}
    </Link>
  );
}
