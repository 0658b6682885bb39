import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { EscalationDetail } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { Facts } from '../../shared/Facts.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { nameOf } from '../../shared/Names.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { Timeline } from '../../shared/Timeline.tsx';
import { usePartOf } from '../../shared/usePartOf.tsx';
import { ToldByChannels } from '../channels/ToldByChannels.tsx';
import { DeliveryList } from '../inbox/DeliveryList.tsx';
import { useOpened } from '../inbox/useOpened.ts';
import { ObjectButton } from '../objections/ObjectButton.tsx';
import { ObjectionList } from '../objections/ObjectionList.tsx';
import { Decision } from './Decision.tsx';
import { PackagePart } from './PackagePart.tsx';
import { TalkPart } from './TalkPart.tsx';
import { TolerateButton } from './TolerateButton.tsx';

function Letter({ letter }: { letter: NonNullable<EscalationDetail['letter']> }) {
  const { t } = useTranslation();
  return (
    <Section title={t('letter.title')} extra={<Link to={`/letters/${letter.id}`}>{t('letter.open')}</Link>}>
      <p>
        <strong>{letter.title}</strong> · {letter.number ?? t('letter.noNumber')} · {t(`letterState.${letter.state}`)}
      </p>
      <div className="letter" lang="zh-CN">
        {letter.text}
      </div>
    </Section>
  );
}

/** What the unit says before it is decided, or until when it may. */
function Explanation({ explanation }: { explanation: NonNullable<EscalationDetail['explanation']> }) {
  const { t } = useTranslation();
  return (
    <Section title={t('escalation.explanation')}>
      {explanation.text === null ? (
        <p>{t('escalation.mayExplain', { day: explanation.until })}</p>
      ) : (
        <>
          <p className="muted">{t('escalation.explainedOn', { day: explanation.givenOn })}</p>
          <p className="sent-text">{explanation.text}</p>
        </>
      )}
      <p>
        <Link to={`/items/${explanation.itemId}`}>{t('escalation.toExplanation')}</Link>
      </p>
    </Section>
  );
}

/** One rung reached by one obligation: the facts, the decision, the letter and what led to it. */
export function EscalationPage() {
  const { t } = useTranslation();
  const words = useWords();
  const label = useLabel();
  const partOf = usePartOf();
  const { id } = useParams();
  const query = useGet<EscalationDetail>(`/escalations/${id}`);
  const loaded = query.data;
  useOpened('escalationId', loaded?.id);
  const title =
    loaded === undefined
      ? t('escalation.title')
      : [words(loaded.rungLabel), loaded.unit?.name].filter(Boolean).join(' · ');
  return (
    <Page
      title={title}
      trail={<Link to="/escalations">← {t('escalation.title')}</Link>}
      actions={
        loaded && (
          <>
            {loaded.can.object && (
              <ObjectButton target={{ about: 'RUNG', escalationId: loaded.id }} until={loaded.objectUntil} />
            )}
            {loaded.can.tolerate && <TolerateButton escalationId={loaded.id} />}
          </>
        )
      }
    >
      <Loaded query={query}>
        {(escalation) => (
          <>
            <Facts
              facts={[
                {
                  label: t('escalation.of'),
                  value: <Link to={`/items/${escalation.workItemId}`}>{words(escalation.kindLabel)}</Link>,
                },
                ...partOf(escalation),
                { label: t('item.unit'), value: escalation.unit?.name ?? '—' },
                { label: t('escalation.overdue'), value: escalation.overdueWorkingDays },
                { label: t('escalation.reachedOn'), value: <span className="day">{escalation.reachedOn}</span> },
                { label: t('item.state'), value: label('escalationState', escalation.state) },
                {
                  label: t('escalation.approver'),
                  value:
                    escalation.approver === null
                      ? t('escalation.noApprover')
                      : nameOf(escalation.approver.post) || label('role', escalation.approver.kind),
                },
                ...(escalation.reason === null
                  ? []
                  : [{ label: t('escalation.reason'), value: `${escalation.reason} (${escalation.decidedOn ?? ''})` }]),
                ...(escalation.tolerance === null
                  ? []
                  : [{ label: t('escalation.toleranceGround'), value: words(escalation.tolerance) }]),
                ...(escalation.liftedOn === null
                  ? []
                  : [{ label: t('objection.lifted'), value: `${escalation.liftedOn} · ${escalation.liftedReason}` }]),
                ...(escalation.receipt === null ? [] : [{ label: t('escalation.receipt'), value: escalation.receipt }]),
                ...(escalation.outcome === null ? [] : [{ label: t('escalation.outcome'), value: escalation.outcome }]),
              ]}
            />
            {escalation.explanation !== null && <Explanation explanation={escalation.explanation} />}
            <Decision escalation={escalation} />
            {escalation.package !== null && <PackagePart escalationId={escalation.id} held={escalation.package} />}
            <TalkPart key={escalation.id} escalation={escalation} />
            {escalation.letter && <Letter letter={escalation.letter} />}
            <ObjectionList query={`escalationId=${escalation.id}`} />
            <DeliveryList about={{ escalationId: escalation.id }} />
            <ToldByChannels workItemId={escalation.workItemId} escalationId={escalation.id} />
            <Section title={t('item.history')}>
              <Timeline events={escalation.timeline} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
