import { Button, Input, Popconfirm, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Deadline, MeasureDraft } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { IndicatorEditor } from './IndicatorEditor.tsx';

const parties = ['leaders', 'leadUnits', 'responsibleUnits', 'supportingUnits', 'responsiblePersons'] as const;
const deadlineKinds: Deadline['kind'][] = ['date', 'longTerm', 'dateThenLongTerm', 'none'];

interface Props {
  measure: MeasureDraft;
  onChange: (measure: MeasureDraft) => void;
  onRemove: () => void;
}

export function MeasureEditor({ measure, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const deadline = (change: Partial<Deadline>) =>
    onChange({ ...measure, deadline: { ...measure.deadline, ...change } });
  const dated = measure.deadline.kind === 'date' || measure.deadline.kind === 'dateThenLongTerm';
  return (
    <>
      <Field label={t('measure.title')} required>
        {(id) => (
          <Input
            id={id}
            value={measure.title}
            onChange={(event) => onChange({ ...measure, title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('draft.path')} help={t('draft.pathHelp')}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize
            value={measure.path.join('\n')}
            onChange={(event) => onChange({ ...measure, path: event.target.value.split('\n') })}
          />
        )}
      </Field>
      {parties.map((party) => (
        <Field key={party} label={t(`draft.party.${party}`)}>
          {(id) => (
            <Select
              id={id}
              mode="tags"
              open={false}
              suffixIcon={null}
              tokenSeparators={['、', '，', ',', '；', ';']}
              value={measure[party]}
              onChange={(names: string[]) => onChange({ ...measure, [party]: names })}
            />
          )}
        </Field>
      ))}
      <div className="field-row">
        <Field label={t('draft.deadlineKind')}>
          {(id) => (
            <Select
              id={id}
              value={measure.deadline.kind}
              options={deadlineKinds.map((value) => ({ value, label: t(`deadlineKind.${value}`) }))}
              onChange={(kind) =>
                deadline({ kind, date: kind === 'date' || kind === 'dateThenLongTerm' ? measure.deadline.date : null })
              }
            />
          )}
        </Field>
        <Field label={t('draft.deadlineDate')}>
          {(id) => (
            <DayInput id={id} value={measure.deadline.date} disabled={!dated} onChange={(date) => deadline({ date })} />
          )}
        </Field>
        <Field label={t('draft.deadlineText')}>
          {(id) => (
            <Input id={id} value={measure.deadline.text} onChange={(event) => deadline({ text: event.target.value })} />
          )}
        </Field>
      </div>
      <IndicatorEditor
        indicators={measure.indicators}
        onChange={(indicators) => onChange({ ...measure, indicators })}
      />
      <Popconfirm
        title={t('draft.removeSure')}
        okText={t('action.remove')}
        cancelText={t('action.cancel')}
        onConfirm={onRemove}
      >
        <Button danger size="small">
          {t('draft.removeMeasure')}
        </Button>
      </Popconfirm>
    </>
  );
}
