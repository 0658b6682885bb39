import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { useList } from '../../data/hooks.ts';
import type { PlanRow } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';

/** The register opens on the plan launched last. */
export function RegisterStart() {
  const { t } = useTranslation();
  const plans = useList<PlanRow>('/plans');
  const latest = plans.items?.toSorted((a, b) => b.launchedOn.localeCompare(a.launchedOn))[0];
  if (latest !== undefined) return <Navigate to={`/plans/${latest.id}/measures`} replace />;
  return (
    <Page title={t('register.title')}>
      <Loaded query={{ data: plans.items, error: plans.error, refetch: plans.refetch }}>
        {() => (
          <p className="empty">
            {t('plans.empty')} <Link to="/plans">{t('menu.plans')}</Link>
          </p>
        )}
      </Loaded>
    </Page>
  );
}
