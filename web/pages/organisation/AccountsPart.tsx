import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { Account, TemporaryPassword } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { OneTimePasswords } from './OneTimePasswords.tsx';
import { SearchHead } from './SearchHead.tsx';
import { useOrgList } from './useOrgList.ts';

function AddDialog({ onClose, onDone }: { onClose: () => void; onDone: (answer: TemporaryPassword) => void }) {
  const { t } = useTranslation();
  return (
    <RecordDialog<TemporaryPassword>
      title={t('org.addAccount')}
      fields={[
        {
          key: 'personId',
          label: t('org.person'),
          type: 'select',
          required: true,
          party: { noun: 'people', kind: 'withoutAccount' },
        },
        { key: 'username', label: t('signIn.username'), type: 'text', required: true },
      ]}
      initial={{ personId: null, username: '' }}
      request={(body) => ({ path: '/accounts', body })}
      onDone={onDone}
      onClose={onClose}
    />
  );
}

/** Accounts: made, reset and switched off here; a new password is shown once. */
export function AccountsPart(_props: { admin: boolean }) {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useOrgList<Account>('accounts');
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<TemporaryPassword | null>(null);
  const reset = useSend<TemporaryPassword>(setShown);
  const change = useSend();
  return (
    <>
      <SearchHead addLabel={t('org.addAccount')} onAdd={() => setAdding(true)} />
      {shown !== null && <OneTimePasswords passwords={[shown]} />}
      <Problem problem={reset.error ?? change.error} />
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(accounts) => (
          <>
            <DataTable
              label={t('org.accounts')}
              rows={accounts}
              rowKey={(row) => row.id}
              empty={t('org.emptyAccounts')}
              columns={[
                {
                  key: 'username',
                  title: t('signIn.username'),
                  head: true,
                  render: (row) => <strong>{row.username}</strong>,
                },
                { key: 'person', title: t('org.person'), render: (row) => row.person.name },
                {
                  key: 'roles',
                  title: t('org.roles'),
                  render: (row) => row.roles.map((role) => label('role', role)).join('、') || '—',
                },
                {
                  key: 'state',
                  title: t('item.state'),
                  render: (row) =>
                    row.disabled ? t('org.disabled') : row.mustChangePassword ? t('org.mustChange') : t('org.active'),
                },
                {
                  key: 'act',
                  title: t('action.title'),
                  width: 200,
                  render: (row) => (
                    <span className="row-actions">
                      {row.can.resetPassword && (
                        <Button
                          size="small"
                          aria-label={`${t('org.reset')} ${row.username}`}
                          onClick={() => reset.mutate({ path: `/accounts/${row.id}/reset-password` })}
                        >
                          {t('org.reset')}
                        </Button>
                      )}
                      {(row.can.disable || row.can.enable) && (
                        <Button
                          size="small"
                          aria-label={`${row.disabled ? t('org.enable') : t('org.disable')} ${row.username}`}
                          onClick={() =>
                            change.mutate({ path: `/accounts/${row.id}/${row.disabled ? 'enable' : 'disable'}` })
                          }
                        >
                          {row.disabled ? t('org.enable') : t('org.disable')}
                        </Button>
                      )}
                    </span>
                  ),
                },
              ]}
            />
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
      {adding && <AddDialog onClose={() => setAdding(false)} onDone={setShown} />}
    </>
  );
}
