import { useTranslation } from 'react-i18next';
import { kindFacts } from '../../../domain/workItemKinds.ts';
import { useList } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { WorkItem } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { FilterSelect, useFilters } from '../../shared/FilterSelect.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Page } from '../../shared/Page.tsx';
import { UrgeItems } from '../urgings/UrgeItems.tsx';

const filters = [
  ...['mine', 'state', 'planId', 'measureId', 'unitId', 'kind', 'period', 'overdue', 'ofUnits', 'reporting'],
] as const;

/** The list behind every count of work items: its filters stand in the address. */
export function ItemsPage() {
  const { t } = useTranslation();
  const words = useWords();
  const { get } = useFilters();
  const query = queryString(Object.fromEntries(filters.map((key) => [key, get(key)])));
  const list = useList<WorkItem>(`/work-items${query}`);
  return (
    <Page title={t('items.title')}>
      <div className="filters">
        <FilterSelect
          name="state"
          label={t('items.state')}
          options={[
            { value: 'open', label: t('items.open') },
            { value: 'done', label: t('items.doneState') },
          ]}
        />
        <FilterSelect
          name="kind"
          label={t('items.kind')}
          options={Object.entries(kindFacts).map(([kind, facts]) => ({ value: kind, label: words(facts.label) }))}
        />
        <FilterSelect
          name="overdue"
          label={t('items.due')}
          options={[{ value: 'true', label: t('items.onlyOverdue') }]}
        />
      </div>
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(items) => (
          <>
            <UrgeItems label={t('items.title')} items={items} show={['of', 'unit', 'state']} empty={t('items.empty')} />
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
