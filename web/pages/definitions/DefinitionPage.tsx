import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { Definition, TakenFile } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../shared/Facts.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { useWide } from '../../shared/useWide.ts';
import { Actions } from './Actions.tsx';
import { Compare } from './Compare.tsx';
import { Drawing } from './Drawing.tsx';
import { Editor } from './Editor.tsx';
import { Findings } from './Findings.tsx';
import { useSaving } from './useSaving.ts';
import { Versions } from './Versions.tsx';

/** A draft that its administrators draw; on a narrow screen it can be read only. */
function DraftPart({ definition }: { definition: Definition }) {
  const handle = useSaving(definition);
  return (
    <>
      <Actions definition={definition} revision={handle.revision} ready={isReady(handle)} />
      <Editor definition={definition} handle={handle} />
    </>
  );
}

function isReady({ saving, findings }: ReturnType<typeof useSaving>): boolean {
  return saving === 'saved' && !findings.some(({ severity }) => severity === 'error');
}

function namesIn(bpmnXml: string): (id: string) => string {
  const parsed = new DOMParser().parseFromString(bpmnXml, 'application/xml');
  return (id) => parsed.getElementById(id)?.getAttribute('name') ?? id;
}

function ReadPart({ definition, narrow }: { definition: Definition; narrow: boolean }) {
  const { t } = useTranslation();
  const bpmnXml = definition.bpmnXml ?? '';
  const ready = !definition.findings.some(({ severity }) => severity === 'error');
  return (
    <>
      <Actions definition={definition} revision={definition.draft?.revision ?? 1} ready={ready} />
      {narrow && definition.can.edit && <p className="muted">{t('definitions.tooNarrow')}</p>}
      <Drawing bpmnXml={bpmnXml} label={t('definitions.draft')} />
      <Section title={t('definitions.findings')}>
        <Findings findings={definition.findings} nameOf={namesIn(bpmnXml)} />
      </Section>
    </>
  );
}

function Draft({ definition }: { definition: Definition }) {
  const { t } = useTranslation();
  const wide = useWide();
  // A window made narrow must not take the drawing board away from under somebody's work.
  const [begun, setBegun] = useState(wide);
  if (wide && !begun) setBegun(true);
  const { draft } = definition;
  if (draft === null) return null;
  return (
    <Section title={t('definitions.draft')}>
      <Facts
        facts={[
          { label: t('definitions.state'), value: t(`definitions.states.${draft.state}`) },
          {
            label: t('definitions.basedOn'),
            value: draft.basedOn === null ? t('definitions.fromNothing') : `v${draft.basedOn}`,
          },
          { label: t('definitions.updatedBy'), value: draft.updatedBy },
          ...(draft.note === null
            ? []
            : [
                {
                  label: t(draft.state === 'DRAFT' ? 'definitions.returnedFor' : 'definitions.note'),
                  value: draft.note,
                },
              ]),
        ]}
      />
      {definition.can.edit && begun ? (
        <DraftPart key={definition.id} definition={definition} />
      ) : (
        <ReadPart definition={definition} narrow={!begun} />
      )}
    </Section>
  );
}

function Trail({ definition }: { definition: Definition }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <>
      <ol className="timeline">
        {definition.trail.map((event) => (
          <li key={event.id}>
            <time dateTime={event.businessDay}>{event.businessDay}</time>
            <span>
              {words(event.text)}
              {event.person !== null && <span className="muted"> · {event.person}</span>}
            </span>
          </li>
        ))}
      </ol>
      {definition.trailCut && <p className="muted">{t('definitions.trailCut')}</p>}
    </>
  );
}

/** Leads to the rehearsal of what is newest; a process that belongs to no measure cannot be played on one. */
function RehearseLink({ definition: { id, purpose, draft, versions } }: { definition: Definition }) {
  const { t } = useTranslation();
  const newest = draft === null ? versions[0]?.version : 'draft';
  if (newest === undefined || purpose === 'GROUP') return null;
  return (
    <>
      {' · '}
      <Link to={`/rehearse?version=${encodeURIComponent(`${id} ${newest}`)}`}>{t('definitions.rehearse')}</Link>
    </>
  );
}

/** What became of a file that was taken in. */
function Taken({ drawn, renamed, unread }: TakenFile) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <>
      {drawn && <Alert type="info" showIcon closable title={t('definitions.drawn')} />}
      {renamed > 0 && <Alert type="info" showIcon closable title={t('definitions.renamed', { count: renamed })} />}
      {unread.length > 0 && (
        <Alert
          type="warning"
          showIcon
          closable
          title={t('definitions.unread')}
          description={
            <ul>
              {unread.map((message) => (
                <li key={message.en}>{words(message)}</li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}

/** One definition: its draft, its versions, and who changed what. */
export function DefinitionPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const taken = useLocation().state as TakenFile | null;
  const query = useGet<Definition>(`/definitions/${id}`);
  return (
    <Page
      title={query.data?.name ?? t('definitions.title')}
      trail={<Link to="/definitions">← {t('definitions.title')}</Link>}
    >
      <Loaded query={query}>
        {(definition) => (
          <>
            <p className="muted">
              {t(`definitions.purpose.${definition.purpose}`)}
              <RehearseLink definition={definition} />
            </p>
            {taken !== null && <Taken {...taken} />}
            <Draft definition={definition} />
            <Section
              title={t('definitions.versions')}
              extra={definition.can.move && <Link to={`/definitions/${id}/move`}>{t('move.title')}</Link>}
            >
              <Versions definition={definition} />
            </Section>
            {/* What was chosen may be gone: a draft that was published or discarded. */}
            <Compare key={`${definition.draft === null} ${definition.versions.length}`} definition={definition} />
            <Section title={t('definitions.trail')}>
              <Trail definition={definition} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
