import { useTranslation } from 'react-i18next';
import { defaultLadder } from '../../../domain/ladder/defaultLadder.ts';
import { useList } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { Escalation, PlanRow } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { FilterSelect, type FilterSelectProps, useFilters } from '../../shared/FilterSelect.tsx';
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
  const { get } = useFilters();
  const query = queryString(Object.fromEntries(['rung', 'state', 'planId'].map((key) => [key, get(key)])));
  const list = useList<Escalation>(`/escalations${query}`);
  const plans = useList<PlanRow>('/plans?limit=100');
  const filters: FilterSelectProps[] = [
    {
      name: 'rung',
      label: t('escalation.rung'),
      options: defaultLadder.rungs.map((rung) => ({ value: rung.key, label: words(rung.label) })),
    },
    {
      name: 'state',
      label: t('item.state'),
      options: states.map((value) => ({ value, label: label('escalationState', value) })),
    },
    {
      name: 'planId',
      label: t('register.plan'),
      options: plans.items?.map((plan) => ({ value: plan.id, label: plan.title })) ?? [],
    },
  ];
  return (
    <Page title={t('escalation.title')}>
      <div className="filters">
        {filters.map((filter) => (
          <FilterSelect key={filter.name} {...filter} />
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
