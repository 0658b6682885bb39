import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet, useSend } from '../../data/hooks.ts';
import type { DefinitionRow, Rehearsal } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { versionsToOffer } from './choices.ts';
import { type Asked, RehearsalForm } from './RehearsalForm.tsx';
import { Result } from './Result.tsx';

function Played({ definitions }: { definitions: DefinitionRow[] }) {
  const send = useSend<Rehearsal>();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { t } = useTranslation();
  const versions = versionsToOffer(definitions, t);
  const played = versions.find(({ value }) => value === `${asked?.definitionId} ${asked?.version}`)?.label ?? '';
  const play = (next: Asked) => send.mutate({ path: '/rehearsals', body: next }, { onSuccess: () => setAsked(next) });
  return (
    <>
      <RehearsalForm definitions={definitions} playing={send.isPending} onPlay={play} />
      <Problem problem={send.error} />
      {send.data !== undefined && asked !== null && <Result rehearsal={send.data} asked={asked} process={played} />}
    </>
  );
}

/** Plays definitions in memory: what would open when for whom, which days are busy, what collides. */
export function RehearsePage() {
  const { t } = useTranslation();
  const query = useGet<{ items: DefinitionRow[] }>('/definitions');
  return (
    <Page title={t('rehearse.title')}>
      <p>{t('rehearse.lead')}</p>
      <Loaded query={query}>{({ items }) => <Played definitions={items} />}</Loaded>
    </Page>
  );
}
