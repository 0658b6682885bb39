import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { FaultyList, Monitored } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Section } from '../../shared/Section.tsx';

function FaultyTable({ list }: { list: FaultyList }) {
  const { t } = useTranslation();
  const why = (row: Monitored) => [...new Set(row.faults.map((fault) => t(`monitor.fault.${fault.kind}`)))].join('；');
  return (
    <>
      {!list.engineAnswered && <Alert type="info" showIcon className="gap" title={t('monitor.missingUnknown')} />}
      {list.more && <Alert type="info" showIcon className="gap" title={t('monitor.more', { n: list.items.length })} />}
      <DataTable
        label={t('monitor.faults')}
        rows={list.items}
        rowKey={(row) => row.id}
        empty={t('monitor.noFaults')}
        columns={[
          {
            key: 'subject',
            title: t('monitor.subject'),
            head: true,
            render: (row) => (
              <Link to={`/monitor/processes/${row.id}`} className="strong">
                {row.subject}
              </Link>
            ),
          },
          {
            key: 'name',
            title: t('process.name'),
            render: (row) => t('process.versioned', { name: row.name, version: row.version }),
          },
          { key: 'plan', title: t('menu.plans'), render: (row) => row.plan?.title ?? '—' },
          { key: 'why', title: t('monitor.why'), render: why },
        ]}
      />
    </>
  );
}

/** Processes that do not go on, each with its reason; what can be done stands on the page of each. */
export function Faults() {
  const { t } = useTranslation();
  const query = useGet<FaultyList>('/monitor/faults', { refetchInterval: 30_000 });
  return (
    <Section title={t('monitor.faults')}>
      <Loaded query={query}>{(list) => <FaultyTable list={list} />}</Loaded>
    </Section>
  );
}
