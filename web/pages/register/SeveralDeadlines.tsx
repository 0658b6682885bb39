import { Button, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { BatchList, Day, SeveralPreview } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { Move } from '../../shared/MovedItems.tsx';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
import { Section } from '../../shared/Section.tsx';
import { DeadlineMoves } from '../measure/DeadlineMoves.tsx';
import { useLooked } from '../measure/useLooked.ts';

/** Every chosen measure with its day before and after, or why it is left as it is; below, all that moves. */
function SeveralMoves({ preview }: { preview: SeveralPreview }) {
  const { t } = useTranslation();
  const words = useWords();
  const said = (date: Day | null) => date ?? t('deadlineKind.longTerm');
  return (
    <>
      <DataTable
        label={t('several.measures')}
        rows={preview.measures}
        rowKey={(row) => row.id}
        empty=""
        columns={[
          {
            key: 'title',
            title: t('measure.title'),
            head: true,
            render: (row) => <Link to={`/measures/${row.id}`}>{row.title}</Link>,
          },
          {
            key: 'deadline',
            title: t('measure.deadline'),
            render: ({ refusal, from, to }) =>
              refusal === null ? (
                <Move from={said(from)} to={said(to)} />
              ) : (
                <span className="needs">{t('several.left', { why: words(refusal) })}</span>
              ),
          },
        ]}
      />
      <DeadlineMoves preview={preview} />
    </>
  );
}

type Kind = 'date' | 'later' | 'longTerm';

/** One day for all chosen measures, or each so many days later. Any change forgets the preview. */
export function SeveralForm({ planId, ids, onClose }: { planId: string; ids: string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [kind, setKind] = useState<Kind>('date');
  const [day, setDay] = useState<Day | null>(null);
  const [laterBy, setLaterBy] = useState<number | null>(null);
  const [fromDay, setFromDay] = useState<Day | null>(null);
  const looked = useLooked<SeveralPreview>(`/plans/${planId}/deadlines`, t('measure.deadlineForm.saved'), onClose);
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      looked.forget();
    };
  const to = kind === 'later' ? { laterBy } : { date: kind === 'date' ? day : null };
  const edit = looked.edit({ measureIds: ids, to, ...(fromDay === null ? {} : { fromDay }) });
  const missing = (kind === 'date' && day === null) || (kind === 'later' && laterBy === null);
  return (
    <Section title={t('several.title', { n: ids.length })}>
      <p>{t('measure.deadlineForm.lead')}</p>
      <Radio.Group
        aria-label={t('draft.deadlineKind')}
        value={kind}
        onChange={(event) => changed(setKind)(event.target.value)}
        options={[
          { value: 'date', label: t('several.oneDay') },
          { value: 'later', label: t('several.later') },
          { value: 'longTerm', label: t('deadlineKind.longTerm') },
        ]}
      />
      {kind === 'date' && (
        <Field label={t('measure.deadlineForm.day')} required>
          {(id) => <DayInput id={id} value={day} onChange={changed(setDay)} />}
        </Field>
      )}
      {kind === 'later' && (
        <Field label={t('several.days')} required>
          {(id) => (
            <InputNumber id={id} min={1} max={3650} precision={0} value={laterBy} onChange={changed(setLaterBy)} />
          )}
        </Field>
      )}
      <Field label={t('measure.deadlineForm.effective')} help={t('measure.deadlineForm.effectiveHelp')}>
        {(id) => <DayInput id={id} value={fromDay} min={user.businessDate} onChange={changed(setFromDay)} />}
      </Field>
      <SaveWithReason edit={edit} disabled={missing} onLeave={onClose}>
        {edit.preview && <SeveralMoves preview={edit.preview} />}
      </SaveWithReason>
    </Section>
  );
}

function UndoForm({ planId, batchId, onClose }: { planId: string; batchId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const path = `/plans/${planId}/deadlines/${batchId}/undo`;
  const edit = useLooked<SeveralPreview>(path, t('measure.deadlineForm.undone'), onClose).edit({});
  return (
    <Section title={t('several.undo')}>
      <SaveWithReason edit={edit} onLeave={onClose}>
        {edit.preview && <SeveralMoves preview={edit.preview} />}
      </SaveWithReason>
    </Section>
  );
}

/** What was changed together in a plan and still counts, each with its undo; nothing where there is none. */
export function Batches({ planId }: { planId: string }) {
  const { t } = useTranslation();
  const [undoing, setUndoing] = useState<string | null>(null);
  const query = useGet<BatchList>(`/plans/${planId}/deadlines`);
  if (!query.data || query.data.items.length === 0) return null;
  return (
    <Section title={t('several.batches')}>
      <DataTable
        label={t('several.batches')}
        rows={query.data.items}
        rowKey={(row) => row.id}
        empty=""
        columns={[
          { key: 'on', title: t('calendar.savedOn'), head: true, render: (row) => row.savedOn },
          { key: 'n', title: t('several.count'), align: 'right', width: 90, render: (row) => row.measures },
          { key: 'reason', title: t('calendar.reason'), render: (row) => row.reason },
          { key: 'by', title: t('calendar.savedBy'), render: (row) => row.savedBy },
          {
            key: 'act',
            title: t('action.title'),
            render: (row) => (
              <Button size="small" onClick={() => setUndoing(row.id)}>
                {t('several.undo')}
              </Button>
            ),
          },
        ]}
      />
      {undoing !== null && <UndoForm planId={planId} batchId={undoing} onClose={() => setUndoing(null)} />}
    </Section>
  );
}
