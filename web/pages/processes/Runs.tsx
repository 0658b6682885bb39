import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { List, Run, Startable } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Section } from '../../shared/Section.tsx';
import { Instruct } from '../instructions/Instruct.tsx';
import { BeginRun } from './BeginRun.tsx';

interface Props {
  planId: string;
  /** Only the runs that concern this measure, and begun for it. */
  measure?: { id: string; title: string };
}

function RunTable({ runs }: { runs: Run[] }) {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('process.title')}
      rows={runs}
      rowKey={(run) => run.id}
      empty={t('process.none')}
      columns={[
        {
          key: 'name',
          title: t('process.name'),
          head: true,
          render: (run) => (
            <Link to={`/processes/${run.id}`} className="strong">
              {run.name}
            </Link>
          ),
        },
        { key: 'note', title: t('process.note'), render: (run) => run.note },
        {
          key: 'begun',
          title: t('process.begun'),
          render: (run) => (
            <>
              <span className="day">{run.startedOn}</span> {run.startedBy}
            </>
          ),
        },
        {
          key: 'standing',
          title: t('item.state'),
          width: 170,
          render: (run) =>
            run.running === 0
              ? t(run.ended === null ? 'process.done' : 'process.ended')
              : t('process.running', { n: run.running, of: run.instances }),
        },
      ]}
    />
  );
}

/** Processes beside the lifecycle (专项流程) of a plan or a measure, and the button that begins one. */
export function Runs({ planId, measure }: Props) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [beginning, setBeginning] = useState(false);
  const sees = hasRole(user, 'OFFICE', 'LEADER', 'CHIEF_LEADER');
  const query = useGet<List<Run>>(
    sees ? `/processes?${measure === undefined ? `planId=${planId}` : `measureId=${measure.id}`}` : null,
  );
  const startable = useGet<List<Startable>>(sees ? '/processes/startable' : null);
  if (!sees) return null;
  return (
    <Section
      title={t('process.title')}
      extra={
        <span className="form-actions">
          {measure !== undefined && <Instruct measure={measure} />}
          {(startable.data?.items.length ?? 0) > 0 && (
            <Button size="small" onClick={() => setBeginning(true)}>
              {t('process.begin')}
            </Button>
          )}
        </span>
      }
    >
      <Loaded query={query}>{(runs) => <RunTable runs={runs.items} />}</Loaded>
      {beginning && startable.data && (
        <BeginRun
          startable={startable.data.items}
          planId={planId}
          {...(measure === undefined ? {} : { measureId: measure.id })}
          onClose={() => setBeginning(false)}
        />
      )}
    </Section>
  );
}
