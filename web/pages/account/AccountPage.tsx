import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../data/session.tsx';
import type { User } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { Facts } from '../../shared/Facts.tsx';
import { postName } from '../../shared/Names.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { Delegations } from '../delegations/Delegations.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { Tokens } from './Tokens.tsx';

export function AccountPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { user } = useSession();
  const postText = ({ unit, title, kind, holder, delegation }: User['posts'][number]) =>
    [
      postName(unit?.name, title),
      `(${label('role', kind)})`,
      delegation && t('delegation.actingFor', { name: holder?.name ?? '', until: delegation.until }),
    ]
      .filter(Boolean)
      .join(' ');
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
              user.posts.length === 0 ? (
                '—'
              ) : (
                <ul className="plain">
                  {user.posts.map((post) => (
                    <li key={post.id}>
                      {postText(post)} <Link to={`/handover/${post.id}`}>{t('handover.title')}</Link>
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      {!user.mustChangePassword && user.posts.length > 0 && (
        <Section title={t('delegation.title')} id="delegations">
          <Delegations mine />
        </Section>
      )}
      <PasswordForm />
      {!user.mustChangePassword && <Tokens />}
    </Page>
  );
}
