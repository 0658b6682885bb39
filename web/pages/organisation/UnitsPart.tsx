import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Unit } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { type FieldSpec, RecordDialog } from '../../shared/RecordDialog.tsx';
import { PlannedChanges } from './PlannedChanges.tsx';
import { SearchHead } from './SearchHead.tsx';
import { unitKinds } from './unitKinds.ts';
import { useOrgList } from './useOrgList.ts';

function useFields(): FieldSpec[] {
  const { t } = useTranslation();
  const label = useLabel();
  return [
    { key: 'name', label: t('org.name'), type: 'text', required: true },
    {
      key: 'kind',
      label: t('org.kind'),
      type: 'select',
      required: true,
      options: unitKinds.map((value) => ({ value, label: label('unitKind', value) })),
    },
    { key: 'shortName', label: t('org.shortName'), type: 'text' },
    { key: 'aliases', label: t('org.aliases'), type: 'tags', help: t('org.aliasesHelp') },
    { key: 'validFrom', label: t('org.validFrom'), type: 'day' },
    { key: 'validTo', label: t('org.validTo'), type: 'day' },
  ];
}

export function UnitsPart({ admin }: { admin: boolean }) {
  const { t } = useTranslation();
  const label = useLabel();
  const list = useOrgList<Unit>('units');
  const [edited, setEdited] = useState<Unit | 'new' | null>(null);
  const fields = useFields();
  const unit = edited === 'new' ? null : edited;
  return (
    <>
      <SearchHead addLabel={t('org.addUnit')} onAdd={admin ? () => setEdited('new') : undefined} />
      <PlannedChanges />
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(units) => (
          <>
            <DataTable
              label={t('org.units')}
              rows={units}
              rowKey={(row) => row.id}
              empty={t('org.emptyUnits')}
              columns={[
                {
                  key: 'name',
                  title: t('org.name'),
                  head: true,
                  render: (row) => <Link to={`/organisation/units/${row.id}`}>{row.name}</Link>,
                },
                { key: 'kind', title: t('org.kind'), width: 110, render: (row) => label('unitKind', row.kind) },
                {
                  key: 'short',
                  title: t('org.shortName'),
                  render: (row) => [row.shortName, ...row.aliases].filter(Boolean).join('、') || '—',
                },
                {
                  key: 'posts',
                  title: t('org.posts'),
                  render: (row) =>
                    row.posts.map((post) => `${post.title} ${post.holder?.name ?? t('org.vacant')}`).join('；') || '—',
                },
                {
                  key: 'valid',
                  title: t('org.valid'),
                  width: 130,
                  render: (row) => (
                    <span className="day">{[row.validFrom, row.validTo].filter(Boolean).join(' – ') || '—'}</span>
                  ),
                },
                {
                  key: 'edit',
                  title: t('action.title'),
                  width: 80,
                  render: (row) =>
                    row.can.edit && (
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
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
      {edited !== null && (
        <RecordDialog
          title={unit?.name ?? t('org.addUnit')}
          fields={fields}
          initial={{
            name: unit?.name ?? '',
            kind: unit?.kind ?? 'DEPARTMENT',
            shortName: unit?.shortName ?? null,
            aliases: unit?.aliases ?? [],
            validFrom: unit?.validFrom ?? null,
            validTo: unit?.validTo ?? null,
          }}
          request={(values) => {
            const body = { ...values, shortName: values.shortName === '' ? null : values.shortName };
            return unit === null ? { path: '/units', body } : { method: 'PATCH', path: `/units/${unit.id}`, body };
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
