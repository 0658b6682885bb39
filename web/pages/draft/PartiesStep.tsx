import { useTranslation } from 'react-i18next';
import { useSession } from '../../data/session.tsx';
import { Section } from '../../shared/Section.tsx';
import { GroupChoices } from './GroupChoices.tsx';
import { LeaderChoices } from './LeaderChoices.tsx';
import { UnitChoices } from './UnitChoices.tsx';
import type { DraftHandle } from './useDraft.ts';

/** Who the names of the document are: found in the organisation, or to be created at launch. */
export function PartiesStep({ handle }: { handle: DraftHandle }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const { units, leaders } = handle.draft.resolution;
  const single = units.filter((unit) => unit.kind === 'unit');
  const groups = units.filter((unit) => unit.kind === 'group');
  return (
    <>
      <p className="muted">{t('draft.partiesHelp')}</p>
      <Section title={t('draft.groupsTitle', { n: groups.length })}>
        <p className="muted">{t('draft.membersAsOf', { day: user.businessDate })}</p>
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
