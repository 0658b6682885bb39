import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WorkItem } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DueDay } from '../../shared/DueDay.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { StateTag } from '../../shared/StateTag.tsx';
import { usePartOf } from '../../shared/usePartOf.tsx';

/** Who signed for it and when, or until when somebody is to. */
function SigningWords({ by, waits, late, signedOn, signedBy }: NonNullable<WorkItem['signing']>) {
  const { t } = useTranslation();
  if (waits) return t(late ? 'item.unsignedLate' : 'item.unsigned', { day: by });
  if (signedOn === null) return t('item.signedByDoing');
  return t(late ? 'item.signedLate' : 'item.signed', { day: signedOn, who: signedBy ?? '' });
}

function targetOf({ letterId, escalationId, workItemId }: NonNullable<WorkItem['objection']>): string {
  if (letterId !== null) return `/letters/${letterId}`;
  return escalationId === null ? `/items/${workItemId}` : `/escalations/${escalationId}`;
}

/** What is to be explained, before what, and what becomes of it either way. */
function ExplainWords({ item, explains }: { item: WorkItem; explains: NonNullable<WorkItem['explains']> }) {
  const { t } = useTranslation();
  const words = useWords();
  const { kindLabel, period, dueOn, rungLabel, workItemId } = explains;
  const what = [words(kindLabel), ...(period === null ? [] : [period])].join(' · ');
  return (
    <Alert
      type="info"
      showIcon
      title={t('item.explainBefore', { rung: words(rungLabel) })}
      description={
        <>
          <Link to={`/items/${workItemId}`}>{t('item.explainWhat', { what, day: dueOn ?? '—' })}</Link>
          {item.dueOn !== null && <div>{t('item.explainHow', { day: item.dueOn })}</div>}
        </>
      }
      className="gap"
    />
  );
}

export function ItemFacts({ item }: { item: WorkItem }) {
  const { t } = useTranslation();
  const partOf = usePartOf();
  const words = useWords();
  return (
    <>
      {item.returnedReason !== null && (
        <Alert
          type="warning"
          showIcon
          title={t('item.returnedReason')}
          description={item.returnedReason}
          className="gap"
        />
      )}
      {item.ground !== null && (
        <Alert
          type="info"
          showIcon
          title={t('item.ground', { by: item.ground.by })}
          description={item.ground.text}
          className="gap"
        />
      )}
      {item.unreported && <Alert type="warning" showIcon title={t('item.unreported')} className="gap" />}
      {item.asked !== null && (
        <Alert type="info" showIcon title={t('item.asked')} description={item.asked} className="gap" />
      )}
      {item.explains !== null && <ExplainWords item={item} explains={item.explains} />}
      <Facts
        facts={[
          ...partOf(item),
          ...(item.letterId === null
            ? []
            : [{ label: t('letter.title'), value: <Link to={`/letters/${item.letterId}`}>{item.subject}</Link> }]),
          ...((item.explains?.escalationId ?? null) === null
            ? []
            : [
                {
                  label: t('escalation.title'),
                  value: <Link to={`/escalations/${item.explains?.escalationId}`}>{t('item.openRung')}</Link>,
                },
              ]),
          ...(item.objection === null
            ? []
            : [
                {
                  label: t('objection.against'),
                  value: <Link to={targetOf(item.objection)}>{words(item.objection.against)}</Link>,
                },
                {
                  label: t('objection.filed'),
                  value: `${item.objection.unit.name} ${item.objection.filedBy} ${item.objection.filedOn}`,
                },
              ]),
          ...(item.extension === null
            ? []
            : [
                {
                  label: t('extension.of'),
                  value: <Link to={`/items/${item.extension.workItemId}`}>{t('extension.openItem')}</Link>,
                },
                {
                  label: t('extension.wanted'),
                  value: t('extension.asked', { from: item.extension.fromDueOn, to: item.extension.askedDueOn }),
                },
              ]),
          { label: t('item.unit'), value: item.unit?.name ?? '—' },
          {
            label: t('item.due'),
            value: (
              <DueDay
                day={item.dueOn}
                daysLeft={item.daysLeft}
                overdueWorkingDays={item.overdueWorkingDays}
                late={item.late}
                original={item.originalDueOn}
              />
            ),
          },
          ...(item.signing === null ? [] : [{ label: t('item.signing'), value: <SigningWords {...item.signing} /> }]),
          { label: t('item.state'), value: <StateTag state={item.state} /> },
          { label: t('item.openedOn'), value: <span className="day">{item.openedOn}</span> },
          { label: t('item.why'), value: words(item.whyMe) },
          ...(item.ladder === null
            ? []
            : [
                {
                  label: t('item.ladder'),
                  value: (
                    <span className="two-lines">
                      <span>{item.ladder.name}</span>
                      {item.ladder.next && (
                        <span className="muted">
                          {t('item.nextRung', { rung: words(item.ladder.next.label), on: item.ladder.next.on })}
                        </span>
                      )}
                    </span>
                  ),
                },
              ]),
        ]}
      />
    </>
  );
}
