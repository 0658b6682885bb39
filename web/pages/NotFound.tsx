import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../shared/Page.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')}>
      <p className="empty">
        {t('notFound.text')} <Link to="/">{t('fault.back')}</Link>
      </p>
    </Page>
  );
}
