import { useTranslation } from 'react-i18next';
import type { WorkItemDetail } from '../../data/types.ts';
import { Facts } from '../../shared/Facts.tsx';
import { LightMark } from '../../shared/LightMark.tsx';
import { Names } from '../../shared/Names.tsx';
import { Deadline } from '../measure/Deadline.tsx';
import { Indicators } from '../measure/Indicators.tsx';
import { Passages } from '../measure/Passages.tsx';

interface Props {
  measure: NonNullable<WorkItemDetail['measure']>;
  /** It is a row of a matter: no document says anything of it, a list may. */
  ofMatter: boolean;
}

/** What the document says of the measure, or the list of the row, to have beside the form. */
export function MeasureAside({ measure, ofMatter }: Props) {
  const { t } = useTranslation();
  const asked = measure.passages.length > 0 ? 'matter.demand' : 'matter.facts';
  const heading = t(ofMatter ? asked : 'measure.passages');
  return (
    <aside className="aside" aria-label={heading}>
      <h2>{heading}</h2>
      {(!ofMatter || measure.passages.length > 0) && <Passages path={measure.path} passages={measure.passages} />}
      {measure.indicators.length > 0 && (
        <>
          <h3>{t('measure.indicators')}</h3>
          <Indicators indicators={measure.indicators} />
        </>
      )}
      <Facts
        facts={[
          { label: t('measure.deadline'), value: <Deadline measure={measure} /> },
          { label: t('measure.leaders'), value: <Names of={measure.leaders} /> },
          { label: t('measure.lead'), value: <Names of={measure.leadUnits} /> },
          { label: t('measure.responsible'), value: <Names of={measure.responsibleUnits} /> },
          { label: t('measure.supporting'), value: <Names of={measure.supportingUnits} /> },
          {
            label: t('measure.light'),
            value: <LightMark colour={measure.light.colour} reason={measure.light.reason} />,
          },
        ]}
      />
    </aside>
  );
}
