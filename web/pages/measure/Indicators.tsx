import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '../../data/types.ts';

const signs: Record<string, string> = { '>=': '≥', '<=': '≤', '=': '=' };
const periods = ['year', 'month', 'quarter'] as const;

/** A target as people write it: ≥ 3200 人次 每年. */
export function indicatorWords(t: TFunction, indicator: Indicator): string {
  const amount =
    indicator.comparator === 'range'
      ? `${indicator.value}–${indicator.valueTo ?? ''}`
      : `${signs[indicator.comparator] ?? indicator.comparator} ${indicator.value}`;
  const period = periods.find((name) => name === indicator.period);
  return [amount, indicator.unit, period && t(`measure.per.${period}`), indicator.by].filter(Boolean).join(' ');
}

export function Indicators({ indicators }: { indicators: Indicator[] }) {
  const { t } = useTranslation();
  if (indicators.length === 0) return <span className="muted">—</span>;
  return (
    <ul className="indicators">
      {indicators.map((indicator) => (
        <li key={`${indicator.text} ${indicator.value}`} title={indicator.text}>
          {indicatorWords(t, indicator)}
        </li>
      ))}
    </ul>
  );
}
