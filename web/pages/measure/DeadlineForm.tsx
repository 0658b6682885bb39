import { App, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { Day, DeadlinePreview, Measure } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { Move, MovedCounts, MovedItems, MovedOpenings } from '../../shared/MovedItems.tsx';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
import { Section } from '../../shared/Section.tsx';

/** What another deadline would move: open items, steps that have not begun, and the days on which they begin. */
function Moves({ preview }: { preview: DeadlinePreview }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Section title={t('calendar.preview')}>
      <MovedCounts counts={preview.counts} />
      <MovedItems items={preview.items} />
      {preview.toCome.length > 0 && (
        <DataTable
          label={t('calendar.opening')}
          rows={preview.toCome}
          rowKey={(row) => JSON.stringify(row)}
          empty=""
          columns={[
            { key: 'step', title: t('calendar.opening'), head: true, render: (row) => words(row.label) },
            { key: 'due', title: t('calendar.due'), render: (row) => <Move from={row.from} to={row.to} /> },
          ]}
        />
      )}
      <MovedOpenings openings={preview.openings} />
    </Section>
  );
}

/** Another deadline for a running measure. Any change of the day forgets the preview: what is saved was looked at. */
export function DeadlineForm({ measure, onClose }: { measure: Measure; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [longTerm, setLongTerm] = useState(false);
  const [day, setDay] = useState<Day | null>(null);
  const [reason, setReason] = useState('');
  const path = `/measures/${measure.id}/deadline`;
  const look = useSend<DeadlinePreview>();
  const save = useSend<Measure>(() => {
    void message.success(t('measure.deadlineForm.saved'));
    onClose();
  });
  const date = longTerm ? null : day;
  const forget = () => {
    look.reset();
    save.reset();
  };
  const edit = {
    ...{ preview: look.data, looking: look.isPending, saving: save.isPending, problem: look.error ?? save.error },
    ...{ reason, setReason },
    look: () => {
      save.reset();
      look.mutate({ path: `${path}/preview`, body: { date } });
    },
    save: () => {
      if (look.data) save.mutate({ path, body: { date, reason, version: look.data.version } });
    },
  };
  return (
    <Section title={t('measure.change.act.deadline')}>
      <p>{t('measure.deadlineForm.lead')}</p>
      <Radio.Group
        aria-label={t('draft.deadlineKind')}
        value={longTerm}
        onChange={(event) => {
          setLongTerm(event.target.value);
          forget();
        }}
        options={[
          { value: false, label: t('deadlineKind.date') },
          { value: true, label: t('deadlineKind.longTerm') },
        ]}
      />
      {!longTerm && (
        <Field label={t('measure.deadlineForm.day')} required>
          {(id) => (
            <DayInput
              id={id}
              value={day}
              onChange={(next) => {
                setDay(next);
                forget();
              }}
            />
          )}
        </Field>
      )}
      <SaveWithReason edit={edit} disabled={!longTerm && day === null} onLeave={onClose}>
        {look.data && <Moves preview={look.data} />}
      </SaveWithReason>
    </Section>
  );
}
