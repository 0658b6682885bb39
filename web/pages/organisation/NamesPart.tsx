import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { NameDecision } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { SearchHead } from './SearchHead.tsx';
import { useOrgList } from './useOrgList.ts';

/** What names printed in documents mean, as somebody has decided; undone, the name is asked about again. */
export function NamesPart() {
  const { t } = useTranslation();
  const list = useOrgList<NameDecision>('name-decisions');
  const undo = useSend();
  return (
    <>
      <p className="muted">{t('org.namesHelp')}</p>
      <SearchHead />
      <Problem problem={undo.error} />
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(decisions) => (
          <>
            <DataTable
              label={t('org.names')}
              rows={decisions}
              rowKey={(row) => row.id}
              empty={t('org.emptyNames')}
              columns={[
                { key: 'name', title: t('org.printed'), head: true, render: (row) => <strong>{row.name}</strong> },
                { key: 'meaning', title: t('org.meaning'), render: (row) => row.meaning },
                { key: 'who', title: t('org.decidedBy'), render: (row) => row.personName },
                {
                  key: 'when',
                  title: t('org.decidedOn'),
                  width: 110,
                  render: (row) => <span className="day">{row.businessDay}</span>,
                },
                {
                  key: 'undo',
                  title: t('action.title'),
                  width: 90,
                  render: (row) => (
                    <Popconfirm
                      title={t('org.forgetSure', { name: row.name })}
                      okText={t('org.forget')}
                      cancelText={t('action.cancel')}
                      onConfirm={() => undo.mutate({ method: 'DELETE', path: `/name-decisions/${row.id}` })}
                    >
                      <Button size="small" aria-label={t('org.forgetOne', { name: row.name })}>
                        {t('org.forget')}
                      </Button>
                    </Popconfirm>
                  ),
                },
              ]}
            />
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
    </>
  );
}
