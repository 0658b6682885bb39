import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useList, useSend } from '../../data/hooks.ts';
import type { PlanRow } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { SecrecyNote } from '../../shared/SecrecyNote.tsx';
import { Section } from '../../shared/Section.tsx';
import { ListPart, type ReadRow } from './ListPart.tsx';
import { bodyOf, noRowValues, type PartProps, ProcessFields, type RowValues, Who } from './RowForm.tsx';

interface Values extends RowValues {
  aboutPlanId: string | null;
}

const nothing: Values = { ...noRowValues, aboutPlanId: null };

function What({ values, set }: PartProps<Values>) {
  const { t } = useTranslation();
  const plans = useList<PlanRow>('/plans');
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
      <ProcessFields values={values} set={set} />
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
