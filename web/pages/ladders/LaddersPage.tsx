import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LATELY_TOLD } from '../../../domain/trail.ts';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { LadderList, LadderRow, LadderUses } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { Timeline } from '../../shared/Timeline.tsx';
import { VersionTable } from '../../shared/VersionTable.tsx';
import { LadderEditor } from './LadderEditor.tsx';
import { LadderPicture } from './LadderPicture.tsx';
import { Limits } from './Limits.tsx';
import { Planned } from './Planned.tsx';
import { Uses } from './Uses.tsx';

interface LadderProps {
  /** All versions of one name, the newest first. */
  versions: [LadderRow, ...LadderRow[]];
  admin: boolean;
  /** Rules that use it for some items, whatever their plan climbs. */
  uses: number;
}

function Ladder({ versions, admin, uses }: LadderProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [start, setStart] = useState<LadderRow | null>(null);
  const [newest] = versions;
  const why = start === null || start.id === newest.id ? '' : t('calendar.restored', { n: start.version });
  return (
    <Section
      title={t('ladders.titled', { name: newest.name, n: newest.version })}
      extra={admin && start === null && <Button onClick={() => setStart(newest)}>{t('action.edit')}</Button>}
    >
      {newest.plans.length > 0 && (
        <p>{t('ladders.plans', { n: newest.plans.length, titles: newest.plans.join('、') })}</p>
      )}
      {uses > 0 && <p>{t('ladders.usedByRules', { n: uses })}</p>}
      {newest.plans.length + uses === 0 && <p>{t('ladders.noPlans')}</p>}
      {start === null ? (
        <LadderPicture label={t('ladders.picture')} rungs={newest.ladder.rungs} />
      ) : (
        <LadderEditor
          key={start.id}
          start={start}
          why={why}
          onClose={() => setStart(null)}
          onSaved={({ version, moved }) => {
            const waits = version === newest.version;
            setStart(null);
            void message.success(waits ? t('ladders.waits') : t('calendar.saved', { n: moved }));
          }}
        />
      )}
      <VersionTable label={t('calendar.versions')} versions={versions} onRestore={admin ? setStart : undefined} />
    </Section>
  );
}

/** The ladders of the county: pictured, edited by administrators, every version kept. */
export function LaddersPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const query = useGet<LadderList>('/ladders');
  const rules = useGet<LadderUses>('/ladders/uses');
  const usesOf = (name: string) => rules.data?.items.filter((use) => use.ladderName === name).length ?? 0;
  return (
    <Page title={t('ladders.title')}>
      <p>{t('ladders.lead')}</p>
      <Loaded query={query}>
        {({ items, planned, trail }) => (
          <>
            {[...new Set(items.map((row) => row.name))].map((name) => {
              const [first, ...rest] = items.filter((row) => row.name === name);
              return (
                first && (
                  <Ladder key={name} versions={[first, ...rest]} admin={hasRole(user, 'ADMIN')} uses={usesOf(name)} />
                )
              );
            })}
            <Planned rows={planned} admin={hasRole(user, 'ADMIN')} />
            <Uses names={[...new Set(items.map((row) => row.name))]} admin={hasRole(user, 'ADMIN')} />
            <Limits admin={hasRole(user, 'ADMIN')} />
            {trail.length > 0 && (
              <Section title={t('ladders.trail')}>
                <Timeline events={trail} most={LATELY_TOLD} />
              </Section>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
