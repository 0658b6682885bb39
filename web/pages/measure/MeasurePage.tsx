import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { Measure } from '../../data/types.ts';
import { ProcessDrawing } from '../../shared/drawing/ProcessDrawing.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { LightMark } from '../../shared/LightMark.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Names } from '../../shared/Names.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { Timeline } from '../../shared/Timeline.tsx';
import { Runs } from '../processes/Runs.tsx';
import { ItemTable } from '../todo/ItemTable.tsx';
import { Changes, Standing } from './Changes.tsx';
import { Deadline } from './Deadline.tsx';
import { Indicators } from './Indicators.tsx';
import { Passages } from './Passages.tsx';
import { PlannedDeadlineTable } from './PlannedDeadlines.tsx';
import { Reports } from './Reports.tsx';
import { Scores } from './Scores.tsx';

function Assignment({ measure }: { measure: Measure }) {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        { label: t('measure.light'), value: <LightMark colour={measure.light.colour} reason={measure.light.reason} /> },
        { label: t('measure.leaders'), value: <Names of={measure.leaders} /> },
        { label: t('measure.lead'), value: <Names of={measure.leadUnits} /> },
        { label: t('measure.responsible'), value: <Names of={measure.responsibleUnits} /> },
        { label: t('measure.supporting'), value: <Names of={measure.supportingUnits} /> },
        {
          label: t('measure.persons'),
          value: measure.responsiblePersons.map((person) => `${person.unit.name} ${person.name}`).join('、') || '—',
        },
        {
          label: t('measure.deadline'),
          value: <Deadline measure={measure} />,
        },
        { label: t('measure.indicators'), value: <Indicators indicators={measure.indicators} /> },
        { label: t('register.state'), value: t(`measureState.${measure.state}`) },
      ]}
    />
  );
}

/** A matter without a list is one row by its name, which needs no number. */
function titleOf(measure: Measure | undefined): string | undefined {
  if (measure === undefined) return undefined;
  const { number, title, plan } = measure;
  return plan.kind === 'MATTER' && title === plan.title ? title : `${number}. ${title}`;
}

function Trail({ plan: { id, title, kind } }: Pick<Measure, 'plan'>) {
  const { t } = useTranslation();
  if (kind === 'MATTER') return <Link to={`/matters/${id}`}>← {`${t('matter.one')} · ${title}`}</Link>;
  return <Link to={`/plans/${id}/measures`}>← {`${t('register.title')} · ${title}`}</Link>;
}

/** A row of a matter has something to show only where its list asks for something. */
const hasSource = ({ plan, passages }: Measure) => plan.kind !== 'MATTER' || passages.length > 0;

/** What the document says of a measure; of a row of a matter what its list asks for. */
function Source({ measure: { plan, path, passages } }: { measure: Measure }) {
  const { t } = useTranslation();
  const heading = t(plan.kind === 'MATTER' ? 'matter.demand' : 'measure.passages');
  return (
    <aside className="aside" aria-label={heading}>
      <h2>{heading}</h2>
      <Passages path={path} passages={passages} />
    </aside>
  );
}

/** A measure whole: who, what the document says, every item, report and event, and where its process stands. */
export function MeasurePage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const query = useGet<Measure>(`/measures/${id}`);
  const measure = query.data;
  return (
    <Page title={titleOf(measure) ?? t('measure.pageTitle')} trail={measure && <Trail plan={measure.plan} />}>
      <Loaded query={query}>
        {(loaded) => (
          <>
            <Standing measure={loaded} />
            <PlannedDeadlineTable rows={loaded.plannedDeadlines} ofOne />
            <div className={hasSource(loaded) ? 'beside' : undefined}>
              <div>
                <Section title={t('measure.assignment')}>
                  <Assignment measure={loaded} />
                </Section>
              </div>
              {hasSource(loaded) && <Source measure={loaded} />}
            </div>
            <Section title={`${t('measure.items')} (${loaded.workItems.length})`}>
              <ItemTable
                label={t('measure.items')}
                items={loaded.workItems}
                show={['unit', 'state']}
                empty={t('measure.noItems')}
              />
            </Section>
            <Reports measure={loaded} />
            <Scores scores={loaded.scores} />
            {loaded.process !== null && (
              <Section title={t('measure.process')}>
                <ProcessDrawing process={loaded.process} />
              </Section>
            )}
            <Runs planId={loaded.plan.id} measure={loaded} />
            <Changes measure={loaded} />
            <Section title={t('item.history')}>
              <Timeline events={loaded.timeline} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
