import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { Unit, UnitLineage } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { Section } from '../../shared/Section.tsx';
import { MergeForm } from './MergeForm.tsx';
import { PlannedChanges } from './PlannedChanges.tsx';
import { SplitForm } from './SplitForm.tsx';

type Act = 'rename' | 'merge' | 'split' | null;

function Lineage({ changes }: { changes: UnitLineage['changes'] }) {
  const { t } = useTranslation();
  const names = (units: { id: string; name: string }[]) => units.map((unit) => unit.name).join('、');
  return (
    <Section title={t('unit.lineage')}>
      <DataTable
        label={t('unit.lineage')}
        rows={changes}
        rowKey={(row) => row.id}
        empty={t('unit.noLineage')}
        columns={[
          { key: 'day', title: t('unit.onDay'), head: true, render: (row) => <span className="day">{row.onDay}</span> },
          { key: 'kind', title: t('org.kind'), render: (row) => t(`unit.kinds.${row.kind}`) },
          { key: 'from', title: t('unit.before'), render: (row) => names(row.from) },
          { key: 'to', title: t('unit.after'), render: (row) => names(row.to) },
          { key: 'reason', title: t('delegation.reason'), render: (row) => row.reason },
          { key: 'by', title: t('unit.by'), render: (row) => row.madeBy },
        ]}
      />
    </Section>
  );
}

/** A unit with what it came from and went into; renamed, merged and split here. */
export function UnitPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { user } = useSession();
  const { id = '' } = useParams();
  const query = useGet<Unit>(`/units/${id}`);
  const lineage = useGet<UnitLineage>(`/units/${id}/lineage`);
  const [act, setAct] = useState<Act>(null);
  const close = () => setAct(null);
  const over = query.data?.validTo !== null;
  return (
    <Page
      title={query.data?.name ?? t('item.unit')}
      trail={<Link to="/organisation/units">{t('org.units')}</Link>}
      actions={
        !over && (
          <>
            <Button onClick={() => setAct('rename')}>{t('unit.kinds.RENAME')}</Button>
            <Button onClick={() => setAct('merge')}>{t('unit.kinds.MERGE')}</Button>
            <Button onClick={() => setAct('split')}>{t('unit.kinds.SPLIT')}</Button>
          </>
        )
      }
    >
      <Loaded query={query}>
        {(unit) => (
          <>
            <Facts
              facts={[
                { label: t('org.kind'), value: label('unitKind', unit.kind) },
                { label: t('org.aliases'), value: [unit.shortName, ...unit.aliases].filter(Boolean).join('、') || '—' },
                { label: t('org.valid'), value: [unit.validFrom, unit.validTo].filter(Boolean).join(' – ') || '—' },
                { label: t('unit.running'), value: lineage.data?.measures.length ?? '…' },
              ]}
            />
            <Loaded query={lineage}>
              {({ changes, measures }) => (
                <>
                  {act === 'merge' && <MergeForm unit={unit} onClose={close} />}
                  {act === 'split' && <SplitForm unit={unit} measures={measures} onClose={close} />}
                  <PlannedChanges unitId={unit.id} />
                  <Lineage changes={changes} />
                </>
              )}
            </Loaded>
            {act === 'rename' && (
              <RecordDialog
                title={t('unit.kinds.RENAME')}
                fields={[
                  {
                    ...{ key: 'name', label: t('unit.newName'), type: 'text', required: true },
                    help: t('unit.renameHelp'),
                  },
                  {
                    ...{
                      key: 'onDay',
                      label: t('unit.effective'),
                      type: 'day',
                      min: user.businessDate,
                      required: true,
                    },
                    help: t('unit.renameDayHelp'),
                  },
                  { key: 'reason', label: t('delegation.reason'), type: 'text', required: true },
                ]}
                initial={{ name: unit.name, onDay: user.businessDate, reason: '' }}
                request={(body) => ({ path: `/units/${id}/rename`, body })}
                onClose={close}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
