import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** A page that failed to load or to draw: nothing technical, a way back. */
export function RouteFault() {
  const { t } = useTranslation();
  return (
    <main className="sign-in">
      <h1>{t('fault.title')}</h1>
      <p>{t('fault.text')}</p>
      <p>
        <Link to="/" reloadDocument>
          {t('fault.back')}
        </Link>
      </p>
    </main>
  );
}
