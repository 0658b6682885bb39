import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { PartiesSelect } from '../../shared/PartySelect.tsx';
import { texts } from './texts.ts';

export interface AssignValue {
  leadUnitIds: string[];
  responsibleUnitIds: string[];
  leaderPostIds: string[];
}

export function assignValueOf(item: Pick<WorkItem, 'fields'>): AssignValue {
  return {
    leadUnitIds: texts(item.fields?.leadUnitIds),
    responsibleUnitIds: texts(item.fields?.responsibleUnitIds),
    leaderPostIds: texts(item.fields?.leaderPostIds),
  };
}

interface Props {
  value: AssignValue;
  onChange: (value: AssignValue) => void;
}

/** 明确牵头单位: for measures whose document names nobody. */
export function AssignFields({ value, onChange }: Props) {
  const { t } = useTranslation();
  const fields = [
    { key: 'leadUnitIds', label: t('measure.lead'), noun: 'units' },
    { key: 'responsibleUnitIds', label: t('measure.responsible'), noun: 'units' },
    { key: 'leaderPostIds', label: t('measure.leaders'), noun: 'posts', kind: 'LEADER' },
  ] as const;
  return fields.map((field) => (
    <Field key={field.key} label={field.label}>
      {(id) => (
        <PartiesSelect
          id={id}
          noun={field.noun}
          kind={'kind' in field ? field.kind : undefined}
          value={value[field.key]}
          onChange={(ids) => onChange({ ...value, [field.key]: ids })}
        />
      )}
    </Field>
  ));
}
