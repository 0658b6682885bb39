import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSend } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import { DayInput } from '../../shared/DayInput.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';
import { RevisionOf } from './RevisionOf.tsx';
import type { DraftHandle } from './useDraft.ts';

/** What the launch will do, and the launch. */
export function LaunchStep({ handle }: { handle: DraftHandle }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { user } = useSession();
  const navigate = useNavigate();
  const [day, setDay] = useState<string | null>(user.businessDate);
  const launch = useSend<{ planId: string }>((answer) => void navigate(`/plans/${answer.planId}`));
  const discard = useSend(() => void navigate('/plans'));
  const { draft, content, settings } = handle;
  const errors = draft.findings.filter((finding) => finding.severity === 'error').length;
  const clauses = content.duties.length + content.assessment.length + content.escalation.length;
  const created = draft.resolution.units.filter((unit) => {
    const choice = settings.units[unit.name];
    return unit.kind === 'unit' && (choice === undefined ? unit.matchId === null : 'create' in choice);
  }).length;
  const path = `/plans/drafts/${draft.id}`;
  const ask = () =>
    modal.confirm({
      title: t('draft.launchSure', { n: content.measures.length }),
      content: t('draft.launchSureText'),
      okText: t('draft.launch'),
      cancelText: t('action.cancel'),
      onOk: () =>
        launch.mutate({
          path: `${path}/launch`,
          body: day === null || user.mode !== 'rehearsal' ? {} : { businessDate: day },
        }),
    });
  return (
    <>
      <RevisionOf draft={draft} />
      <Section title={t('draft.step.launch')}>
        <Facts
          facts={[
            { label: t('draft.sum.measures'), value: content.measures.length },
            { label: t('draft.sum.newUnits'), value: created },
            { label: t('draft.sum.leaders'), value: draft.resolution.leaders.length },
            { label: t('draft.sum.periods'), value: settings.periods.map((period) => period.name).join('、') || '—' },
            { label: t('draft.sum.clauses'), value: clauses },
            { label: t('draft.sum.errors'), value: errors },
          ]}
        />
        <p className="muted">{t('draft.launchHelp')}</p>
        {user.mode === 'rehearsal' && (
          <Field label={t('draft.launchDay')}>{(id) => <DayInput id={id} value={day} onChange={setDay} />}</Field>
        )}
        <Problem problem={launch.error ?? discard.error} />
        <div className="form-actions">
          <Button
            type="primary"
            disabled={!draft.can.launch || handle.saving !== 'saved' || errors > 0}
            loading={launch.isPending}
            onClick={ask}
          >
            {t('draft.launch')}
          </Button>
          {draft.can.discard && (
            <Button
              danger
              onClick={() =>
                modal.confirm({
                  title: t('draft.discardSure'),
                  okText: t('draft.discard'),
                  cancelText: t('action.cancel'),
                  onOk: () => discard.mutate({ method: 'DELETE', path }),
                })
              }
            >
              {t('draft.discard')}
            </Button>
          )}
          <Link to={`/rehearse?plan=${draft.id}`}>{t('draft.rehearse')}</Link>
          {errors > 0 && <span className="needs">{t('draft.errorsFirst', { n: errors })}</span>}
        </div>
      </Section>
    </>
  );
}
