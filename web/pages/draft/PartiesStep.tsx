import { useTranslation } from 'react-i18next';
import { Section } from '../../shared/Section.tsx';
import { GroupChoices } from './GroupChoices.tsx';
import { LeaderChoices } from './LeaderChoices.tsx';
import { UnitChoices } from './UnitChoices.tsx';
import type { DraftHandle } from './useDraft.ts';

/** Who the names of the document are: found in the organisation, or to be created at launch. */
export function PartiesStep({ handle }: { handle: DraftHandle }) {
  const { t } = useTranslation();
  const { units, leaders } = handle.draft.resolution;
  const single = units.filter((unit) => unit.kind === 'unit');
  const groups = units.filter((unit) => unit.kind === 'group');
  return (
    <>
      <p className="muted">{t('draft.partiesHelp')}</p>
      <Section title={t('draft.groupsTitle', { n: groups.length })}>
        <GroupChoices handle={handle} groups={groups} />
      </Section>
      <Section title={t('draft.unitsTitle', { n: single.length })}>
        <UnitChoices handle={handle} units={single} />
      </Section>
      <Section title={t('draft.leadersTitle', { n: leaders.length })}>
        <LeaderChoices handle={handle} leaders={leaders} />
      </Section>
    </>
  );
}
