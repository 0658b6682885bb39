import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItemKind } from '../../../domain/process/types.ts';
import { kindFacts } from '../../../domain/workItemKinds.ts';
import { useGet, useList, useSend } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { LadderUsePreview, LadderUseSaved, LadderUses, PlanRow } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { MovedItems } from '../../shared/MovedItems.tsx';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
import { Section } from '../../shared/Section.tsx';

type Use = LadderUses['items'][number];
type Fields = Pick<Use, 'planId' | 'kind' | 'urgent' | 'fromDay'> & { ladderName: string };
/** A use to begin, or one to end. */
type Change = { add: Fields } | { without: Use };

function useUseEdit(change: Change, onSaved: (answer: LadderUseSaved) => void) {
  const [reason, setReason] = useState('');
  const look = useSend<LadderUsePreview>();
  const save = useSend<LadderUseSaved>(onSaved);
  const body = 'add' in change ? change : { without: change.without.id };
  return {
    ...{ reason, setReason, preview: look.data, looking: look.isPending, saving: save.isPending },
    problem: look.error ?? save.error,
    forget: look.reset,
    look: () => look.mutate({ path: '/ladders/uses/preview', body }),
    save: () =>
      save.mutate(
        'add' in change
          ? { path: '/ladders/uses', body: { ...change.add, reason: reason.trim() } }
          : { path: `/ladders/uses/${change.without.id}/end`, body: { reason: reason.trim() } },
      ),
  };
}

const urgencies = { yes: true, no: false, any: null } as const;
const urgencyOf = (urgent: boolean | null): keyof typeof urgencies => (urgent === null ? 'any' : urgent ? 'yes' : 'no');

function Conditions({ names, value, onChange }: { names: string[]; value: Fields; onChange: (value: Fields) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const plans = useList<PlanRow>('/plans?limit=200');
  const kinds = Object.entries(kindFacts).map(([kind, facts]) => ({
    value: kind as WorkItemKind,
    label: words(facts.label),
  }));
  return (
    <div className="filters">
      <Field label={t('ladders.ladder')} required>
        {(id) => (
          <Select
            id={id}
            value={value.ladderName || undefined}
            options={names.map((name) => ({ value: name, label: name }))}
            onChange={(ladderName) => onChange({ ...value, ladderName })}
          />
        )}
      </Field>
      <Field label={t('ladders.plan')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('ladders.any')}
            value={value.planId}
            options={(plans.items ?? []).map((plan) => ({ value: plan.id, label: plan.title }))}
            onChange={(planId) => onChange({ ...value, planId: planId ?? null })}
          />
        )}
      </Field>
      <Field label={t('ladders.kind')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('ladders.any')}
            value={value.kind}
            options={kinds}
            onChange={(kind) => onChange({ ...value, kind: kind ?? null })}
          />
        )}
      </Field>
      <Field label={t('ladders.urgent')}>
        {(id) => (
          <Select
            id={id}
            value={urgencyOf(value.urgent)}
            options={(['any', 'yes', 'no'] as const).map((key) => ({
              value: key,
              label: t(`ladders.urgentOf.${key}`),
            }))}
            onChange={(key: keyof typeof urgencies) => onChange({ ...value, urgent: urgencies[key] })}
          />
        )}
      </Field>
      <Field label={t('ladders.fromDay')} required>
        {(id) => (
          <DayInput
            id={id}
            value={value.fromDay}
            onChange={(day) => onChange({ ...value, fromDay: day ?? value.fromDay })}
          />
        )}
      </Field>
    </div>
  );
}

interface PanelProps {
  names: string[];
  start: Change;
  onClose: () => void;
}

function Panel({ names, start, onClose }: PanelProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [change, setChange] = useState(start);
  const edit = useUseEdit(change, ({ moved }) => {
    onClose();
    void message.success(t('ladders.useSaved', { n: moved }));
  });
  return (
    <>
      {'add' in change ? (
        <Conditions
          names={names}
          value={change.add}
          onChange={(add) => {
            edit.forget();
            setChange({ add });
          }}
        />
      ) : (
        <p>{t('ladders.useEndOf', { name: change.without.ladderName })}</p>
      )}
      <SaveWithReason edit={edit} disabled={'add' in change && change.add.ladderName === ''} onLeave={onClose}>
        {edit.preview && (
          <>
            <p>{t('ladders.useMoves', { n: edit.preview.counts.rungs })}</p>
            <MovedItems items={edit.preview.items} />
          </>
        )}
      </SaveWithReason>
    </>
  );
}

/** Where another ladder than the plan's own is climbed, by plan, kind of item and urgency. */
export function Uses({ names, admin }: { names: string[]; admin: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const { user } = useSession();
  const { data } = useGet<LadderUses>('/ladders/uses');
  const [change, setChange] = useState<Change | null>(null);
  const empty: Fields = { ladderName: '', planId: null, kind: null, urgent: null, fromDay: user.businessDate };
  return (
    <Section
      title={t('ladders.uses')}
      extra={admin && change === null && <Button onClick={() => setChange({ add: empty })}>{t('ladders.use')}</Button>}
    >
      <p>{t('ladders.usesLead')}</p>
      {change && <Panel names={names} start={change} onClose={() => setChange(null)} />}
      <DataTable
        label={t('ladders.uses')}
        rows={data?.items ?? []}
        rowKey={(row) => row.id}
        empty={t('ladders.useNone')}
        columns={[
          { key: 'ladder', title: t('ladders.ladder'), head: true, render: (row) => row.ladderName },
          { key: 'plan', title: t('ladders.plan'), render: (row) => row.planTitle ?? t('ladders.any') },
          {
            key: 'kind',
            title: t('ladders.kind'),
            render: (row) => (row.kind === null ? t('ladders.any') : words(kindFacts[row.kind].label)),
          },
          {
            key: 'urgent',
            title: t('ladders.urgent'),
            render: (row) => t(`ladders.urgentOf.${urgencyOf(row.urgent)}`),
          },
          {
            key: 'from',
            title: t('ladders.fromDay'),
            render: (row) => <span className="day">{row.savedOn === '' ? '—' : row.fromDay}</span>,
          },
          { key: 'reason', title: t('calendar.reason'), render: (row) => row.reason || t('calendar.shipped') },
          {
            key: 'act',
            title: t('action.title'),
            width: 110,
            render: (row) =>
              admin &&
              change === null && (
                <Button
                  size="small"
                  aria-label={t('ladders.useEndOf', { name: row.ladderName })}
                  onClick={() => setChange({ without: row })}
                >
                  {t('ladders.useEnd')}
                </Button>
              ),
          },
        ]}
      />
    </Section>
  );
}
