import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { PartiesSelect, PartySelect } from '../../shared/PartySelect.tsx';
import { SaveWithReason } from '../../shared/SaveWithReason.tsx';
import { Section } from '../../shared/Section.tsx';
import { SuccessionCounts } from './SuccessionCounts.tsx';
import { SuccessionDay } from './SuccessionDay.tsx';
import { useSuccession } from './useSuccession.ts';

/** Merges units into one that is there already. */
export function MergeForm({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const { t } = useTranslation();
  const [fromIds, setFromIds] = useState([unit.id]);
  const [toId, setToId] = useState<string | null>(null);
  const edit = useSuccession(() => ({ kind: 'MERGE', fromIds, toId }), onClose);
  return (
    <Section title={t('unit.kinds.MERGE')}>
      <p className="muted">{t('unit.mergeHelp')}</p>
      <Field label={t('unit.merged')} required>
        {(id) => (
          <PartiesSelect
            id={id}
            noun="units"
            known={[unit]}
            value={fromIds}
            onChange={(ids) => {
              setFromIds(ids);
              edit.forget();
            }}
          />
        )}
      </Field>
      <Field label={t('unit.successor')} required help={t('unit.successorHelp')}>
        {(id) => (
          <PartySelect
            id={id}
            noun="units"
            value={toId}
            onChange={(next) => {
              setToId(next);
              edit.forget();
            }}
          />
        )}
      </Field>
      <SuccessionDay edit={edit} />
      <SaveWithReason edit={edit} disabled={toId === null || fromIds.length === 0} onLeave={onClose}>
        {edit.preview && <SuccessionCounts counts={edit.preview} />}
      </SaveWithReason>
    </Section>
  );
}
