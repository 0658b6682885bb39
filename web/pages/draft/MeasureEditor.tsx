import { Button, Input } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftIndicator, MeasureDraft } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { PartyTags } from '../../shared/PartyTags.tsx';
import { DeadlineFields } from './DeadlineFields.tsx';
import { Doubtful } from './Doubtful.tsx';
import type { Doubt } from './doubts.ts';
import { type Party, parties } from './edits.ts';
import { IndicatorEditor } from './IndicatorEditor.tsx';
import type { ReviewActions } from './reviewActions.ts';

interface Props {
  measure: MeasureDraft;
  doubts: Doubt[];
  actions: ReviewActions;
}

interface PartyProps {
  id: string;
  party: Party;
  names: string[];
  doubts: Doubt[];
  actions: ReviewActions;
}

/** Drawn anew only when its own names or doubts change: while one types elsewhere it stays as it is. */
const PartyField = memo(function PartyField({ id, party, names, doubts, actions }: PartyProps) {
  const { t } = useTranslation();
  return (
    <Doubtful field={party} doubts={doubts} actions={actions}>
      <Field label={t(`draft.party.${party}`)}>
        {(control) => (
          <PartyTags
            id={control}
            people={party === 'leaders' || party === 'responsiblePersons'}
            value={names}
            onChange={(next) => actions.patch(id, { [party]: next })}
          />
        )}
      </Field>
    </Doubtful>
  );
});

interface IndicatorProps {
  id: string;
  indicators: DraftIndicator[];
  actions: ReviewActions;
}

const Indicators = memo(function Indicators({ id, indicators, actions }: IndicatorProps) {
  return <IndicatorEditor indicators={indicators} onChange={(next) => actions.patch(id, { indicators: next })} />;
});

const Buttons = memo(function Buttons({ id, whole, actions }: { id: string; whole: boolean; actions: ReviewActions }) {
  const { t } = useTranslation();
  return (
    <p className="row-actions">
      <Button size="small" onClick={() => actions.askSplit(id)} disabled={!whole}>
        {t('check.split')}
      </Button>
      <Button size="small" onClick={() => actions.move(id, -1)}>
        {t('check.up')}
      </Button>
      <Button size="small" onClick={() => actions.move(id, 1)}>
        {t('check.down')}
      </Button>
      <Button size="small" onClick={() => actions.add(id)}>
        {t('check.addBehind')}
      </Button>
      <Button danger size="small" onClick={() => actions.remove(new Set([id]))}>
        {t('draft.removeMeasure')}
      </Button>
    </p>
  );
});

export function MeasureEditor({ measure, doubts, actions }: Props) {
  const { t } = useTranslation();
  const { id } = measure;
  return (
    <>
      <Doubtful field="title" doubts={doubts} actions={actions}>
        <Field label={t('measure.title')} required>
          {(control) => (
            <Input
              id={control}
              value={measure.title}
              onChange={(event) => actions.patch(id, { title: event.target.value })}
            />
          )}
        </Field>
      </Doubtful>
      <Field label={t('draft.path')} help={t('draft.pathHelp')}>
        {(control) => (
          <Input.TextArea
            id={control}
            autoSize
            value={measure.path.join('\n')}
            onChange={(event) => actions.patch(id, { path: event.target.value.split('\n') })}
          />
        )}
      </Field>
      {parties.map((party) => (
        <PartyField key={party} {...{ id, party, doubts, actions }} names={measure[party]} />
      ))}
      <DeadlineFields {...{ id, doubts, actions }} deadline={measure.deadline} />
      <Indicators {...{ id, actions }} indicators={measure.indicators} />
      <Buttons {...{ id, actions }} whole={measure.source.length > 0} />
    </>
  );
}
