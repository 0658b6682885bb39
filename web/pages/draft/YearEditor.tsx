import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LaunchSettings } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';

type Year = LaunchSettings['assessmentYears'][number];

interface Props {
  years: Year[];
  onChange: (years: Year[]) => void;
}

/** Years that are assessed, and the day on which that opens. */
export function YearEditor({ years, onChange }: Props) {
  const { t } = useTranslation();
  return years.map((year) => (
    <fieldset key={year.key} className="period-row">
      <legend>{t('draft.assessmentOf', { year: year.key })}</legend>
      <span className="period-day">
        <span aria-hidden="true">{t('period.opensOn')}</span>
        <DayInput
          label={`${t('draft.assessmentOf', { year: year.key })} ${t('period.opensOn')}`}
          value={year.opensOn}
          onChange={(day) =>
            day !== null && onChange(years.map((old) => (old.key === year.key ? { ...old, opensOn: day } : old)))
          }
        />
      </span>
      <Button
        size="small"
        aria-label={t('draft.removeYear', { year: year.key })}
        onClick={() => onChange(years.filter((old) => old.key !== year.key))}
      >
        {t('action.remove')}
      </Button>
    </fieldset>
  ));
}
