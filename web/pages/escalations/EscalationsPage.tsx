import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { defaultLadder } from '../../../domain/ladder/defaultLadder.ts';
import { useList } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { Escalation, PlanRow } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { EscalationTable, needsDecision } from './EscalationTable.tsx';

const states = [
  'NOTIFIED',
  'DRAFTED',
  'LISTED',
  'HELD',
  'SENT',
  'APPROVED',
  'REJECTED',
  'WITHDRAWN',
  'ACKNOWLEDGED',
  'TOLERATED',
];

/** Rungs that were reached: what waits for a decision of this person first. */
export function EscalationsPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const query = queryString(Object.fromEntries(['rung', 'state', 'planId'].map((key) => [key, search.get(key)])));
  const list = useList<Escalation>(`/escalations${query}`);
  const plans = useList<PlanRow>('/plans?limit=100');
  const set = (key: string, value: string | undefined) => {
    const next = new URLSearchParams(search);
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    setSearch(next, { replace: true });
  };
  const selects = [
    {
      key: 'rung',
      label: t('escalation.rung'),
      options: defaultLadder.rungs.map((rung) => ({ value: rung.key, label: words(rung.label) })),
    },
    {
      key: 'state',
      label: t('item.state'),
      options: states.map((value) => ({ value, label: label('escalationState', value) })),
    },
    {
      key: 'planId',
      label: t('register.plan'),
      options: plans.items?.map((plan) => ({ value: plan.id, label: plan.title })),
    },
  ];
  return (
    <Page title={t('escalation.title')}>
      <div className="filters">
        {selects.map((select) => (
          <Field key={select.key} label={select.label}>
            {(id) => (
              <Select
                id={id}
                allowClear
                placeholder={t('filter.all')}
                value={search.get(select.key) ?? undefined}
                options={select.options}
                onChange={(value: string | undefined) => set(select.key, value)}
              />
            )}
          </Field>
        ))}
      </div>
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(items) => {
          const waiting = items.filter(needsDecision);
          const others = items.filter((item) => !needsDecision(item));
          return (
            <>
              {waiting.length > 0 && (
                <Section title={`${t('escalation.waiting')} (${waiting.length})`}>
                  <EscalationTable escalations={waiting} empty="" />
                </Section>
              )}
              <Section title={`${t('escalation.others')} (${others.length})`}>
                <EscalationTable escalations={others} empty={t('escalation.empty')} />
              </Section>
              <MoreButton list={list} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
