import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { Plan } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { Runs } from '../processes/Runs.tsx';
import { Clauses } from './Clauses.tsx';
import { LightCounts } from './LightCounts.tsx';

function Launching({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { instances, started } = plan.progress;
  if (plan.state !== 'LAUNCHING' || started >= instances) return null;
  return (
    <p role="status">
      {t('plans.launching', { started, instances })}
      <Progress percent={Math.floor((100 * started) / Math.max(1, instances))} aria-label={t('plans.launchProgress')} />
    </p>
  );
}

function Periods({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  return (
    <Section title={t('plans.periods')}>
      <DataTable
        label={t('plans.periods')}
        rows={plan.periods}
        rowKey={(row) => row.key}
        empty={t('plans.noPeriods')}
        columns={[
          {
            key: 'name',
            title: t('period.name'),
            head: true,
            render: (row) => <Link to={`/plans/${plan.id}/reporting?period=${row.key}`}>{row.name}</Link>,
          },
          { key: 'opens', title: t('period.opensOn'), render: (row) => <span className="day">{row.opensOn}</span> },
          { key: 'due', title: t('period.dueOn'), render: (row) => <span className="day">{row.dueOn}</span> },
          { key: 'cut', title: t('period.cutOffOn'), render: (row) => <span className="day">{row.cutOffOn}</span> },
        ]}
      />
      {plan.assessmentYears.length > 0 && (
        <p>
          {t('plans.assessment')}{' '}
          {plan.assessmentYears
            .map((year) => t('plans.assessmentYear', { year: year.key, day: year.opensOn }))
            .join('；')}
        </p>
      )}
    </Section>
  );
}

/** A launched plan: where it stands, its periods, and what of it is still 待安排. */
export function PlanPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { id } = useParams();
  const { user } = useSession();
  const query = useGet<Plan>(`/plans/${id}`, { refetchInterval: 15_000 });
  if (query.data?.kind === 'MATTER') return <Navigate to={`/matters/${id}`} replace />;
  return (
    <Page
      title={query.data?.title ?? t('plans.title')}
      trail={<Link to="/plans">← {t('plans.title')}</Link>}
      actions={
        <>
          <Link to={`/plans/${id}/measures`}>{t('register.title')}</Link>
          {query.data?.can.seeReporting && <Link to={`/plans/${id}/reporting`}>{t('reporting.title')}</Link>}
          {query.data?.document && <Link to={`/plans/${id}/document`}>{t('plans.document')}</Link>}
          {hasRole(user, 'OFFICE') && query.data?.state !== 'CLOSED' && (
            <Link to="/plans/import">{t('revision.import')}</Link>
          )}
        </>
      }
    >
      <Loaded query={query}>
        {(plan) => (
          <>
            <Launching plan={plan} />
            <Facts
              facts={[
                { label: t('plans.number'), value: plan.documentNumber ?? '—' },
                { label: t('plans.issuers'), value: plan.issuers.join('、') || '—' },
                { label: t('plans.issuedOn'), value: <span className="day">{plan.issuedOn ?? '—'}</span> },
                { label: t('plans.launchedOn'), value: <span className="day">{plan.launchedOn}</span> },
                {
                  label: t('plans.period'),
                  value: [plan.period.start, plan.period.end].filter(Boolean).join(' – ') || '—',
                },
                { label: t('item.state'), value: label('planState', plan.state) },
              ]}
            />
            <LightCounts planId={plan.id} counts={plan.counts} />
            <Periods plan={plan} />
            <Runs planId={plan.id} />
            <Clauses plan={plan} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
