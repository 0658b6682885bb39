import { Button, InputNumber, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useGet, useList, useSend } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { DefinitionRow, PlanRow, Rehearsal } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { PartiesSelect } from '../../shared/PartySelect.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { addDays } from '../rehearsal/addDays.ts';
import { Result } from './Result.tsx';

const behaviours = ['onTime', 'late', 'never', 'returnedTwice'] as const;
type Behaviour = (typeof behaviours)[number];

const year = 365;

interface Version {
  value: string;
  label: string;
  /** A process of a unit's part or of a group belongs to no measure and cannot be played on one. */
  ofMeasure: boolean;
}

function useVersions(items: DefinitionRow[]): Version[] {
  const { t } = useTranslation();
  return items.flatMap(({ id, name, purpose, draft, versions }) => {
    const ofMeasure = purpose === 'MEASURE' || purpose === 'BESIDE';
    const drafts =
      draft === null ? [] : [{ value: `${id} draft`, label: `${name} · ${t('definitions.draft')}`, ofMeasure }];
    const published = versions.map(({ version }) => ({
      value: `${id} ${version}`,
      label: `${name} v${version}`,
      ofMeasure,
    }));
    return [...drafts, ...published];
  });
}

function PlanField({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation();
  const plans = useList<PlanRow>('/plans?limit=200');
  return (
    <Field label={t('rehearse.plan')} help={t('rehearse.planHelp')}>
      {(id) => (
        <Select
          id={id}
          allowClear
          placeholder={t('rehearse.sample')}
          value={value ?? undefined}
          options={(plans.items ?? []).map((plan) => ({ value: plan.id, label: plan.title }))}
          onChange={(next: string | undefined) => onChange(next ?? null)}
        />
      )}
    </Field>
  );
}

function Form({ definitions }: { definitions: DefinitionRow[] }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [search] = useSearchParams();
  const versions = useVersions(definitions).filter((version) => version.ofMeasure);
  const asked = versions.find(({ value }) => value === search.get('version'));
  const [version, setVersion] = useState(asked?.value ?? versions[0]?.value ?? null);
  const [planId, setPlanId] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(user.businessDate);
  const [until, setUntil] = useState<string | null>(addDays(user.businessDate, year));
  const [behaviour, setBehaviour] = useState<Behaviour>('onTime');
  const [lateDays, setLateDays] = useState(5);
  const [others, setOthers] = useState<string[]>([]);
  const [otherBehaviour, setOtherBehaviour] = useState<Behaviour>('never');
  const send = useSend<Rehearsal>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [definitionId, chosen] = (version ?? '').split(' ');
    const body = {
      ...{ definitionId, version: chosen === 'draft' ? chosen : Number(chosen), planId },
      ...{ from, until, behaviour, lateDays },
      except: planId === null ? [] : others.map((unitId) => ({ unitId, behaviour: otherBehaviour, lateDays })),
    };
    send.mutate({ path: '/rehearsals', body });
  };
  return (
    <>
      <form onSubmit={submit} className="narrow-form">
        <Field label={t('rehearse.version')} required>
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={version}
              options={versions}
              onChange={setVersion}
            />
          )}
        </Field>
        {hasRole(user, 'OFFICE') && <PlanField value={planId} onChange={setPlanId} />}
        <Field label={t('rehearse.from')} required>
          {(id) => <DayInput id={id} value={from} onChange={setFrom} />}
        </Field>
        <Field label={t('rehearse.until')} required>
          {(id) => <DayInput id={id} value={until} onChange={setUntil} />}
        </Field>
        <Field label={t('rehearse.behaviour')}>
          {(id) => (
            <Select
              id={id}
              value={behaviour}
              options={behaviours.map((value) => ({ value, label: t(`rehearse.behaviours.${value}`) }))}
              onChange={setBehaviour}
            />
          )}
        </Field>
        {planId !== null && (
          <Field label={t('rehearse.exceptions')} help={t('rehearse.exceptionsHelp')}>
            {(id) => <PartiesSelect id={id} noun="units" value={others} onChange={setOthers} />}
          </Field>
        )}
        {planId !== null && others.length > 0 && (
          <Field label={t('rehearse.otherBehaviour')}>
            {(id) => (
              <Select
                id={id}
                value={otherBehaviour}
                options={behaviours.map((value) => ({ value, label: t(`rehearse.behaviours.${value}`) }))}
                onChange={setOtherBehaviour}
              />
            )}
          </Field>
        )}
        {(behaviour === 'late' || (others.length > 0 && otherBehaviour === 'late')) && (
          <Field label={t('rehearse.lateDays')}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={60}
                precision={0}
                value={lateDays}
                onChange={(value) => setLateDays(value ?? 1)}
              />
            )}
          </Field>
        )}
        <div className="form-actions">
          <Button
            type="primary"
            htmlType="submit"
            loading={send.isPending}
            disabled={version === null || from === null || until === null}
          >
            {t('rehearse.play')}
          </Button>
          <span className="muted">{t('rehearse.stored')}</span>
        </div>
      </form>
      <Problem problem={send.error} />
      {send.data !== undefined && <Result rehearsal={send.data} />}
    </>
  );
}

/** Plays a definition in memory: what would open when for whom, which days are busy, what collides. */
export function RehearsePage() {
  const { t } = useTranslation();
  const query = useGet<{ items: DefinitionRow[] }>('/definitions');
  return (
    <Page title={t('rehearse.title')}>
      <p>{t('rehearse.lead')}</p>
      <Loaded query={query}>{({ items }) => <Form definitions={items} />}</Loaded>
    </Page>
  );
}
