import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { Trigger, TriggerList } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { ActDialog } from './ActDialog.tsx';
import { RhythmTable } from './RhythmTable.tsx';
import { TriggerDialog } from './TriggerDialog.tsx';
import { type TriggerAct, TriggerTable } from './TriggerTable.tsx';
import { matterOf, newTrigger, valuesOf, whenOf } from './values.ts';

function actsOf(trigger: Trigger): TriggerAct[] {
  const now: TriggerAct[] = trigger.cadence === null ? [] : ['run'];
  return ['edit', ...now, trigger.paused === null ? 'pause' : 'resume', 'remove'];
}

/** 自动启动: schedules and rules that begin processes, with next days and what became of the last ones. */
export function TriggersPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const admin = hasRole(user, 'ADMIN');
  const [creating, setCreating] = useState(false);
  const [chosen, setChosen] = useState<{ trigger: Trigger; act: TriggerAct } | null>(null);
  const query = useGet<TriggerList>('/triggers');
  const table = {
    actsOf: (trigger: Trigger) => (admin ? actsOf(trigger) : []),
    onAct: (trigger: Trigger, act: TriggerAct) => setChosen({ trigger, act }),
  };
  return (
    <Page
      title={t('trigger.title')}
      actions={
        admin &&
        query.data && (
          <Button type="primary" onClick={() => setCreating(true)}>
            {t('trigger.create')}
          </Button>
        )
      }
    >
      <p className="muted">{t('trigger.lead')}</p>
      <Loaded query={query}>
        {(list) => (
          <>
            <Section title={t('trigger.schedules')}>
              <RhythmTable
                {...table}
                label={t('trigger.schedules')}
                triggers={list.items.filter((one) => one.cadence !== null)}
              />
            </Section>
            <Section title={t('trigger.rules')}>
              <TriggerTable
                {...table}
                label={t('trigger.rules')}
                triggers={list.items.filter((one) => one.event !== null)}
              />
            </Section>
            {creating && (
              <TriggerDialog
                title={t('trigger.create')}
                list={list}
                initial={{
                  ...newTrigger,
                  definitionId: list.definitions.length === 1 ? (list.definitions[0]?.id ?? null) : null,
                }}
                request={(values) => ({
                  path: '/triggers',
                  body: {
                    ...{ definitionId: values.definitionId, planId: values.planId, note: values.note },
                    ...{ when: whenOf(values), matter: matterOf(values) },
                  },
                })}
                onClose={() => setCreating(false)}
              />
            )}
            {chosen?.act === 'edit' && (
              <TriggerDialog
                title={t('trigger.act.edit')}
                list={list}
                initial={valuesOf(chosen.trigger)}
                fixed="trigger"
                only={chosen.trigger.cadence === null ? 'event' : 'schedule'}
                withReason
                request={(values, reason) => ({
                  method: 'PUT',
                  path: `/triggers/${chosen.trigger.id}`,
                  body: { note: values.note, when: whenOf(values), matter: matterOf(values), reason },
                })}
                onClose={() => setChosen(null)}
              />
            )}
          </>
        )}
      </Loaded>
      {chosen !== null && chosen.act !== 'edit' && (
        <ActDialog trigger={chosen.trigger} act={chosen.act} onClose={() => setChosen(null)} />
      )}
    </Page>
  );
}
