import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AssignmentRole, assignmentRoles } from '../../../domain/parties.ts';
import { useGet } from '../../data/hooks.ts';
import type { Day, List, Startable } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { LeaderField } from '../../shared/LeaderField.tsx';
import { PartiesSelect } from '../../shared/PartySelect.tsx';
import { Section } from '../../shared/Section.tsx';
import type { ReadRow } from './ListPart.tsx';

/** What rows are begun with: why, by which process, and what holds for those whose list leaves it open. */
export interface RowValues {
  title: string;
  purpose: string;
  versionId: string | null;
  units: Record<AssignmentRole, string[]>;
  leaderPostId: string | null;
  deadlineOn: Day | null;
}

export const noRowValues: RowValues = {
  ...{ title: '', purpose: '', versionId: null, leaderPostId: null, deadlineOn: null },
  units: { LEAD: [], RESPONSIBLE: [], SUPPORTING: [] },
};

/** What is sent: the values, and the list with the ids that the server found. */
export function bodyOf<V extends RowValues>({ units, ...values }: V, rows: ReadRow[]) {
  return {
    ...values,
    units: assignmentRoles.flatMap((role) => units[role].map((unitId) => ({ unitId, role }))),
    rows: rows.map(({ title, demand, units: parts, leader, deadlineOn }) => ({
      ...{ title, demand, deadlineOn, leaderPostId: leader?.postId ?? null },
      units: parts.map(({ unit, role }) => ({ unitId: unit.id, role })),
    })),
  };
}

export interface PartProps<V = RowValues> {
  values: V;
  set: (change: Partial<V>) => void;
}

/** Why, and the published process that runs for every row. */
export function ProcessFields({ values, set }: PartProps) {
  const { t } = useTranslation();
  const startable = useGet<List<Startable>>('/processes/startable');
  const none = startable.data?.items.length === 0;
  return (
    <>
      <Field label={t('process.note')} required help={t('process.noteHelp')}>
        {(id) => (
          <Input.TextArea
            id={id}
            maxLength={5000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={values.purpose}
            onChange={(event) => set({ purpose: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('process.name')} required help={none ? t('trigger.noDefinitions') : t('matter.processHelp')}>
        {(id) => (
          <Select
            id={id}
            loading={startable.isPending}
            value={values.versionId}
            options={(startable.data?.items ?? []).map((one) => ({
              value: one.versionId,
              label: t('process.versioned', { name: one.name, version: one.version }),
            }))}
            onChange={(versionId: string) => set({ versionId })}
          />
        )}
      </Field>
    </>
  );
}

/** Who answers for rows whose list does not say so, and until when. */
export function Who({ values, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('matter.who')}>
      <p className="muted">{t('matter.whoHelp')}</p>
      {assignmentRoles.map((role) => (
        <Field key={role} label={t(`matter.role.${role}`)}>
          {(id) => (
            <PartiesSelect
              id={id}
              noun="units"
              value={values.units[role]}
              onChange={(ids) => set({ units: { ...values.units, [role]: ids } })}
            />
          )}
        </Field>
      ))}
      <LeaderField postId={values.leaderPostId} onChange={(leaderPostId) => set({ leaderPostId })} />
      <Field label={t('measure.deadline')} help={t('matter.deadlineHelp')}>
        {(id) => <DayInput id={id} value={values.deadlineOn} onChange={(deadlineOn) => set({ deadlineOn })} />}
      </Field>
    </Section>
  );
}
