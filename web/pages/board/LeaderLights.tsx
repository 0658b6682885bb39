import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../data/hooks.ts';
import type { MeasureRow, PlanRow } from '../../data/types.ts';
import { Section } from '../../shared/Section.tsx';
import { Instruct } from '../instructions/Instruct.tsx';
import { LightCounts } from '../plans/LightCounts.tsx';
import { UrgeMeasures } from '../urgings/UrgeMeasures.tsx';
import { plansByNeed } from './plansByNeed.ts';
import { useLitMeasures } from './useLitMeasures.ts';

/** Measures of a plan that are shown at once; right after a launch nearly all of them are yellow. */
const MOST_LIT = 5;

function PlanLights({ plan }: { plan: PlanRow }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const measures = useLitMeasures(plan.id);
  if (measures === undefined) return null;
  const act = { title: t('instruct.give'), render: (row: MeasureRow) => <Instruct measure={row} /> };
  const hidden = all ? 0 : Math.max(0, measures.length - MOST_LIT);
  return (
    <Section
      title={plan.title}
      extra={<Link to={`/plans/${plan.id}/measures`}>{t('board.allMeasures', { n: plan.counts.measures })}</Link>}
    >
      <UrgeMeasures
        measures={measures.slice(0, measures.length - hidden)}
        empty={t('board.noLights')}
        short
        act={act}
      />
      {hidden > 0 && <Button onClick={() => setAll(true)}>{t('board.moreLights', { n: hidden })}</Button>}
    </Section>
  );
}

/**
 * A leader's measures that need a look: the plans with most red ones first, in each red before yellow with the reason
 * in words; then the plans in which all is well.
 */
export function LeaderLights() {
  const { t } = useTranslation();
  const { items = [] } = useList<PlanRow>('/plans?limit=20');
  const { lit, well } = plansByNeed(items);
  return (
    <>
      {lit.map((plan) => (
        <PlanLights key={plan.id} plan={plan} />
      ))}
      {well.length > 0 && (
        <Section title={t('board.well')}>
          <ul className="plain">
            {well.map((plan) => (
              <li key={plan.id}>
                <Link to={`/plans/${plan.id}`}>{plan.title}</Link>
                <LightCounts planId={plan.id} counts={plan.counts} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
