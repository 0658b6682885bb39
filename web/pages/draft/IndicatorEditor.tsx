import { Button, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DraftIndicator } from '../../data/types.ts';
import { uniqueKeys } from '../../shared/uniqueKeys.ts';

const comparators = [
  { value: '>=', label: '≥' },
  { value: '<=', label: '≤' },
  { value: '=', label: '=' },
  { value: 'range', label: '–' },
] as const;
const periods = ['year', 'month', 'quarter'] as const;

const blank: DraftIndicator = {
  text: '',
  comparator: '>=',
  value: 0,
  valueTo: null,
  unit: '',
  period: null,
  by: null,
};

interface Props {
  indicators: DraftIndicator[];
  onChange: (indicators: DraftIndicator[]) => void;
}

/** The numeric targets of one measure. */
export function IndicatorEditor({ indicators, onChange }: Props) {
  const { t } = useTranslation();
  // Targets have no id, and their text changes while it is typed: the place tells them apart.
  const keys = uniqueKeys(indicators.map(() => 'target'));
  const set = (index: number, change: Partial<DraftIndicator>) =>
    onChange(indicators.map((old, at) => (at === index ? { ...old, ...change } : old)));
  return (
    <fieldset className="indicator-editor">
      <legend>{t('measure.indicators')}</legend>
      {indicators.map((indicator, index) => (
        <div key={keys[index]} className="indicator-row">
          <Input
            aria-label={t('draft.indicator.text')}
            placeholder={t('draft.indicator.text')}
            value={indicator.text}
            onChange={(event) => set(index, { text: event.target.value })}
          />
          <Select
            aria-label={t('draft.indicator.comparator')}
            value={indicator.comparator}
            options={[...comparators]}
            onChange={(comparator) => set(index, { comparator })}
          />
          <InputNumber
            aria-label={t('draft.indicator.value')}
            value={indicator.value}
            onChange={(value) => set(index, { value: value ?? 0 })}
          />
          {indicator.comparator === 'range' && (
            <InputNumber
              aria-label={t('draft.indicator.valueTo')}
              value={indicator.valueTo}
              onChange={(valueTo) => set(index, { valueTo })}
            />
          )}
          <Input
            aria-label={t('draft.indicator.unit')}
            placeholder={t('draft.indicator.unit')}
            value={indicator.unit}
            onChange={(event) => set(index, { unit: event.target.value })}
          />
          <Select
            aria-label={t('draft.indicator.period')}
            placeholder={t('draft.indicator.period')}
            allowClear
            value={indicator.period}
            options={periods.map((value) => ({ value, label: t(`measure.per.${value}`) }))}
            onChange={(period: DraftIndicator['period'] | undefined) => set(index, { period: period ?? null })}
          />
          <Input
            aria-label={t('draft.indicator.by')}
            placeholder={t('draft.indicator.by')}
            value={indicator.by ?? ''}
            onChange={(event) => set(index, { by: event.target.value === '' ? null : event.target.value })}
          />
          <Button
            size="small"
            aria-label={t('draft.indicator.remove', { n: index + 1 })}
            onClick={() => onChange(indicators.filter((_, at) => at !== index))}
          >
            {t('action.remove')}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...indicators, blank])}>
        {t('draft.indicator.add')}
      </Button>
    </fieldset>
  );
}
