import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { Monitor } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { moment } from '../../shared/moment.ts';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { FailedMessages } from '../channels/FailedMessages.tsx';
import { Faults } from './Faults.tsx';
import { Rhythms } from './Rhythms.tsx';

function Parts({ monitor }: { monitor: Monitor }) {
  const { t } = useTranslation();
  const { engine, outbox, mail, schedule, uiUrl } = monitor;
  const queues = (engine?.queues ?? []).map((queue) => ({
    label: t(`monitor.queue.${queue.kind}`),
    value: t('monitor.queueStands', { workers: queue.workers, backlog: queue.backlog, seconds: queue.oldestSeconds }),
  }));
  const next = schedule?.paused ? t('monitor.schedulePaused') : schedule?.next && moment(schedule.next);
  return (
    <Section
      title={t('monitor.parts')}
      extra={
        uiUrl !== null && (
          <a href={uiUrl} target="_blank" rel="noreferrer">
            {t('monitor.openTemporal')}
          </a>
        )
      }
    >
      {engine === null && <Alert type="warning" showIcon className="gap" title={t('monitor.engineAway')} />}
      {engine?.queues.some((queue) => queue.workers === 0) && (
        <Alert type="warning" showIcon className="gap" title={t('monitor.noWorker')} />
      )}
      <Facts
        facts={[
          ...queues,
          {
            label: t('monitor.outbox'),
            value: t('monitor.outboxStands', { n: outbox.waiting, s: outbox.oldestSeconds }),
          },
          { label: t('monitor.nextRound'), value: next || t('monitor.unknown') },
          {
            label: t('monitor.mail'),
            value: t('monitor.mailStands', { refused: mail.refused, waiting: mail.waiting }),
          },
        ]}
      />
    </Section>
  );
}

function Versions({ monitor }: { monitor: Monitor }) {
  const { t } = useTranslation();
  const count = (versionId: string, status: 'RUNNING' | 'COMPLETED' | 'TERMINATED' | 'WITHDRAWN', n: number) =>
    n === 0 ? (
      <span className="muted">0</span>
    ) : (
      <Link to={`/monitor/versions/${versionId}?status=${status}`}>{n}</Link>
    );
  return (
    <Section title={t('monitor.versions')}>
      <DataTable
        label={t('monitor.versions')}
        rows={monitor.versions}
        rowKey={(row) => row.versionId}
        empty={t('monitor.noVersions')}
        columns={[
          {
            key: 'name',
            title: t('process.name'),
            head: true,
            render: (row) => (
              <Link to={`/monitor/versions/${row.versionId}`} className="strong">
                {t('process.versioned', { name: row.name, version: row.version })}
              </Link>
            ),
          },
          {
            ...{ key: 'running', title: t('processStatus.RUNNING'), align: 'right' as const, width: 100 },
            render: (row) => count(row.versionId, 'RUNNING', row.running),
          },
          {
            ...{ key: 'completed', title: t('processStatus.COMPLETED'), align: 'right' as const, width: 100 },
            render: (row) => count(row.versionId, 'COMPLETED', row.completed),
          },
          {
            ...{ key: 'terminated', title: t('processStatus.TERMINATED'), align: 'right' as const, width: 110 },
            render: (row) => count(row.versionId, 'TERMINATED', row.terminated),
          },
          {
            ...{ key: 'withdrawn', title: t('processStatus.WITHDRAWN'), align: 'right' as const, width: 100 },
            render: (row) => count(row.versionId, 'WITHDRAWN', row.withdrawn),
          },
        ]}
      />
    </Section>
  );
}

function Rounds({ monitor }: { monitor: Monitor }) {
  const { t } = useTranslation();
  return (
    <Section title={t('monitor.rounds')}>
      <DataTable
        label={t('monitor.rounds')}
        rows={monitor.rounds}
        rowKey={(round) => round.day}
        empty={t('monitor.noRounds')}
        columns={[
          {
            key: 'day',
            title: t('monitor.day'),
            head: true,
            render: (round) => <span className="day">{round.day}</span>,
          },
          { key: 'started', title: t('monitor.started'), render: (round) => moment(round.startedAt) },
          {
            key: 'finished',
            title: t('monitor.finished'),
            render: (round) => (round.finishedAt === null ? t('monitor.unfinished') : moment(round.finishedAt)),
          },
        ]}
      />
    </Section>
  );
}

function MailFailures({ monitor }: { monitor: Monitor }) {
  const { t } = useTranslation();
  return (
    <Section title={t('monitor.mailFailures')}>
      <DataTable
        label={t('monitor.mailFailures')}
        rows={monitor.mail.people}
        rowKey={(row) => row.personId}
        empty={t('monitor.noMailFailures')}
        columns={[
          { key: 'name', title: t('monitor.person'), head: true, render: (row) => row.name },
          { key: 'day', title: t('monitor.day'), width: 120, render: (row) => <span className="day">{row.day}</span> },
          { key: 'reason', title: t('monitor.why'), render: (row) => row.reason },
        ]}
      />
    </Section>
  );
}

/** 运行监控: what stands still and why, how workers, rounds and mail do, and where all processes stand. */
export function MonitorPage() {
  const { t } = useTranslation();
  const query = useGet<Monitor>('/monitor', { refetchInterval: 30_000 });
  return (
    <Page title={t('monitor.title')}>
      <p className="muted">{t('monitor.lead')}</p>
      <Faults />
      <Loaded query={query}>
        {(monitor) => (
          <>
            <Parts monitor={monitor} />
            <Versions monitor={monitor} />
            <Rounds monitor={monitor} />
            <Rhythms />
            <MailFailures monitor={monitor} />
            <FailedMessages />
          </>
        )}
      </Loaded>
    </Page>
  );
}
