import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet, useList } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { Monitored, VersionStanding } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { namesIn } from '../../shared/drawing/elementNames.ts';
import { ProcessDrawing } from '../../shared/drawing/ProcessDrawing.tsx';
import { Field } from '../../shared/Field.tsx';
import { FilterSelect, useFilters } from '../../shared/FilterSelect.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';

const statuses = ['RUNNING', 'COMPLETED', 'TERMINATED', 'WITHDRAWN'] as const;

function Processes({ version }: { version: VersionStanding }) {
  const { t } = useTranslation();
  const { get } = useFilters();
  const [q, setQ] = useState('');
  const names = namesIn(version.bpmnXml);
  const { versionId } = version;
  const [status, elementId] = [get('status'), get('elementId')];
  const list = useList<Monitored>(`/monitor/processes${queryString({ versionId, status, elementId, q })}`);
  const where = (row: Monitored) =>
    row.active.map((at) => `${names.get(at.elementId) ?? at.elementId} (${at.count})`).join('、') || '—';
  return (
    <Section title={t('monitor.processes')}>
      <div className="filters">
        <FilterSelect
          name="status"
          label={t('item.state')}
          options={statuses.map((value) => ({ value, label: t(`processStatus.${value}`) }))}
        />
        <FilterSelect
          name="elementId"
          label={t('process.where')}
          options={version.active.map((at) => ({
            value: at.elementId,
            label: `${names.get(at.elementId) ?? at.elementId} (${at.count})`,
          }))}
        />
        <Field label={t('monitor.subject')}>
          {(id) => <Input.Search id={id} allowClear onSearch={(text) => setQ(text.trim())} />}
        </Field>
      </div>
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(rows) => (
          <DataTable
            label={t('monitor.processes')}
            rows={rows}
            rowKey={(row) => row.id}
            empty={t('monitor.noProcesses')}
            columns={[
              {
                key: 'subject',
                title: t('monitor.subject'),
                head: true,
                render: (row) => <Link to={`/monitor/processes/${row.id}`}>{row.subject}</Link>,
              },
              { key: 'plan', title: t('menu.plans'), render: (row) => row.plan?.title ?? '—' },
              { key: 'status', title: t('item.state'), width: 110, render: (row) => t(`processStatus.${row.status}`) },
              { key: 'where', title: t('process.where'), render: where },
            ]}
          />
        )}
      </Loaded>
      <MoreButton list={list} />
    </Section>
  );
}

/** A version of a definition: counts on its drawing, and its processes behind every count. */
export function VersionPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const query = useGet<VersionStanding>(`/monitor/versions/${id}`);
  const { data } = query;
  return (
    <Page
      title={data ? t('process.versioned', { name: data.name, version: data.version }) : t('monitor.title')}
      trail={<Link to="/monitor">← {t('monitor.title')}</Link>}
    >
      <Loaded query={query}>
        {(version) => (
          <>
            <Section title={t('measure.process')}>
              <ProcessDrawing process={version} />
            </Section>
            <Processes version={version} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
