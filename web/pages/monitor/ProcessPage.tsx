import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { MonitoredDetail, MonitorFault } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { namesIn } from '../../shared/drawing/elementNames.ts';
import { ProcessDrawing } from '../../shared/drawing/ProcessDrawing.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { moment } from '../../shared/moment.ts';
import { Page } from '../../shared/Page.tsx';
import { type FieldSpec, RecordDialog } from '../../shared/RecordDialog.tsx';
import { Section } from '../../shared/Section.tsx';
import { Timeline } from '../../shared/Timeline.tsx';
import { ProcessState } from './ProcessState.tsx';

/** A step that failed is tried again within half a minute: for so long the page looks often. */
const WATCHED_MS = 35_000;

type Act = 'retry' | 'skipOperation' | 'skip' | 'reassign' | 'cancel';
interface Chosen {
  act: Act;
  path: string;
  /** The item that it is about, where a process has several: its step, and whose it is. */
  item?: { step: string; holder: string };
}

function actOf(id: string, fault: MonitorFault, step: string, repair: MonitorFault['repairs'][number]): Chosen {
  if (repair === 'retry') return { act: 'retry', path: `/monitor/processes/${id}/retry` };
  if (fault.itemId === null) return { act: 'skipOperation', path: `/monitor/processes/${id}/skip-operation` };
  const item = { step, holder: fault.detail ?? '' };
  return { act: repair, path: `/monitor/items/${fault.itemId}/${repair}`, item };
}

const mendedInDefinition: readonly MonitorFault['kind'][] = [
  'NO_FLOW_HOLDS',
  'JOIN_STARVED',
  'ENDLESS_LOOP',
  'CALL_CIRCLE',
];

/** Where its cause is mended, if not here. */
function Elsewhere({ kind, definitionId }: { kind: MonitorFault['kind']; definitionId: string }) {
  const { t } = useTranslation();
  if (kind === 'NO_HOLDER') return <Link to="/organisation">{t('menu.organisation')}</Link>;
  if (mendedInDefinition.includes(kind))
    return <Link to={`/definitions/${definitionId}`}>{t('monitor.toDefinition')}</Link>;
  return null;
}

