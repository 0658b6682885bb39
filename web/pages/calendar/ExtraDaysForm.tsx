import { Button, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList, useSend } from '../../data/hooks.ts';
import type { CalendarPreview, CalendarSaved, ExtraDays, PlanRow } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { PartySelect } from '../../shared/PartySelect.tsx';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
import { PreviewPart } from './PreviewPart.tsx';

interface Edited {
  /** Of this page alone. */
  key: number;
  day: string | null;
  working: boolean;
  name: string;
}

interface Props {
  rows: ExtraDays['items'];
  onClose: () => void;
  onSaved: (moved: number) => void;
}

/** All extra days of one plan or unit. Any change forgets the preview: what is saved is what was looked at. */
export function ExtraDaysForm({ rows, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const plans = useList<PlanRow>('/plans?limit=200');
  const [of, setOf] = useState<'unitId' | 'planId'>('unitId');
  const [owner, setOwner] = useState<string | null>(null);
  const [days, setDays] = useState<Edited[]>([]);
  const [reason, setReason] = useState('');
  const look = useSend<CalendarPreview>();
  const save = useSend<CalendarSaved>(({ moved }) => onSaved(moved));
  const change = (next: Edited[]) => {
    look.reset();
    setDays(next);
  };
  const choose = (id: string | null) => {
    setOwner(id);
    const current = rows.filter((row) => row.endedBy === null && row[of] === id);
    change(current.map(({ day, working, name }, key) => ({ key, day, working, name })));
  };
  const put = (key: number, data: Partial<Edited>) =>
    change(days.map((entry) => (entry.key === key ? { ...entry, ...data } : entry)));
  const body = () => ({ [of]: owner, days: days.map(({ key: _, ...day }) => day) });
  const whole = days.every((entry) => entry.day !== null && entry.name.trim() !== '');
  const edit = {
    ...{ preview: look.data, looking: look.isPending, saving: save.isPending, problem: look.error ?? save.error },
    ...{ reason, setReason },
    look: () => look.mutate({ path: '/extra-days/preview', body: body() }),
    save: () => {
      if (look.data) save.mutate({ path: '/extra-days', body: { ...body(), reason, version: look.data.version } });
    },
  };
  return (
    <>
      <Radio.Group
        aria-label={t('extraDays.owner')}
        value={of}
        onChange={(event) => {
          setOf(event.target.value);
          setOwner(null);
          change([]);
        }}
        options={[
          { value: 'unitId', label: t('item.unit') },
          { value: 'planId', label: t('handover.plan') },
        ]}
      />
      <Field label={t('extraDays.owner')} required>
        {(id) =>
          of === 'unitId' ? (
            <PartySelect id={id} noun="units" value={owner} onChange={choose} />
          ) : (
            <Select
              id={id}
              className="wide-control"
              value={owner}
              options={(plans.items ?? []).map((plan) => ({ value: plan.id, label: plan.title }))}
              onChange={choose}
            />
          )
        }
      </Field>
      {days.map((entry, index) => (
        <div key={entry.key} className="inline-form">
          <Field label={t('calendar.day')}>
            {(id) => <DayInput id={id} value={entry.day} onChange={(day) => put(entry.key, { day })} />}
          </Field>
          <Field label={t('extraDays.kind')}>
            {(id) => (
              <Select
                id={id}
                value={entry.working}
                options={[
                  { value: false, label: t('calendar.off') },
                  { value: true, label: t('calendar.work') },
                ]}
                onChange={(working: boolean) => put(entry.key, { working })}
              />
            )}
          </Field>
          <Field label={t('calendar.name')}>
            {(id) => (
              <Input
                id={id}
                maxLength={40}
                value={entry.name}
                onChange={(event) => put(entry.key, { name: event.target.value })}
              />
            )}
          </Field>
          <Button
            aria-label={`${t('action.remove')} ${index + 1}`}
            onClick={() => change(days.filter((one) => one.key !== entry.key))}
          >
            {t('action.remove')}
          </Button>
        </div>
      ))}
      <SaveWithReason
        edit={edit}
        disabled={owner === null || !whole}
        onLeave={onClose}
        extra={
          <Button
            disabled={owner === null}
            onClick={() =>
              change([
                ...days,
                { key: Math.max(-1, ...days.map((entry) => entry.key)) + 1, day: null, working: false, name: '' },
              ])
            }
          >
            {t('extraDays.add')}
          </Button>
        }
      >
        {look.data && <PreviewPart preview={look.data} />}
      </SaveWithReason>
    </>
  );
}
