import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';

export function SecrecyNote() {
  const { t } = useTranslation();
  return (
    <p className="secrecy">
      <SafetyCertificateOutlined aria-hidden="true" /> {t('secrecy')}
    </p>
  );
}
