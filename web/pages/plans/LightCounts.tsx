import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Colour, PlanRow } from '../../data/types.ts';
import { LightMark } from '../../shared/LightMark.tsx';

const colours: Colour[] = ['red', 'yellow', 'green', 'grey'];

interface Props {
  planId: string;
  counts: PlanRow['counts'];
  /** What is counted are rows of a matter. */
  ofMatter?: boolean;
}

/** A plan's numbers; each opens the list that it counts. */
export function LightCounts({ planId, counts, ofMatter = false }: Props) {
  const { t } = useTranslation();
  return (
    <ul className="counts" aria-label={t('plans.counts')}>
      <li>
        <Link to={`/plans/${planId}/measures`}>
          {t(ofMatter ? 'matter.count' : 'plans.measures', { n: counts.measures })}
        </Link>
      </li>
      {colours.map((colour) => (
        <li key={colour}>
          <Link to={`/plans/${planId}/measures?light=${colour}`}>
            <LightMark colour={colour} /> {counts[colour]}
          </Link>
        </li>
      ))}
      <li>
        <Link to={`/plans/${planId}/measures?state=CLOSED`}>{t('plans.closed', { n: counts.closed })}</Link>
      </li>
      <li>
        <Link to={`/items?planId=${planId}&state=open`}>{t('plans.openItems', { n: counts.openItems })}</Link>
      </li>
      <li>
        <Link to={`/items?planId=${planId}&state=open&overdue=true&ofUnits=true`}>
          {t('plans.overdueItems', { n: counts.overdueItems })}
        </Link>
      </li>
    </ul>
  );
}
