import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import type { Trigger, TriggerList } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Section } from '../../shared/Section.tsx';
import { ActDialog } from '../triggers/ActDialog.tsx';
import { RhythmTable } from '../triggers/RhythmTable.tsx';

const actOf = (trigger: Trigger) => (trigger.paused === null ? 'pause' : 'resume');

/** The schedules of rhythms and their results; each is paused and resumed here. */
export function Rhythms() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Trigger | null>(null);
  const query = useGet<TriggerList>('/triggers', { refetchInterval: 30_000 });
  return (
    <Section title={t('monitor.rhythms')}>
      <Loaded query={query}>
        {({ items }) => (
          <RhythmTable
            label={t('monitor.rhythms')}
            triggers={items.filter((one) => one.cadence !== null)}
            actsOf={(trigger) => [actOf(trigger)]}
            onAct={setChosen}
          />
        )}
      </Loaded>
      {chosen !== null && <ActDialog trigger={chosen} act={actOf(chosen)} onClose={() => setChosen(null)} />}
    </Section>
  );
}
