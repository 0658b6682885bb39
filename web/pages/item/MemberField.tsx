import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useList } from '../../data/hooks.ts';
import type { Unit, WorkItem } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { texts } from './texts.ts';

export const unitIdsOf = (item: Pick<WorkItem, 'fields'>): string[] => texts(item.fields?.unitIds);

/** 补充成员单位: the members of a group that was launched without any. */
export function MemberField({ value, onChange }: { value: string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation();
  const units = useList<Unit>('/units?limit=200');
  return (
    <Field label={t('item.members')} help={t('item.membersHelp')}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={units.items?.map((unit) => ({ value: unit.id, label: unit.name }))}
          value={value}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
