import { useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet, useSend } from '../../../data/hooks.ts';
import type { InstanceMove, InstanceMoveDetail } from '../../../data/types.ts';
import { useWords } from '../../../i18n/index.ts';
import { DataTable } from '../../../shared/DataTable.tsx';
import { Loaded } from '../../../shared/Loaded.tsx';
import { Problem } from '../../../shared/Problem.tsx';

/** A move under way is asked for this often. */
const LOOK_MS = 1000;

function Progress({ move }: { move: InstanceMove }) {
  const { t } = useTranslation();
  const all = move.waiting + move.moved + move.refused + move.stopped;
  const done = all - move.waiting;
  if (move.state !== 'RUNNING') return t('move.result', { ...move });
  return (
    <span className="move-progress">
      <progress aria-label={t('move.progress')} max={all} value={done} /> {t('move.progressOf', { done, all })}
    </span>
  );
}

interface ActsProps {
  path: string;
  move: InstanceMove;
  shown: boolean;
  show: (id: string | null) => void;
}

function Acts({ path, move, shown, show }: ActsProps) {
  const { t } = useTranslation();
  const stop = useSend();
  return (
    <span className="row-actions">
      <Button size="small" onClick={() => show(shown ? null : move.id)}>
        {shown ? t('move.hide') : t('move.look')}
      </Button>
      {move.state === 'RUNNING' && (
        <Popconfirm
          title={t('move.stopSure')}
          okText={t('move.stop')}
          cancelText={t('action.cancel')}
          onConfirm={() => stop.mutate({ path: `${path}/${move.id}/stop` })}
        >
          <Button size="small" danger>
            {t('move.stop')}
          </Button>
        </Popconfirm>
      )}
      <Problem problem={stop.error} />
    </span>
  );
}

/** Every move of the definition, latest first, with its progress; one at a time is open with its instances. */
export function Moves({ definitionId }: { definitionId: string }) {
  const { t } = useTranslation();
  const path = `/definitions/${definitionId}/moves`;
  const [shown, setShown] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const query = useGet<{ items: InstanceMove[] }>(path, { refetchInterval: busy ? LOOK_MS : false });
  const running = query.data?.items.some(({ state }) => state === 'RUNNING') ?? false;
  const queries = useQueryClient();
  useEffect(() => {
    // What has been moved is no longer to be chosen.
    if (busy && !running) void queries.invalidateQueries();
    setBusy(running);
  }, [busy, running, queries]);
  const open = query.data?.items.find(({ id }) => id === shown);
  return (
    <>
      <Loaded query={query}>
        {({ items }) => (
          <DataTable
            label={t('move.records')}
            rows={items}
            rowKey={(row) => row.id}
            empty={t('move.noRecords')}
            columns={[
              {
                key: 'to',
                title: t('move.to'),
                head: true,
                width: 100,
                render: (row) => t('definitions.versionN', { n: row.toVersion }),
              },
              {
                key: 'on',
                title: t('move.startedOn'),
                width: 120,
                render: (row) => <span className="day">{row.startedOn}</span>,
              },
              { key: 'by', title: t('move.startedBy'), width: 100, render: (row) => row.startedBy },
              { key: 'reason', title: t('move.reason'), render: (row) => row.reason },
              { key: 'state', title: t('move.state'), width: 90, render: (row) => t(`move.states.${row.state}`) },
              { key: 'progress', title: t('move.progress'), render: (row) => <Progress move={row} /> },
              {
                key: 'act',
                title: t('action.title'),
                render: (row) => <Acts path={path} move={row} shown={row.id === shown} show={setShown} />,
              },
            ]}
          />
        )}
      </Loaded>
      {open !== undefined && <Result path={path} move={open} />}
    </>
  );
}

/** What became of each instance of a move; those that could not be moved come first, with the reason. */
function Result({ path, move }: { path: string; move: InstanceMove }) {
  const { t } = useTranslation();
  const words = useWords();
  const query = useGet<InstanceMoveDetail>(`${path}/${move.id}`, {
    refetchInterval: move.state === 'RUNNING' ? LOOK_MS : false,
  });
  const title = t('move.resultOf', { on: move.startedOn, n: move.toVersion });
  return (
    <>
      <h3>{title}</h3>
      <Loaded query={query}>
        {({ instances }) => (
          <DataTable
            label={title}
            rows={instances}
            rowKey={(row) => row.id}
            empty={t('move.none')}
            columns={[
              {
                key: 'subject',
                title: t('move.subject'),
                head: true,
                render: (row) => <Link to={`/monitor/processes/${row.id}`}>{row.subject}</Link>,
              },
              { key: 'plan', title: t('move.plan'), render: (row) => row.planTitle ?? '—' },
              {
                key: 'outcome',
                title: t('move.outcome'),
                width: 130,
                render: (row) => t(`move.outcomes.${row.state}`),
              },
              {
                key: 'why',
                title: t('move.why'),
                render: (row) => row.obstacles.map((obstacle) => words(obstacle)).join('；') || '—',
              },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
