import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet, useList } from '../../data/hooks.ts';
import type { Matter, WorkItem } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { type Column, DataTable } from '../../shared/DataTable.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { LightMark } from '../../shared/LightMark.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Names } from '../../shared/Names.tsx';
import { Page } from '../../shared/Page.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { Section } from '../../shared/Section.tsx';
import { Timeline } from '../../shared/Timeline.tsx';
import { LightCounts } from '../plans/LightCounts.tsx';
import { Runs } from '../processes/Runs.tsx';
import { ItemTable } from '../todo/ItemTable.tsx';

type Row = Matter['rows'][number];

/** Where the processes of a row stand: the steps of those that run, else how they ended. */
function RowStanding({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (row.processes.length === 0) return '—';
  return (
    <ul className="plain">
      {row.processes.map((one) => (
        <li key={one.runId}>
          {row.processes.length > 1 && `${one.name}：`}
          {one.status === 'RUNNING' ? one.where.join('、') : t(`processStatus.${one.status}`)}
        </li>
      ))}
    </ul>
  );
}

function Rows({ matter: { id, rows, can } }: { matter: Matter }) {
  const { t } = useTranslation();
  const columns: Column<Row>[] = [
    {
      key: 'row',
      title: t('matter.row'),
      head: true,
      render: (row) => (
        <span className="two-lines">
          <Link to={`/measures/${row.id}`} className="strong">
            {row.number}. {row.title}
          </Link>
          {row.demand !== '' && <span className="muted">{row.demand}</span>}
        </span>
      ),
    },
    {
      key: 'units',
      title: t('item.unit'),
      render: (row) => <Names of={[...row.leadUnits, ...row.responsibleUnits]} />,
    },
    { key: 'leader', title: t('measure.leaders'), render: (row) => <Names of={row.leaders} /> },
    {
      key: 'deadline',
      title: t('measure.deadline'),
      width: 104,
      render: (row) => <span className="day">{row.deadline.date ?? '—'}</span>,
    },
    {
      key: 'light',
      title: t('measure.light'),
      render: (row) =>
        row.state === 'RUNNING' ? (
          <LightMark colour={row.light.colour} reason={row.light.reason} />
        ) : (
          t(`measureState.${row.state}`)
        ),
    },
    { key: 'where', title: t('process.where'), render: (row) => <RowStanding row={row} /> },
  ];
  return (
    <Section
      title={t('matter.rows', { n: rows.length })}
      extra={can.add && <Link to={`/matters/${id}/add`}>{t('matter.add')}</Link>}
    >
      <DataTable
        label={t('matter.rows', { n: rows.length })}
        rows={rows}
        rowKey={(row) => row.id}
        rowClass={(row) => (row.overdueItems > 0 ? 'over' : undefined)}
        columns={columns}
        empty={t('matter.none')}
      />
    </Section>
  );
}

function OpenItems({ id }: { id: string }) {
  const { t } = useTranslation();
  const list = useList<WorkItem>(`/work-items?planId=${id}&state=open`);
  return (
    <Section title={t('matter.items')}>
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(items) => (
          <>
            <ItemTable
              label={t('matter.items')}
              items={items}
              show={['of', 'unit', 'state']}
              empty={t('matter.noItems')}
            />
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function MatterFacts({ matter }: { matter: Matter }) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <>
      {matter.closed !== null && (
        <Alert
          type="success"
          showIcon
          className="gap"
          title={t('matter.closedBy', { by: matter.closed.by, day: matter.closed.on })}
          description={matter.closed.conclusion}
        />
      )}
      <Facts
        facts={[
          { label: t('process.note'), value: matter.purpose },
          {
            label: t('matter.about'),
            value: matter.about === null ? '—' : <Link to={`/plans/${matter.about.id}`}>{matter.about.title}</Link>,
          },
          {
            label: t('matter.openedOn'),
            value: (
              <>
                <span className="day">{matter.launchedOn}</span> {matter.openedBy}
              </>
            ),
          },
          { label: t('item.state'), value: label('planState', matter.state) },
        ]}
      />
      <LightCounts planId={matter.id} counts={matter.counts} ofMatter />
    </>
  );
}

/** One matter: what for, where each row of its list stands, what is open of it, its processes, and its close. */
export function MatterPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const [closing, setClosing] = useState(false);
  const query = useGet<Matter>(`/matters/${id}`, { refetchInterval: 15_000 });
  return (
    <Page
      title={query.data?.title ?? t('matter.title')}
      trail={<Link to="/matters">← {t('matter.title')}</Link>}
      actions={
        query.data?.can.close && (
          <Button type="primary" onClick={() => setClosing(true)}>
            {t('matter.close')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(matter) => (
          <>
            <MatterFacts matter={matter} />
            <Rows matter={matter} />
            {matter.state !== 'CLOSED' && <OpenItems id={matter.id} />}
            <Runs planId={matter.id} />
            <Section title={t('item.history')}>
              <Timeline events={matter.history} />
            </Section>
            {closing && (
              <RecordDialog
                title={t('matter.close')}
                okText={t('matter.close')}
                fields={[
                  {
                    ...{ key: 'conclusion', label: t('matter.conclusion'), type: 'long', required: true },
                    help: t('matter.conclusionHelp'),
                  },
                ]}
                initial={{ conclusion: '' }}
                request={(body) => ({ path: `/matters/${matter.id}/close`, body })}
                onClose={() => setClosing(false)}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
