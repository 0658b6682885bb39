import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Indicator } from '../../data/types.ts';

const signs: Record<string, string> = { '>=': '≥', '<=': '≤', '=': '=' };
const periods = ['year', 'month', 'quarter'] as const;

/** A target in figures, by when on request: ≥ 3200 人次 每年. */
export function indicatorWords(t: TFunction, indicator: Indicator, withDay: boolean): string {
  const amount =
    indicator.comparator === 'range'
      ? `${indicator.value}–${indicator.valueTo ?? ''}`
      : `${signs[indicator.comparator] ?? indicator.comparator} ${indicator.value}`;
  const period = periods.find((name) => name === indicator.period);
  const by = indicator.by === null || !withDay ? '' : t('measure.by', { day: indicator.by });
  return [amount, indicator.unit, period && t(`measure.per.${period}`), by].filter(Boolean).join(' ');
}

/** What units have said of it so far, each with the item that says it. */
function Actuals({ indicator: { actuals, unit: measured } }: { indicator: Indicator }) {
  const { t } = useTranslation();
  if (actuals.length === 0) return null;
  return (
    <ul className="plain">
      {actuals.map(({ value, on, unit, workItemId }) => (
        <li key={workItemId}>
          <Link to={`/items/${workItemId}`}>
            {t('measure.actual', { value: `${value} ${measured}`.trim(), unit: unit?.name ?? '', on })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface Props {
  indicators: Indicator[];
  /** The amounts alone, for a column. */
  short?: boolean;
}

export function Indicators({ indicators, short = false }: Props) {
  const { t } = useTranslation();
  if (indicators.length === 0) return <span className="muted">—</span>;
  return (
    <ul className={short ? 'indicators plain' : 'indicators'}>
      {indicators.map((indicator) => (
        <li key={`${indicator.text} ${indicator.value}`} title={indicator.text}>
          {short ? <span className="day">{indicatorWords(t, indicator, !short)}</span> : indicator.text}
          {!short && <span className="muted"> ({indicatorWords(t, indicator, !short)})</span>}
          {!short && <Actuals indicator={indicator} />}
        </li>
      ))}
    </ul>
  );
}
