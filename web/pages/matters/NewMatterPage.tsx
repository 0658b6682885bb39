import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type AssignmentRole, assignmentRoles } from '../../../domain/parties.ts';
import { useGet, useList, useSend } from '../../data/hooks.ts';
import type { Day, List, PlanRow, Startable } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { LeaderField } from '../../shared/LeaderField.tsx';
import { Page } from '../../shared/Page.tsx';
import { PartiesSelect } from '../../shared/PartySelect.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { SecrecyNote } from '../../shared/SecrecyNote.tsx';
import { Section } from '../../shared/Section.tsx';
import { ListPart, type ReadRow } from './ListPart.tsx';

interface Values {
  title: string;
  purpose: string;
  versionId: string | null;
  aboutPlanId: string | null;
  units: Record<AssignmentRole, string[]>;
  leaderPostId: string | null;
  deadlineOn: Day | null;
}

const nothing: Values = {
  ...{ title: '', purpose: '', versionId: null, aboutPlanId: null, leaderPostId: null, deadlineOn: null },
  units: { LEAD: [], RESPONSIBLE: [], SUPPORTING: [] },
};

/** What is sent: the matter, and its list with the ids that the server found. */
function bodyOf({ units, ...values }: Values, rows: ReadRow[]) {
  return {
    ...values,
    units: assignmentRoles.flatMap((role) => units[role].map((unitId) => ({ unitId, role }))),
    rows: rows.map(({ title, demand, units: parts, leader, deadlineOn }) => ({
      ...{ title, demand, deadlineOn, leaderPostId: leader?.postId ?? null },
      units: parts.map(({ unit, role }) => ({ unitId: unit.id, role })),
    })),
  };
}

interface PartProps {
  values: Values;
  set: (change: Partial<Values>) => void;
}

function What({ values, set }: PartProps) {
  const { t } = useTranslation();
  const startable = useGet<List<Startable>>('/processes/startable');
  const plans = useList<PlanRow>('/plans');
  const none = startable.data?.items.length === 0;
  return (
    <Section title={t('matter.what')}>
      <Field label={t('matter.name')} required help={t('matter.nameHelp')}>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={values.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
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
      <Field label={t('matter.about')} help={t('matter.aboutHelp')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={values.aboutPlanId}
            options={(plans.items ?? []).map((plan) => ({ value: plan.id, label: plan.title }))}
            onChange={(aboutPlanId: string | undefined) => set({ aboutPlanId: aboutPlanId ?? null })}
          />
        )}
      </Field>
    </Section>
  );
}

function Who({ values, set }: PartProps) {
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

/** Opens a matter of its own: what for, by which process, whose, until when, and its list where it has one. */
export function NewMatterPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [values, setValues] = useState(nothing);
  const [rows, setRows] = useState<ReadRow[]>([]);
  const set = (change: Partial<Values>) => setValues((old) => ({ ...old, ...change }));
  const send = useSend<{ id: string }>(({ id }) => void navigate(`/matters/${id}`));
  const { title, purpose, versionId } = values;
  const missing = title.trim() === '' || purpose.trim() === '' || versionId === null;
  const faulty = rows.some((row) => row.faults.length > 0);
  return (
    <Page title={t('matter.open')} trail={<Link to="/matters">← {t('matter.title')}</Link>}>
      <SecrecyNote />
      <What values={values} set={set} />
      <Who values={values} set={set} />
      <Section title={t('matter.list')}>
        <ListPart rows={rows} onRows={setRows} />
      </Section>
      <Problem problem={send.error} />
      <div className="form-actions">
        <Button
          type="primary"
          loading={send.isPending}
          disabled={missing || faulty}
          onClick={() => send.mutate({ path: '/matters', body: bodyOf(values, rows) })}
        >
          {t('matter.openNow', { n: Math.max(1, rows.length) })}
        </Button>
        {missing && <span className="muted">{t('matter.missing')}</span>}
      </div>
    </Page>
  );
}
