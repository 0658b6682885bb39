import { useTranslation } from 'react-i18next';

export function RehearsalBanner({ fictional }: { fictional: boolean }) {
  const { t } = useTranslation();
  return (
    <aside className="rehearsal" aria-label={t('rehearsal.mark')}>
      <strong>{t('rehearsal.mark')}</strong> {t('rehearsal.text')}
      {fictional && <span className="fictional"> {t('rehearsal.fictional')}</span>}
    </aside>
  );
}
