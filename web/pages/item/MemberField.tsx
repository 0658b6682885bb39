import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { PartiesSelect } from '../../shared/PartySelect.tsx';
import { texts } from './texts.ts';

export const unitIdsOf = (item: Pick<WorkItem, 'fields'>): string[] => texts(item.fields?.unitIds);

/** 补充成员单位: the members of a group that was launched without any. */
export function MemberField({ value, onChange }: { value: string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation();
  return (
    <Field label={t('item.members')} help={t('item.membersHelp')}>
      {(id) => <PartiesSelect id={id} noun="units" value={value} onChange={onChange} />}
    </Field>
  );
}
