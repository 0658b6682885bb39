import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { DefinitionRow } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { FilterSelect, useFilters } from '../../shared/FilterSelect.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { CreateDialog } from './CreateDialog.tsx';

const draftStates = ['DRAFT', 'IN_REVIEW'] as const;

/** All process definitions: what is published, what is being drawn, what waits for approval. */
export function DefinitionsPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const query = useGet<{ items: DefinitionRow[] }>('/definitions');
  const wanted = useFilters().get('draft');
  const [creating, setCreating] = useState(false);
  const published = (row: DefinitionRow) => row.versions.find(({ state }) => state === 'PUBLISHED');
  return (
    <Page
      title={t('definitions.title')}
      actions={
        hasRole(user, 'ADMIN') && (
          <Button type="primary" onClick={() => setCreating(true)}>
            {t('definitions.create')}
          </Button>
        )
      }
    >
      <p>{t('definitions.lead')}</p>
      <Loaded query={query}>
        {({ items }) => (
          <>
            <div className="filters">
              <FilterSelect
                name="draft"
                label={t('definitions.draft')}
                options={draftStates.map((state) => ({ value: state, label: t(`definitions.states.${state}`) }))}
              />
            </div>
            <DataTable
              label={t('definitions.title')}
              rows={items.filter(({ draft }) => wanted === null || draft?.state === wanted)}
              rowKey={(row) => row.id}
              empty={t(items.length === 0 ? 'definitions.empty' : 'definitions.noneSo')}
              columns={[
                {
                  key: 'name',
                  title: t('definitions.name'),
                  head: true,
                  render: (row) => <Link to={`/definitions/${row.id}`}>{row.name}</Link>,
                },
                {
                  key: 'purpose',
                  title: t('definitions.for'),
                  render: (row) => t(`definitions.purpose.${row.purpose}`),
                },
                {
                  key: 'published',
                  title: t('definitions.published'),
                  width: 110,
                  render: (row) => (published(row) ? `v${published(row)?.version}` : '—'),
                },
                {
                  key: 'draft',
                  title: t('definitions.draft'),
                  render: (row) =>
                    row.draft === null ? '—' : `${t(`definitions.states.${row.draft.state}`)} · ${row.draft.updatedBy}`,
                },
                {
                  key: 'running',
                  title: t('definitions.running'),
                  align: 'right',
                  width: 110,
                  render: (row) => row.versions.reduce((sum, version) => sum + version.running, 0),
                },
              ]}
            />
          </>
        )}
      </Loaded>
      {creating && <CreateDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
