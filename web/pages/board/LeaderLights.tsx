import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../data/hooks.ts';
import type { MeasureRow, PlanRow } from '../../data/types.ts';
import { Section } from '../../shared/Section.tsx';
import { Instruct } from '../instructions/Instruct.tsx';
import { UrgeMeasures } from '../urgings/UrgeMeasures.tsx';
import { useLitMeasures } from './useLitMeasures.ts';

function PlanLights({ plan }: { plan: PlanRow }) {
  const { t } = useTranslation();
  const measures = useLitMeasures(plan.id);
  if (measures === undefined) return null;
  const act = { title: t('instruct.give'), render: (row: MeasureRow) => <Instruct measure={row} /> };
  return (
    <Section
      title={plan.title}
      extra={<Link to={`/plans/${plan.id}/measures`}>{t('board.allMeasures', { n: plan.counts.measures })}</Link>}
    >
      <UrgeMeasures measures={measures} empty={t('board.noLights')} short act={act} />
    </Section>
  );
}

/** A leader's measures that need a look: red, then yellow, each with the reason in words. */
export function LeaderLights() {
  const plans = useList<PlanRow>('/plans?limit=20');
  return plans.items?.map((plan) => <PlanLights key={plan.id} plan={plan} />);
}
