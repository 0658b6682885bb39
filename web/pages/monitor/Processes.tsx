import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { Monitor, MonitorChoices } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Section } from '../../shared/Section.tsx';

type Version = MonitorChoices['versions'][number];
const ends = ['RUNNING', 'COMPLETED', 'TERMINATED', 'WITHDRAWN'] as const;
const numberOf: Record<(typeof ends)[number], (row: Version) => number> = {
  RUNNING: (row) => row.running,
  COMPLETED: (row) => row.completed,
  TERMINATED: (row) => row.terminated,
  WITHDRAWN: (row) => row.withdrawn,
};

/** A number that leads to the processes that it counts. */
function Count({ n, query }: { n: number; query: string }) {
  if (n === 0) return <span className="muted">0</span>;
  return <Link to={`/monitor/processes?${query}`}>{n}</Link>;
}

/** How many processes there are by state and by version; every number opens its list. */
export function Processes({ counts }: { counts: Monitor['processes'] }) {
  const { t } = useTranslation();
  const choices = useGet<MonitorChoices>('/monitor/choices', { refetchInterval: 30_000 });
  const of = ({ definitionId, versionId }: Version) => `definitionId=${definitionId}&versionId=${versionId}`;
  return (
    <Section title={t('monitor.processes')} extra={<Link to="/monitor/processes">{t('monitor.allProcesses')}</Link>}>
      <Facts
        facts={[
          { label: t('monitor.state.RUNNING'), value: <Count n={counts.running} query="state=RUNNING" /> },
          { label: t('monitor.state.STUCK'), value: <Count n={counts.stuck} query="state=STUCK" /> },
          { label: t('monitor.state.PAUSED'), value: <Count n={counts.paused} query="state=PAUSED" /> },
          { label: t('monitor.state.ENDED'), value: <Count n={counts.ended} query="state=ENDED" /> },
        ]}
      />
      <Loaded query={choices}>
        {({ versions }) => (
          <DataTable
            label={t('monitor.versions')}
            rows={versions}
            rowKey={(row) => row.versionId}
            empty={t('monitor.noVersions')}
            columns={[
              {
                key: 'name',
                title: t('process.name'),
                head: true,
                render: (row) => (
                  <Link to={`/monitor/processes?${of(row)}`} className="strong">
                    {t('process.versioned', { name: row.name, version: row.version })}
                  </Link>
                ),
              },
              ...ends.map((state) => ({
                ...{ key: state, title: t(`processStatus.${state}`), align: 'right' as const, width: 110 },
                render: (row: Version) => <Count n={numberOf[state](row)} query={`${of(row)}&state=${state}`} />,
              })),
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
