import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportContent } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { Section } from '../../shared/Section.tsx';
import type { DraftHandle } from './useDraft.ts';

type Header = ImportContent['plan'];

const days = ['issuedOn', 'periodStart', 'periodEnd'] as const;

/** What the document says of itself. */
export function PlanFields({ handle }: { handle: DraftHandle }) {
  const { t } = useTranslation();
  const { plan } = handle.content;
  const set = (change: Partial<Header>) => handle.edit((old) => ({ ...old, plan: { ...old.plan, ...change } }));
  return (
    <Section title={t('draft.planTitle')}>
      <div className="narrow-form">
        <Field label={t('plans.name')} required>
          {(id) => <Input id={id} value={plan.title} onChange={(event) => set({ title: event.target.value })} />}
        </Field>
        <Field label={t('plans.number')}>
          {(id) => (
            <Input
              id={id}
              value={plan.documentNumber ?? ''}
              onChange={(event) => set({ documentNumber: event.target.value || null })}
            />
          )}
        </Field>
        <Field label={t('plans.issuers')}>
          {(id) => (
            <Select
              id={id}
              mode="tags"
              open={false}
              suffixIcon={null}
              value={plan.issuers}
              onChange={(issuers: string[]) => set({ issuers })}
            />
          )}
        </Field>
        <div className="field-row">
          {days.map((key) => (
            <Field key={key} label={t(`draft.plan.${key}`)}>
              {(id) => <DayInput id={id} value={plan[key]} onChange={(day) => set({ [key]: day })} />}
            </Field>
          ))}
        </div>
      </div>
    </Section>
  );
}
