import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { Unit, UnitLineage } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Field } from '../../shared/Field.tsx';
import { PartiesSelect } from '../../shared/PartySelect.tsx';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
import { Section } from '../../shared/Section.tsx';
import { SuccessionCounts } from './SuccessionCounts.tsx';
import { SuccessionDay } from './SuccessionDay.tsx';
import { useSuccession } from './useSuccession.ts';

interface Props {
  unit: Unit;
  measures: UnitLineage['measures'];
  onClose: () => void;
}

type Choice = Readonly<Record<string, string>>;

/** Shares a unit's measures and posts out among its successors. */
export function SplitForm({ unit, measures, onClose }: Props) {
  const { t } = useTranslation();
  const [toIds, setToIds] = useState<string[]>([]);
  const [measureTo, setMeasureTo] = useState<Choice>({});
  const [postTo, setPostTo] = useState<Choice>({});
  const named = useList<Unit>(toIds.length === 0 ? null : `/units${queryString({ ids: toIds.join(','), limit: 200 })}`);
  const chosen = (choice: Choice) => Object.entries(choice).filter(([, toId]) => toIds.includes(toId));
  const edit = useSuccession(
    () => ({
      ...{ kind: 'SPLIT', fromId: unit.id, toIds },
      measures: chosen(measureTo).map(([measureId, toId]) => ({ measureId, toId })),
      posts: chosen(postTo).map(([postId, toId]) => ({ postId, toId })),
    }),
    onClose,
  );
  const options = toIds.map((value) => ({ value, label: named.items?.find((one) => one.id === value)?.name ?? '…' }));
  const rest = toIds.includes(unit.id) ? unit.id : toIds[0];
  const choose = (choice: Choice, set: (choice: Choice) => void, id: string, what: string) => (
    <Select
      aria-label={`${t('unit.successor')} ${what}`}
      className="wide-control"
      options={options}
      value={toIds.includes(choice[id] ?? '') ? choice[id] : rest}
      onChange={(toId: string) => {
        set({ ...choice, [id]: toId });
        edit.forget();
      }}
    />
  );
  return (
    <Section title={t('unit.kinds.SPLIT')}>
      <p className="muted">{t('unit.splitHelp')}</p>
      <Field label={t('unit.successors')} required help={t('unit.successorsHelp')}>
        {(id) => (
          <PartiesSelect
            id={id}
            noun="units"
            known={[unit]}
            value={toIds}
            onChange={(ids) => {
              setToIds(ids);
              edit.forget();
            }}
          />
        )}
      </Field>
      {toIds.length > 0 && (
        <>
          <DataTable
            label={t('unit.running')}
            rows={measures}
            rowKey={(row) => row.measureId}
            empty={t('unit.noMeasures')}
            columns={[
              {
                key: 'measure',
                title: t('unit.measure'),
                head: true,
                render: (row) => `${row.number}. ${row.title ?? ''} — ${row.planTitle}`,
              },
              {
                key: 'to',
                title: t('unit.successor'),
                width: 240,
                render: (row) => choose(measureTo, setMeasureTo, row.measureId, String(row.number)),
              },
            ]}
          />
          <DataTable
            label={t('org.posts')}
            rows={unit.posts}
            rowKey={(row) => row.id}
            empty={t('org.emptyPosts')}
            columns={[
              {
                key: 'post',
                title: t('org.postTitle'),
                head: true,
                render: (row) => `${row.title} ${row.holder?.name ?? t('org.vacant')}`,
              },
              {
                key: 'to',
                title: t('unit.successor'),
                width: 240,
                render: (row) => choose(postTo, setPostTo, row.id, row.title),
              },
            ]}
          />
        </>
      )}
      <SuccessionDay edit={edit} />
      <SaveWithReason edit={edit} disabled={toIds.length === 0} onLeave={onClose}>
        {edit.preview && <SuccessionCounts counts={edit.preview} />}
      </SaveWithReason>
    </Section>
  );
}
