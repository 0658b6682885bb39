import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../data/session.tsx';
import { useLabel } from '../../i18n/useLabel.ts';
import { Facts } from '../../shared/Facts.tsx';
import { Page } from '../../shared/Page.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { Tokens } from './Tokens.tsx';

export function AccountPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { user } = useSession();
  return (
    <Page title={t('account.title')}>
      {user.mustChangePassword && <Alert type="warning" showIcon className="gap" title={t('account.mustChange')} />}
      <Facts
        facts={[
          { label: t('account.name'), value: user.name },
          { label: t('signIn.username'), value: user.username },
          {
            label: t('account.posts'),
            value:
              user.posts
                .map((post) => [post.unit?.name, post.title, `(${label('role', post.kind)})`].filter(Boolean).join(' '))
                .join('；') || '—',
          },
        ]}
      />
      <PasswordForm />
      {!user.mustChangePassword && <Tokens />}
    </Page>
  );
}
