import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EscalationDetail } from '../../data/types.ts';
import { Section } from '../../shared/Section.tsx';

interface Props {
  escalationId: string;
  held: NonNullable<EscalationDetail['package']>;
}

/** What was handed over with a referral, with the hashes of its two files. */
export function PackagePart({ escalationId, held }: Props) {
  const { t } = useTranslation();
  if (!held.readable) return null;
  const address = (format: 'pdf' | 'zip') => `/api/escalations/${escalationId}/package?format=${format}`;
  return (
    <Section title={t('package.title')}>
      <p>{t('package.lead')}</p>
      <div className="form-actions">
        <Button href={address('pdf')}>{t('package.pdf')}</Button>
        <Button href={address('zip')}>{t('package.zip')}</Button>
      </div>
      {held.made !== null && (
        <>
          <p className="muted">{t('package.made', { on: held.made.madeOn, by: held.made.madeBy })}</p>
          <p className="muted hash">PDF SHA-256 {held.made.pdfHash}</p>
          <p className="muted hash">ZIP SHA-256 {held.made.zipHash}</p>
        </>
      )}
    </Section>
  );
}
