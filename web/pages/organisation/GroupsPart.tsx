import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitGroup } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Names } from '../../shared/Names.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { SearchHead } from './SearchHead.tsx';
import { useOrgList } from './useOrgList.ts';

/** Names in documents that stand for several units, and who they are. */
export function GroupsPart({ admin }: { admin: boolean }) {
  const { t } = useTranslation();
  const list = useOrgList<UnitGroup>('unit-groups');
  const [edited, setEdited] = useState<UnitGroup | 'new' | null>(null);
  const group = edited === 'new' ? null : edited;
  return (
    <>
      <SearchHead addLabel={t('org.addGroup')} onAdd={admin ? () => setEdited('new') : undefined} />
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(groups) => (
          <DataTable
            label={t('org.groups')}
            rows={groups}
            rowKey={(row) => row.id}
            empty={t('org.emptyGroups')}
            columns={[
              { key: 'name', title: t('org.name'), head: true, render: (row) => <strong>{row.name}</strong> },
              {
                key: 'count',
                title: t('org.memberCount'),
                align: 'right',
                width: 90,
                render: (row) => row.members.length,
              },
              { key: 'members', title: t('org.members'), render: (row) => <Names of={row.members} fold={10} /> },
              {
                key: 'edit',
                title: t('action.title'),
                width: 80,
                render: (row) =>
                  admin && (
                    <Button
                      size="small"
                      aria-label={t('org.editOne', { name: row.name })}
                      onClick={() => setEdited(row)}
                    >
                      {t('action.edit')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {edited !== null && (
        <RecordDialog
          title={group?.name ?? t('org.addGroup')}
          fields={[
            { key: 'name', label: t('org.name'), type: 'text', required: true },
            { key: 'aliases', label: t('org.aliases'), type: 'tags', help: t('org.aliasesHelp') },
            {
              key: 'memberIds',
              label: t('org.members'),
              type: 'multi',
              party: { noun: 'units', known: group?.members },
            },
          ]}
          initial={{
            name: group?.name ?? '',
            aliases: group?.aliases ?? [],
            memberIds: group?.members.map((member) => member.id) ?? [],
          }}
          request={(body) =>
            group === null ? { path: '/unit-groups', body } : { method: 'PUT', path: `/unit-groups/${group.id}`, body }
          }
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
