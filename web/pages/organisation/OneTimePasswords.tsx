import { Alert, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  passwords: { username: string; temporaryPassword: string }[];
}

/** Passwords that nobody can see again after this page is left. */
export function OneTimePasswords({ passwords }: Props) {
  const { t } = useTranslation();
  const text = passwords.map((entry) => `${entry.username}\t${entry.temporaryPassword}`).join('\n');
  return (
    <Alert
      type="success"
      className="gap"
      title={t('org.oneTime')}
      description={
        <Typography.Paragraph copyable={{ text }}>
          <pre className="passwords">{text}</pre>
        </Typography.Paragraph>
      }
    />
  );
}
