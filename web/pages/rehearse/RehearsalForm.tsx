import { Button, InputNumber, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { DefinitionRow, PlansToChoose } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { PartiesSelect } from '../../shared/PartySelect.tsx';
import { addDays } from '../rehearsal/addDays.ts';
import { plansToOffer, versionsToOffer, versionToBegin } from './choices.ts';

const behaviours = ['onTime', 'late', 'never', 'returnedTwice'] as const;
type Behaviour = (typeof behaviours)[number];

const year = 365;
const mostPlans = 10;

/** What is played, as the API takes it. */
export interface Asked {
  definitionId: string | undefined;
  version: 'draft' | number;
  planIds: string[];
  besidePlanIds: string[];
  from: string | null;
  until: string | null;
  behaviour: Behaviour;
  lateDays: number;
  except: { unitId: string; behaviour: Behaviour; lateDays: number }[];
  /** So many items of one unit due in one week are too many. */
  crowdedFrom: number;
}

/** Plans that run, and drafts as they would be launched. */
function usePlans(): { value: string; label: string }[] {
  const { t } = useTranslation();
  const { data } = useGet<PlansToChoose>('/rehearsals/plans');
  return plansToOffer(data?.items ?? [], t);
}

interface PlansProps {
  options: { value: string; label: string }[];
  label: string;
  help: string;
  placeholder: string;
  value: string[];
  /** Plans chosen elsewhere. */
  taken: string[];
  onChange: (ids: string[]) => void;
}

function PlansField({ options, label, help, placeholder, value, taken, onChange }: PlansProps) {
  return (
    <Field label={label} help={help}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          allowClear
          maxCount={mostPlans}
          placeholder={placeholder}
          showSearch={{ optionFilterProp: 'label' }}
          value={value}
          options={options.filter((plan) => !taken.includes(plan.value))}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

interface BehaviourProps {
  label: string;
  value: Behaviour;
  onChange: (value: Behaviour) => void;
}

function BehaviourField({ label, value, onChange }: BehaviourProps) {
  const { t } = useTranslation();
  return (
    <Field label={label}>
      {(id) => (
        <Select
          id={id}
          value={value}
          options={behaviours.map((one) => ({ value: one, label: t(`rehearse.behaviours.${one}`) }))}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

interface BothPlansProps {
  tried: string[];
  beside: string[];
  onTried: (ids: string[]) => void;
  onBeside: (ids: string[]) => void;
}

/** The plans that the process is tried on, and those that run beside; no plan is both. */
function BothPlans({ tried, beside, onTried, onBeside }: BothPlansProps) {
  const { t } = useTranslation();
  const options = usePlans();
  return (
    <>
      <PlansField
        options={options}
        label={t('rehearse.plans')}
        help={t('rehearse.plansHelp')}
        placeholder={t('rehearse.sample')}
        value={tried}
        taken={beside}
        onChange={onTried}
      />
      <PlansField
        options={options}
        label={t('rehearse.beside')}
        help={t('rehearse.besideHelp')}
        placeholder={t('rehearse.none')}
        value={beside}
        taken={tried}
        onChange={onBeside}
      />
    </>
  );
}

interface NumberProps {
  label: string;
  help?: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

function NumberField({ label, help, value, min, max, onChange }: NumberProps) {
  return (
    <Field label={label} help={help}>
      {(id) => (
        <InputNumber
          id={id}
          min={min}
          max={max}
          precision={0}
          value={value}
          onChange={(next) => onChange(next ?? min)}
        />
      )}
    </Field>
  );
}

interface Props {
  definitions: DefinitionRow[];
  playing: boolean;
  onPlay: (asked: Asked) => void;
}

/** What to play: which process on which plans, from when until when, and how units behave. */
export function RehearsalForm({ definitions, playing, onPlay }: Props) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [search] = useSearchParams();
  const versions = versionsToOffer(definitions, t);
  const [version, setVersion] = useState(versionToBegin(definitions, search.get('version')));
  const [planIds, setPlanIds] = useState(search.getAll('plan'));
  const [besidePlanIds, setBesidePlanIds] = useState<string[]>([]);
  const [from, setFrom] = useState<string | null>(user.businessDate);
  const [until, setUntil] = useState<string | null>(addDays(user.businessDate, year));
  const [behaviour, setBehaviour] = useState<Behaviour>('onTime');
  const [lateDays, setLateDays] = useState(5);
  const [others, setOthers] = useState<string[]>([]);
  const [otherBehaviour, setOtherBehaviour] = useState<Behaviour>('never');
  const [crowdedFrom, setCrowdedFrom] = useState(5);
  const onPlans = planIds.length + besidePlanIds.length > 0;
  const excepted = onPlans ? others : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [definitionId, chosen] = (version ?? '').split(' ');
    const except = excepted.map((unitId) => ({ unitId, behaviour: otherBehaviour, lateDays }));
    onPlay({
      ...{ definitionId, version: chosen === 'draft' ? chosen : Number(chosen), planIds, besidePlanIds },
      ...{ from, until, behaviour, lateDays, except, crowdedFrom },
    });
  };
  return (
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
      <BothPlans tried={planIds} beside={besidePlanIds} onTried={setPlanIds} onBeside={setBesidePlanIds} />
      <div className="field-row">
        <Field label={t('rehearse.from')} required>
          {(id) => <DayInput id={id} value={from} onChange={setFrom} />}
        </Field>
        <Field label={t('rehearse.until')} required>
          {(id) => <DayInput id={id} value={until} onChange={setUntil} />}
        </Field>
      </div>
      <BehaviourField label={t('rehearse.behaviour')} value={behaviour} onChange={setBehaviour} />
      {onPlans && (
        <Field label={t('rehearse.exceptions')} help={t('rehearse.exceptionsHelp')}>
          {(id) => <PartiesSelect id={id} noun="units" value={others} onChange={setOthers} />}
        </Field>
      )}
      {excepted.length > 0 && (
        <BehaviourField label={t('rehearse.otherBehaviour')} value={otherBehaviour} onChange={setOtherBehaviour} />
      )}
      {(behaviour === 'late' || (excepted.length > 0 && otherBehaviour === 'late')) && (
        <NumberField label={t('rehearse.lateDays')} min={1} max={60} value={lateDays} onChange={setLateDays} />
      )}
      <NumberField
        label={t('rehearse.crowdedFrom')}
        help={t('rehearse.crowdedHelp')}
        min={2}
        max={200}
        value={crowdedFrom}
        onChange={setCrowdedFrom}
      />
      <div className="form-actions">
        <Button
          type="primary"
          htmlType="submit"
          loading={playing}
          disabled={version === null || from === null || until === null}
        >
          {t('rehearse.play')}
        </Button>
        <span className="muted">{t('rehearse.stored')}</span>
      </div>
    </form>
  );
}
