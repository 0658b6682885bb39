import { useTranslation } from 'react-i18next';
import type { WorkItemDetail } from '../../data/types.ts';
import { Facts } from '../../shared/Facts.tsx';
import { LightMark } from '../../shared/LightMark.tsx';
import { Names } from '../../shared/Names.tsx';
import { Deadline } from '../measure/Deadline.tsx';
import { Indicators } from '../measure/Indicators.tsx';
import { Passages } from '../measure/Passages.tsx';

/** What the document says of the measure, to have beside the form. */
export function MeasureAside({ measure }: { measure: NonNullable<WorkItemDetail['measure']> }) {
  const { t } = useTranslation();
  return (
    <aside className="aside" aria-label={t('measure.passages')}>
      <h2>{t('measure.passages')}</h2>
      <Passages path={measure.path} passages={measure.passages} />
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
