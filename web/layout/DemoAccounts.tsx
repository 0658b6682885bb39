import { useTranslation } from 'react-i18next';
import type { PublicInfo } from '../data/types.ts';
import { useLabel } from '../i18n/useLabel.ts';

type Account = NonNullable<PublicInfo['demoAccounts']>[number];

const order = ['OFFICE', 'ADMIN', 'CHIEF_LEADER', 'LEADER', 'DISCIPLINE', 'UNIT_HEAD', 'LIAISON'];

interface Props {
  accounts: Account[];
  onChoose: (username: string) => void;
}

/** The accounts of a rehearsal by role: choosing one fills in its name. */
export function DemoAccounts({ accounts, onChoose }: Props) {
  const { t } = useTranslation();
  const label = useLabel();
  const roles = [...new Set(accounts.map((account) => account.role))].sort(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  );
  return (
    <section className="demo-accounts" aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">{t('signIn.demo')}</h2>
      <p className="muted">{t('signIn.demoHelp')}</p>
      {roles.map((role) => {
        const members = accounts.filter((account) => account.role === role);
        return (
          <details key={role} open={members.length <= 3}>
            <summary>
              {label('role', role)} <span className="muted">({members.length})</span>
            </summary>
            <ul>
              {members.map((account) => (
                <li key={account.username}>
                  <button type="button" className="link-button" onClick={() => onChoose(account.username)}>
                    {account.username}
                  </button>
                  <span className="muted"> {[account.unit, account.person].filter(Boolean).join(' · ')}</span>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </section>
  );
}
