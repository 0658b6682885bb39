import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { PartyTags } from '../../shared/PartyTags.tsx';
import type { BulkChange, UnitRole } from './edits.ts';

const roles: UnitRole[] = ['leadUnits', 'responsibleUnits', 'supportingUnits'];

interface Props {
  count: number;
  onApply: (change: BulkChange) => void;
  onClose: () => void;
}

/** Deadline, leaders or units for all selected measures; what is left empty stays as it is. */
export function BulkDialog({ count, onApply, onClose }: Props) {
  const { t } = useTranslation();
  const [date, setDate] = useState<string | null>(null);
  const [leaders, setLeaders] = useState<string[]>([]);
  const [names, setNames] = useState<string[]>([]);
  const [role, setRole] = useState<UnitRole>('responsibleUnits');
  const nothing = date === null && leaders.length === 0 && names.length === 0;
  const apply = () => {
    onApply({
      ...(date === null ? {} : { deadline: { kind: 'date', date, text: date } }),
      ...(leaders.length === 0 ? {} : { leaders }),
      ...(names.length === 0 ? {} : { units: { role, names } }),
    });
    onClose();
  };
  return (
    <Modal
      open
      title={t('check.bulkTitle', { n: count })}
      okText={t('check.bulkApply')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: nothing }}
      onOk={apply}
      onCancel={onClose}
    >
      <p className="muted">{t('check.bulkHelp')}</p>
      <Field label={t('draft.deadlineDate')}>{(id) => <DayInput id={id} value={date} onChange={setDate} />}</Field>
      <Field label={t('draft.party.leaders')}>
        {(id) => <PartyTags id={id} people value={leaders} onChange={setLeaders} />}
      </Field>
      <Field label={t('check.bulkUnits')}>{(id) => <PartyTags id={id} value={names} onChange={setNames} />}</Field>
      <Field label={t('check.bulkRole')}>
        {(id) => (
          <Select
            id={id}
            value={role}
            options={roles.map((value) => ({ value, label: t(`draft.party.${value}`) }))}
            onChange={setRole}
          />
        )}
      </Field>
    </Modal>
  );
}
