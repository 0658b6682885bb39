import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../data/session.tsx';
import type { Draft } from '../../data/types.ts';
import { Section } from '../../shared/Section.tsx';
import { GroupChoices } from './GroupChoices.tsx';
import { LeaderChoices } from './LeaderChoices.tsx';
import { UnitChoices } from './UnitChoices.tsx';
import type { DraftHandle } from './useDraft.ts';

/** Puts names first that were undecided when the step was opened: none jumps away while it is decided. */
function useUndecidedFirst(draft: Draft) {
  const [open] = useState(() => new Set(draft.findings.map(({ severity, pointer }) => `${severity} ${pointer}`)));
  return <T extends { name: string }>(part: 'units' | 'groups' | 'leaders', rows: T[]): T[] => {
    const isOpen = ({ name }: T) => open.has(`error /settings/${part}/${name}`);
    return [...rows.filter(isOpen), ...rows.filter((row) => !isOpen(row))];
  };
}

/** Who the names of the document are: found in the organisation, or to be created at launch. */
export function PartiesStep({ handle }: { handle: DraftHandle }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const { units, leaders } = handle.draft.resolution;
  const first = useUndecidedFirst(handle.draft);
  const single = first(
    'units',
    units.filter((unit) => unit.kind === 'unit'),
  );
  const groups = first(
    'groups',
    units.filter((unit) => unit.kind === 'group'),
  );
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
        <LeaderChoices handle={handle} leaders={first('leaders', leaders)} />
      </Section>
    </>
  );
}
