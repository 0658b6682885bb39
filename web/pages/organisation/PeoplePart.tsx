import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSend } from '../../data/hooks.ts';
import type { Person } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { postName } from '../../shared/Names.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { SearchHead } from './SearchHead.tsx';
import { useOrgList } from './useOrgList.ts';

/** The address, and what the mail server said where mail to it does not arrive. */
function Address({ person: { id, name, email, mailFailure } }: { person: Person }) {
  const { t } = useTranslation();
  const trust = useSend();
  if (email === null) return <span className="needs">{t('org.noEmail')}</span>;
  if (mailFailure === null) return email;
  return (
    <span className="two-lines">
      <span>{email}</span>
      <span className="needs">{t('org.mailFailure', { answer: mailFailure })}</span>
      <span>
        <Button
          size="small"
          aria-label={`${t('org.trustAddress')} ${name}`}
          loading={trust.isPending}
          onClick={() => trust.mutate({ path: `/people/${id}/trust-address` })}
        >
          {t('org.trustAddress')}
        </Button>
      </span>
      <Problem problem={trust.error} />
    </span>
  );
}

export function PeoplePart({ admin }: { admin: boolean }) {
  const { t } = useTranslation();
  const list = useOrgList<Person>('people');
  const [edited, setEdited] = useState<Person | 'new' | null>(null);
  const person = edited === 'new' ? null : edited;
  return (
    <>
      <SearchHead addLabel={t('org.addPerson')} onAdd={admin ? () => setEdited('new') : undefined} />
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(people) => (
          <>
            <DataTable
              label={t('org.people')}
              rows={people}
              rowKey={(row) => row.id}
              empty={t('org.emptyPeople')}
              columns={[
                { key: 'name', title: t('org.name'), head: true, render: (row) => <strong>{row.name}</strong> },
                {
                  key: 'email',
                  title: t('org.email'),
                  render: (row) => <Address person={row} />,
                },
                { key: 'phone', title: t('org.phone'), render: (row) => row.phone ?? '—' },
                {
                  key: 'posts',
                  title: t('org.posts'),
                  render: (row) => row.posts.map((post) => postName(post.unit?.name, post.title)).join('；') || '—',
                },
                { key: 'username', title: t('signIn.username'), render: (row) => row.username ?? '—' },
                {
                  key: 'edit',
                  title: t('action.title'),
                  width: 130,
                  render: (row) => (
                    <span className="row-actions">
                      {admin && (
                        <Button
                          size="small"
                          aria-label={t('org.editOne', { name: row.name })}
                          onClick={() => setEdited(row)}
                        >
                          {t('action.edit')}
                        </Button>
                      )}
                      <Link
                        to={`/organisation/people/${row.id}/leaving`}
                        aria-label={t('leaving.title', { name: row.name })}
                      >
                        {t('leaving.short')}
                      </Link>
                    </span>
                  ),
                },
              ]}
            />
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
      {edited !== null && (
        <RecordDialog
          title={person?.name ?? t('org.addPerson')}
          fields={[
            { key: 'name', label: t('org.name'), type: 'text', required: true },
            { key: 'email', label: t('org.email'), type: 'text' },
            { key: 'phone', label: t('org.phone'), type: 'text' },
            {
              key: 'language',
              label: t('account.language'),
              type: 'select',
              required: true,
              options: [
                { value: 'zh', label: '中文' },
                { value: 'en', label: 'English' },
              ],
            },
          ]}
          initial={{
            name: person?.name ?? '',
            email: person?.email ?? null,
            phone: person?.phone ?? null,
            language: person?.language ?? 'zh',
          }}
          request={(values) => {
            const body = { ...values, email: values.email || null, phone: values.phone || null };
            return person === null
              ? { path: '/people', body }
              : { method: 'PATCH', path: `/people/${person.id}`, body };
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
