import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { DraftRow, PlanRow } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { PlannedDeadlines } from '../measure/PlannedDeadlines.tsx';
import { LightCounts } from './LightCounts.tsx';

function Drafts() {
  const { t } = useTranslation();
  const list = useList<DraftRow>('/plans/drafts');
  if (list.items === undefined || list.items.length === 0) return null;
  return (
    <Section title={`${t('plans.drafts')} (${list.items.length})`}>
      <DataTable
        label={t('plans.drafts')}
        rows={list.items}
        rowKey={(row) => row.id}
        empty=""
        columns={[
          {
            key: 'title',
            title: t('plans.name'),
            head: true,
            render: (row) => (
              <Link to={`/plans/drafts/${row.id}`} className="strong">
                {row.title || t('draft.untitled')}
              </Link>
            ),
          },
          { key: 'file', title: t('plans.file'), render: (row) => row.fileName },
          { key: 'count', title: t('plans.measureCount'), align: 'right', render: (row) => row.measureCount },
          {
            key: 'updated',
            title: t('plans.updated'),
            render: (row) => <span className="day">{row.changedOn}</span>,
          },
        ]}
      />
    </Section>
  );
}

/** All plans that this person may see, the office's drafts first. */
export function PlansPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { user } = useSession();
  const office = hasRole(user, 'OFFICE');
  const list = useList<PlanRow>('/plans');
  return (
    <Page title={t('plans.title')} actions={office && <Link to="/plans/import">{t('plans.import')}</Link>}>
      {office && <Drafts />}
      {office && <PlannedDeadlines />}
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(plans) => (
          <>
            <DataTable
              label={t('plans.title')}
              rows={plans}
              rowKey={(row) => row.id}
              empty={
                office ? (
                  <>
                    {t('plans.emptyOffice')} <Link to="/plans/import">{t('plans.import')}</Link>
                  </>
                ) : (
                  t('plans.empty')
                )
              }
              columns={[
                {
                  key: 'title',
                  title: t('plans.name'),
                  head: true,
                  render: (row) => (
                    <span className="two-lines">
                      <Link to={`/plans/${row.id}`} className="strong">
                        {row.title}
                      </Link>
                      <span className="muted">{row.documentNumber}</span>
                    </span>
                  ),
                },
                {
                  key: 'issued',
                  title: t('plans.issuedOn'),
                  width: 104,
                  render: (row) => <span className="day">{row.issuedOn ?? '—'}</span>,
                },
                {
                  key: 'launched',
                  title: t('plans.launchedOn'),
                  width: 104,
                  render: (row) => <span className="day">{row.launchedOn}</span>,
                },
                { key: 'state', title: t('item.state'), width: 90, render: (row) => label('planState', row.state) },
                {
                  key: 'counts',
                  title: t('plans.counts'),
                  render: (row) => <LightCounts planId={row.id} counts={row.counts} />,
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
