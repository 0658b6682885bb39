import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import type { Monitor } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { moment } from '../../shared/moment.ts';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { FailedMessages } from '../channels/FailedMessages.tsx';
import { MailFailures } from './MailFailures.tsx';
import { Processes } from './Processes.tsx';
import { ProcessTable } from './ProcessTable.tsx';
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

/** Processes that do not go on, each with its reason. */
function Faults({ engineAnswered }: { engineAnswered: boolean }) {
  const { t } = useTranslation();
  return (
    <Section title={t('monitor.faults')}>
      {!engineAnswered && <Alert type="info" showIcon className="gap" title={t('monitor.missingUnknown')} />}
      <ProcessTable label={t('monitor.faults')} query="?state=STUCK&limit=20" empty={t('monitor.noFaults')} />
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

/** 运行监控: what stands still and why, how workers, rounds and mail do, and where all processes stand. */
export function MonitorPage() {
  const { t } = useTranslation();
  const query = useGet<Monitor>('/monitor', { refetchInterval: 30_000 });
  return (
    <Page title={t('monitor.title')}>
      <p className="muted">{t('monitor.lead')}</p>
      <Loaded query={query}>
        {(monitor) => (
          <>
            <Faults engineAnswered={monitor.engine !== null} />
            <Parts monitor={monitor} />
            <Processes counts={monitor.processes} />
            <Rounds monitor={monitor} />
            <Rhythms />
            <MailFailures causes={monitor.mail.causes} />
            <FailedMessages />
          </>
        )}
      </Loaded>
    </Page>
  );
}