function FaultTable({ one, onChoose }: { one: MonitoredDetail; onChoose: (chosen: Chosen) => void }) {
  const { t } = useTranslation();
  const names = namesIn(one.bpmnXml);
  const stepOf = ({ elementId }: MonitorFault) => (elementId === null ? '—' : (names.get(elementId) ?? elementId));
  return (
    <Section title={t('monitor.why')}>
      <DataTable
        label={t('monitor.why')}
        rows={one.faults.map((fault, index) => ({ ...fault, index }))}
        rowKey={(fault) => fault.index}
        empty={t(one.behind ? 'monitor.trying' : 'monitor.fine')}
        columns={[
          {
            key: 'kind',
            title: t('monitor.why'),
            head: true,
            render: (fault) => (
              <>
                {t(`monitor.fault.${fault.kind}`)}
                <div className="muted advice">
                  {t(`monitor.advice.${fault.kind}`)} <Elsewhere kind={fault.kind} definitionId={one.definitionId} />
                </div>
              </>
            ),
          },
          {
            key: 'at',
            title: t('monitor.at'),
            render: stepOf,
          },
          {
            key: 'detail',
            title: t('monitor.detail'),
            render: (fault) => (
              <>
                {fault.attempts !== null && `${t('monitor.attempts', { n: fault.attempts })} `}
                <span className="muted">{fault.detail ?? ''}</span>
              </>
            ),
          },
          {
            key: 'acts',
            title: t('monitor.acts'),
            render: (fault) => (
              <span className="row-actions">
                {fault.repairs.map((repair) => {
                  const chosen = actOf(one.id, fault, stepOf(fault), repair);
                  return (
                    <Button key={repair} size="small" onClick={() => onChoose(chosen)}>
                      {t(`monitor.act.${chosen.act}`)}
                    </Button>
                  );
                })}
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}

function ActDialog({ chosen, onClose, onDone }: { chosen: Chosen; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const act = t(`monitor.act.${chosen.act}`);
  const post: FieldSpec = { key: 'postId', label: t('monitor.newHolder'), type: 'select', party: { noun: 'posts' } };
  return (
    <RecordDialog<{ told: boolean } | undefined>
      title={chosen.item ? t('monitor.actOn', { act, ...chosen.item }) : act}
      okText={act}
      fields={[
        ...(chosen.act === 'reassign' ? [{ ...post, required: true }] : []),
        {
          ...{ key: 'reason', label: t('measure.change.reason'), type: 'long' as const, required: true },
          help: t(`monitor.help.${chosen.act}`),
        },
      ]}
      initial={{ reason: '', postId: null }}
      request={({ reason, postId }) => ({
        path: chosen.path,
        body: chosen.act === 'reassign' ? { reason, postId } : { reason },
      })}
      onClose={onClose}
      onDone={(answer) => {
        if (answer?.told === false) void message.warning(t('monitor.toldLater'));
        else void message.success(t('monitor.done'));
        onDone();
      }}
    />
  );
}

function Detail({ one, onRepaired }: { one: MonitoredDetail; onRepaired: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <>
      <Facts
        facts={[
          {
            label: t('process.name'),
            value: (
              <Link to={`/monitor/processes?definitionId=${one.definitionId}&versionId=${one.versionId}`}>
                {t('process.versioned', { name: one.name, version: one.version })}
              </Link>
            ),
          },
          { label: t('menu.plans'), value: one.plan?.title ?? '—' },
          { label: t('item.state'), value: <ProcessState row={one} /> },
          { label: t('monitor.since'), value: <span className="day">{one.movedOn}</span> },
          // In a rehearsal the instant belongs to another time than the days.
          ...(user.mode === 'rehearsal' ? [] : [{ label: t('process.begun'), value: moment(one.begunAt) }]),
        ]}
      />
      <div className="form-actions">
        {one.can.cancel && (
          <Button danger onClick={() => setChosen({ act: 'cancel', path: `/monitor/processes/${one.id}/cancel` })}>
            {t('monitor.act.cancel')}
          </Button>
        )}
        {one.uiUrl !== null && (
          <a href={one.uiUrl} target="_blank" rel="noreferrer">
            {t('monitor.openTemporal')}
          </a>
        )}
      </div>
      {one.status === 'RUNNING' && <FaultTable one={one} onChoose={setChosen} />}
      {one.repairs.length > 0 && (
        <Section title={t('monitor.repairs')}>
          <Timeline events={one.repairs} />
        </Section>
      )}
      <Section title={t('measure.process')}>
        <ProcessDrawing process={{ bpmnXml: one.bpmnXml, active: one.active, passed: one.passed }} />
      </Section>
      {chosen !== null && <ActDialog chosen={chosen} onClose={() => setChosen(null)} onDone={onRepaired} />}
    </>
  );
}

/** One process for administrators: its path on the drawing, what keeps it, and what can be done. */
export function ProcessPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const [repairedAt, setRepairedAt] = useState<number | null>(null);
  const [trying, setTrying] = useState(false);
  const query = useGet<MonitoredDetail>(`/monitor/processes/${id}`, {
    refetchInterval: trying || repairedAt !== null ? 1500 : 30_000,
  });
  const { data } = query;
  useEffect(() => setTrying(data?.behind === true && data.faults.length === 0), [data]);
  useEffect(() => {
    if (repairedAt === null) return undefined;
    const wait = setTimeout(() => setRepairedAt(null), WATCHED_MS);
    return () => clearTimeout(wait);
  }, [repairedAt]);
  return (
    <Page title={data?.subject ?? t('monitor.title')} trail={<Link to="/monitor">← {t('monitor.title')}</Link>}>
      <Loaded query={query}>{(one) => <Detail one={one} onRepaired={() => setRepairedAt(Date.now())} />}</Loaded>
    </Page>
  );
}
