import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useList } from '../../data/hooks.ts';
import type { Post, Unit, WorkItem } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { nameOf } from '../../shared/Names.tsx';
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
  const units = useList<Unit>('/units?limit=200');
  const posts = useList<Post>('/posts?kind=LEADER&limit=200');
  const unitOptions = units.items?.map((unit) => ({ value: unit.id, label: unit.name }));
  const postOptions = posts.items?.map((post) => ({ value: post.id, label: `${nameOf(post)}（${post.title}）` }));
  const fields = [
    { key: 'leadUnitIds', label: t('measure.lead'), options: unitOptions },
    { key: 'responsibleUnitIds', label: t('measure.responsible'), options: unitOptions },
    { key: 'leaderPostIds', label: t('measure.leaders'), options: postOptions },
  ] as const;
  return fields.map((field) => (
    <Field key={field.key} label={field.label}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={field.options}
          value={value[field.key]}
          onChange={(ids: string[]) => onChange({ ...value, [field.key]: ids })}
        />
      )}
    </Field>
  ));
}
