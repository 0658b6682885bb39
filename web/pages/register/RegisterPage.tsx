import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useGet, useList } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { MeasureRow, Plan } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Page } from '../../shared/Page.tsx';
import { PlannedDeadlines } from '../measure/PlannedDeadlines.tsx';
import { LightCounts } from '../plans/LightCounts.tsx';
import { UrgeMeasures } from '../urgings/UrgeMeasures.tsx';
import { RegisterFilters } from './RegisterFilters.tsx';
import { Batches } from './SeveralDeadlines.tsx';

const filters = ['light', 'unitId', 'leaderId', 'q', 'state', 'overdue'] as const;

/** 台账: all measures of a plan; what is filtered stands in the address. */
export function RegisterPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const { user } = useSession();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const query = queryString({ ...Object.fromEntries(filters.map((key) => [key, search.get(key)])), limit: 200 });
  const plan = useGet<Plan>(`/plans/${id}`);
  const list = useList<MeasureRow>(`/plans/${id}/measures${query}`);
  const filtered = filters.some((key) => search.has(key));
  return (
    <Page
      title={t('register.title')}
      trail={<Link to={`/plans/${id}`}>← {plan.data?.title ?? t('plans.title')}</Link>}
      actions={<Link to={`/plans/${id}/reporting`}>{t('reporting.title')}</Link>}
    >
      {plan.data && <LightCounts planId={plan.data.id} counts={plan.data.counts} />}
      <PlannedDeadlines planId={id} />
      {hasRole(user, 'OFFICE', 'LEADER', 'CHIEF_LEADER') && <Batches planId={id ?? ''} />}
      <RegisterFilters
        planId={id ?? ''}
        values={search}
        onChange={(next) => setSearch(next, { replace: true })}
        onPlan={(planId) => void navigate(`/plans/${planId}/measures`)}
      />
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(rows) => (
          <>
            <UrgeMeasures
              planId={id ?? ''}
              measures={rows}
              empty={filtered ? t('register.noneFiltered') : t('register.empty')}
            />
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
