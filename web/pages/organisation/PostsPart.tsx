import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasRole, useSession } from '../../data/session.tsx';
import type { Post } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { SearchHead } from './SearchHead.tsx';
import { postKinds } from './unitKinds.ts';
import { useOrgList } from './useOrgList.ts';

type Open = { what: 'new' } | { what: 'hold'; post: Post } | { what: 'end'; post: Post; holdingId: string } | null;

function Terms({ post }: { post: Post }) {
  const { t } = useTranslation();
  if (post.holdings.length === 0) return <span className="needs">{t('org.vacant')}</span>;
  return (
    <ul className="plain">
      {post.holdings.map((holding) => (
        <li key={holding.id}>
          {holding.person.name}{' '}
          <span className="muted day">
            {holding.fromDay} – {holding.toDay ?? ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Dialog({ open, onClose }: { open: NonNullable<Open>; onClose: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { user } = useSession();
  if (open.what === 'new') {
    return (
      <RecordDialog
        title={t('org.addPost')}
        fields={[
          { key: 'title', label: t('org.postTitle'), type: 'text', required: true },
          {
            key: 'kind',
            label: t('org.kind'),
            type: 'select',
            required: true,
            options: postKinds.map((value) => ({ value, label: label('role', value) })),
          },
          {
            key: 'unitId',
            label: t('item.unit'),
            type: 'select',
            party: { noun: 'units' },
          },
        ]}
        initial={{ title: '', kind: 'UNIT_HEAD', unitId: null }}
        request={(body) => ({ path: '/posts', body })}
        onClose={onClose}
      />
    );
  }
  if (open.what === 'hold') {
    return (
      <RecordDialog
        title={`${t('org.appoint')} · ${open.post.title}`}
        fields={[
          {
            key: 'personId',
            label: t('org.person'),
            type: 'select',
            required: true,
            party: { noun: 'people' },
          },
          { key: 'fromDay', label: t('org.fromDay'), type: 'day', required: true },
          { key: 'toDay', label: t('org.toDay'), type: 'day' },
        ]}
        initial={{ personId: null, fromDay: user.businessDate, toDay: null }}
        request={(body) => ({ path: `/posts/${open.post.id}/holdings`, body })}
        onClose={onClose}
      />
    );
  }
  return (
    <RecordDialog
      title={`${t('org.endTerm')} · ${open.post.title}`}
      fields={[{ key: 'toDay', label: t('org.toDay'), type: 'day', required: true }]}
      initial={{ toDay: user.businessDate }}
      request={(body) => ({ method: 'PATCH', path: `/holdings/${open.holdingId}`, body })}
      onClose={onClose}
    />
  );
}

/** Posts and who held them from day to day. */
export function PostsPart({ admin }: { admin: boolean }) {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useOrgList<Post>('posts');
  // What is open of a post is the office's to read, not an administrator's.
  const office = hasRole(useSession().user, 'OFFICE');
  const [open, setOpen] = useState<Open>(null);
  return (
    <>
      <SearchHead addLabel={t('org.addPost')} onAdd={admin ? () => setOpen({ what: 'new' }) : undefined} />
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(posts) => (
          <>
            <DataTable
              label={t('org.posts')}
              rows={posts}
              rowKey={(row) => row.id}
              empty={t('org.emptyPosts')}
              columns={[
                {
                  key: 'title',
                  title: t('org.postTitle'),
                  head: true,
                  render: (row) =>
                    office ? <Link to={`/handover/${row.id}`}>{row.title}</Link> : <strong>{row.title}</strong>,
                },
                { key: 'unit', title: t('item.unit'), render: (row) => row.unit?.name ?? '—' },
                { key: 'kind', title: t('org.kind'), width: 130, render: (row) => label('role', row.kind) },
                { key: 'terms', title: t('org.terms'), render: (row) => <Terms post={row} /> },
                {
                  key: 'act',
                  title: t('action.title'),
                  width: 170,
                  render: (row) => {
                    const current = row.holdings.find((holding) => holding.toDay === null);
                    if (!admin) return null;
                    return (
                      <span className="row-actions">
                        <Button
                          size="small"
                          aria-label={`${t('org.appoint')} ${row.unit?.name ?? ''} ${row.title}`}
                          onClick={() => setOpen({ what: 'hold', post: row })}
                        >
                          {t('org.appoint')}
                        </Button>
                        {current && (
                          <Button
                            size="small"
                            aria-label={`${t('org.endTerm')} ${row.unit?.name ?? ''} ${row.title}`}
                            onClick={() => setOpen({ what: 'end', post: row, holdingId: current.id })}
                          >
                            {t('org.endTerm')}
                          </Button>
                        )}
                      </span>
                    );
                  },
                },
              ]}
            />
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
      {open !== null && <Dialog open={open} onClose={() => setOpen(null)} />}
    </>
  );
}
