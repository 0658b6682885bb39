import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { kindFacts } from '../../../domain/workItemKinds.ts';
import { useList } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { WorkItem } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Page } from '../../shared/Page.tsx';
import { UrgeButton } from '../urgings/UrgeButton.tsx';
import { ItemTable } from './ItemTable.tsx';

const filters = ['mine', 'state', 'planId', 'measureId', 'unitId', 'kind', 'period', 'overdue'] as const;

/** The list behind every count of work items: its filters stand in the address. */
export function ItemsPage() {
  const { t } = useTranslation();
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const query = queryString(Object.fromEntries(filters.map((key) => [key, search.get(key)])));
  const list = useList<WorkItem>(`/work-items${query}`);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => setIds(new Set(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id]));
  const set = (key: string, value: string | undefined) => {
    const next = new URLSearchParams(search);
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    setIds(new Set());
    setSearch(next, { replace: true });
  };
  return (
    <Page title={t('items.title')}>
      <div className="filters">
        <Field label={t('items.state')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={search.get('state') ?? undefined}
              onChange={(value: string | undefined) => set('state', value)}
              options={[
                { value: 'open', label: t('items.open') },
                { value: 'done', label: t('items.doneState') },
              ]}
              placeholder={t('filter.all')}
            />
          )}
        </Field>
        <Field label={t('items.kind')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={search.get('kind') ?? undefined}
              onChange={(value: string | undefined) => set('kind', value)}
              options={Object.entries(kindFacts).map(([kind, facts]) => ({ value: kind, label: words(facts.label) }))}
              placeholder={t('filter.all')}
            />
          )}
        </Field>
        <Field label={t('items.due')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={search.get('overdue') ?? undefined}
              onChange={(value: string | undefined) => set('overdue', value)}
              options={[{ value: 'true', label: t('items.onlyOverdue') }]}
              placeholder={t('filter.all')}
            />
          )}
        </Field>
      </div>
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(items) => (
          <>
            {items.some((item) => item.can.urge) && (
              <div className="form-actions">
                <Button onClick={() => setIds(new Set(items.filter((item) => item.can.urge).map((item) => item.id)))}>
                  {t('urging.chooseAll')}
                </Button>
                <UrgeButton workItemIds={[...ids]} onDone={() => setIds(new Set())} />
              </div>
            )}
            <ItemTable
              label={t('items.title')}
              items={items}
              show={['of', 'unit', 'state']}
              empty={t('items.empty')}
              chosen={items.some((item) => item.can.urge) ? { ids, toggle } : undefined}
            />
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
