import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PeriodSetting } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';

const days = ['opensOn', 'dueOn', 'cutOffOn'] as const;

interface Props {
  periods: PeriodSetting[];
  onChange: (periods: PeriodSetting[]) => void;
}

/** The first free key of the form `P1`, `P2`, …; keys of periods never change once given. */
function freeKey(periods: PeriodSetting[]): string {
  let number = periods.length + 1;
  while (periods.some((period) => period.key === `P${number}`)) number += 1;
  return `P${number}`;
}

/** 报送周期: name, opens on, due on, cut-off. */
export function PeriodEditor({ periods, onChange }: Props) {
  const { t } = useTranslation();
  const set = (key: string, change: Partial<PeriodSetting>) =>
    onChange(periods.map((old) => (old.key === key ? { ...old, ...change } : old)));
  const last = periods.at(-1);
  return (
    <>
      {periods.length === 0 && <p className="empty">{t('draft.noPeriods')}</p>}
      {periods.map((period) => (
        <fieldset key={period.key} className="period-row">
          <legend>{period.name}</legend>
          <Input
            aria-label={t('period.name')}
            value={period.name}
            onChange={(event) => set(period.key, { name: event.target.value })}
          />
          {days.map((key) => (
            <span key={key} className="period-day">
              <span aria-hidden="true">{t(`period.${key}`)}</span>
              <DayInput
                label={`${period.name} ${t(`period.${key}`)}`}
                value={period[key]}
                onChange={(day) => day !== null && set(period.key, { [key]: day })}
              />
            </span>
          ))}
          <Button
            size="small"
            aria-label={t('draft.removePeriod', { name: period.name })}
            onClick={() => onChange(periods.filter((old) => old.key !== period.key))}
          >
            {t('action.remove')}
          </Button>
        </fieldset>
      ))}
      <Button
        size="small"
        onClick={() =>
          onChange([
            ...periods,
            {
              key: freeKey(periods),
              name: t('draft.newPeriod'),
              opensOn: last?.opensOn ?? '2020-06-01',
              dueOn: last?.dueOn ?? '2020-06-30',
              cutOffOn: last?.cutOffOn ?? '2021-01-15',
            },
          ])
        }
      >
        {t('draft.addPeriod')}
      </Button>
    </>
  );
}
