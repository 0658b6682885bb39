import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { MatterRow } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Page } from '../../shared/Page.tsx';
import { LightCounts } from '../plans/LightCounts.tsx';

/** 专项事项: matters of their own that this person may see, the latest first. */
export function MattersPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { user } = useSession();
  const list = useList<MatterRow>('/matters');
  return (
    <Page
      title={t('matter.title')}
      actions={hasRole(user, 'OFFICE') && <Link to="/matters/new">{t('matter.open')}</Link>}
    >
      <p className="muted">{t('matter.lead')}</p>
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(matters) => (
          <>
            <DataTable
              label={t('matter.title')}
              rows={matters}
              rowKey={(row) => row.id}
              empty={t('matter.none')}
              columns={[
                {
                  key: 'title',
                  title: t('matter.name'),
                  head: true,
                  render: (row) => (
                    <span className="two-lines">
                      <Link to={`/matters/${row.id}`} className="strong">
                        {row.title}
                      </Link>
                      <span className="muted">{row.purpose}</span>
                    </span>
                  ),
                },
                {
                  key: 'opened',
                  title: t('matter.openedOn'),
                  width: 150,
                  render: (row) => (
                    <>
                      <span className="day">{row.launchedOn}</span> {row.openedBy}
                    </>
                  ),
                },
                { key: 'state', title: t('item.state'), width: 90, render: (row) => label('planState', row.state) },
                {
                  key: 'counts',
                  title: t('plans.counts'),
                  render: (row) => <LightCounts planId={row.id} counts={row.counts} ofMatter />,
                },
              ]}
            />
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
