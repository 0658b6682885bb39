import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../../data/hooks.ts';
import type { Colour, MeasureRow, PlanRow, PostRef, UnitRef } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { nameOf } from '../../shared/Names.tsx';

const colours: Colour[] = ['red', 'yellow', 'green', 'grey'];

interface Props {
  planId: string;
  values: URLSearchParams;
  onChange: (values: URLSearchParams) => void;
  onPlan: (planId: string) => void;
}

interface Option {
  value: string;
  label: string;
}

function optionsOf(refs: (UnitRef | PostRef)[]): Option[] {
  const byId = new Map(refs.map((ref) => [ref.id, nameOf(ref)]));
  return [...byId].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, 'zh'));
}

/** Units and leaders to choose from are those that the plan names. */
function useChoices(planId: string) {
  const all = useList<MeasureRow>(`/plans/${planId}/measures?limit=200`);
  const rows = all.items ?? [];
  return {
    units: optionsOf(rows.flatMap((row) => [...row.leadUnits, ...row.responsibleUnits, ...row.supportingUnits])),
    leaders: optionsOf(rows.flatMap((row) => row.leaders)),
  };
}

export function RegisterFilters({ planId, values, onChange, onPlan }: Props) {
  const { t } = useTranslation();
  const plans = useList<PlanRow>('/plans?limit=100');
  const choices = useChoices(planId);
  const [text, setText] = useState(values.get('q') ?? '');
  const set = (key: string, value: string | undefined) => {
    const next = new URLSearchParams(values);
    if (value === undefined || value === '') next.delete(key);
    else next.set(key, value);
    onChange(next);
  };
  useEffect(() => {
    if (text === (values.get('q') ?? '')) return undefined;
    const wait = setTimeout(() => set('q', text.trim()), 400);
    return () => clearTimeout(wait);
  });
  const selects = [
    {
      key: 'light',
      label: t('measure.light'),
      options: colours.map((value) => ({ value, label: t(`light.${value}`) })),
    },
    { key: 'unitId', label: t('register.unit'), options: choices.units },
    { key: 'leaderId', label: t('measure.leaders'), options: choices.leaders },
    {
      key: 'state',
      label: t('register.state'),
      options: (['RUNNING', 'CLOSED', 'WITHDRAWN'] as const).map((value) => ({
        value,
        label: t(`measureState.${value}`),
      })),
    },
  ];
  return (
    <search className="filters">
      {(plans.items?.length ?? 0) > 1 && (
        <Field label={t('register.plan')}>
          {(id) => (
            <Select
              id={id}
              value={planId}
              onChange={onPlan}
              options={plans.items?.map((plan) => ({ value: plan.id, label: plan.title }))}
            />
          )}
        </Field>
      )}
      <Field label={t('register.search')}>
        {(id) => (
          <Input
            id={id}
            allowClear
            value={text}
            placeholder={t('register.searchHint')}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {selects.map((select) => (
        <Field key={select.key} label={select.label}>
          {(id) => (
            <Select
              id={id}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('filter.all')}
              value={values.get(select.key) ?? undefined}
              options={select.options}
              onChange={(value: string | undefined) => set(select.key, value)}
            />
          )}
        </Field>
      ))}
      {values.size > 0 && (
        <Button
          onClick={() => {
            setText('');
            onChange(new URLSearchParams());
          }}
        >
          {t('filter.clear')}
        </Button>
      )}
    </search>
  );
}
