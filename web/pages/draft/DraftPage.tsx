import { Alert, Button } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useParams, useSearchParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import type { Draft } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Findings } from './Findings.tsx';
import { LaunchStep } from './LaunchStep.tsx';
import { PartiesStep } from './PartiesStep.tsx';
import type { placeOf } from './placeOf.ts';
import { ReviewStep } from './ReviewStep.tsx';
import { RevisionHint } from './RevisionOf.tsx';
import { RulesStep } from './RulesStep.tsx';
import { type DraftHandle, useDraft } from './useDraft.ts';

const steps = ['measures', 'parties', 'rules', 'launch'] as const;
type Step = (typeof steps)[number];

function SaveState({ handle }: { handle: DraftHandle }) {
  const { t } = useTranslation();
  return (
    <>
      <span role="status" className="muted">
        {t(`draft.saving.${handle.saving}`)}
      </span>
      {handle.problem && (
        <>
          <Problem problem={handle.problem} onRetry={handle.problem.status === 409 ? undefined : handle.retry} />
          {handle.problem.status === 409 && <Button onClick={() => void handle.reload()}>{t('draft.reload')}</Button>}
        </>
      )}
    </>
  );
}

function Editor({ first }: { first: Draft }) {
  const { t } = useTranslation();
  const handle = useDraft(first);
  const [search, setSearch] = useSearchParams();
  const step = steps.find((name) => name === search.get('step')) ?? 'measures';
  const chosen = search.get('m');
  const go = useCallback(
    (next: Step, id: string | null) =>
      setSearch(id === null ? { step: next } : { step: next, m: id }, { replace: true }),
    [setSearch],
  );
  const { measures, warnings } = handle.draft.content;
  const goToFinding = useCallback(
    ({ step: next, measure, warning }: ReturnType<typeof placeOf>) => {
      if (measure !== undefined) go(next, measures[measure]?.id ?? null);
      else setSearch({ step: next, ...(warning === undefined ? {} : { w: String(warning) }) }, { replace: true });
    },
    [go, setSearch, measures],
  );
  const doubtAt = warnings[Number(search.get('w') ?? Number.NaN)]?.start ?? null;
  return (
    <>
      <nav className="tabs" aria-label={t('draft.steps')}>
        {steps.map((name, index) => (
          <Link
            key={name}
            to={`?step=${name}`}
            className={name === step ? 'active' : ''}
            aria-current={name === step ? 'step' : undefined}
          >
            {index + 1}. {t(`draft.step.${name}`)}
          </Link>
        ))}
        <SaveState handle={handle} />
      </nav>
      {step !== 'launch' && <RevisionHint draft={handle.draft} />}
      <Findings findings={handle.draft.findings} open={step === 'launch'} onGo={goToFinding} />
      {step === 'measures' && (
        <ReviewStep handle={handle} chosen={chosen} onChoose={(id) => go('measures', id)} doubtAt={doubtAt} />
      )}
      {step === 'parties' && <PartiesStep handle={handle} />}
      {step === 'rules' && <RulesStep handle={handle} />}
      {step === 'launch' && <LaunchStep handle={handle} />}
      {step !== 'launch' && (
        <p className="form-actions">
          <Button type="primary" onClick={() => go(steps[steps.indexOf(step) + 1] ?? 'launch', null)}>
            {t('draft.next')}
          </Button>
        </p>
      )}
    </>
  );
}

/** A draft: the document beside its measures, what they need of the organisation, the rules, and the launch. */
export function DraftPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const query = useGet<Draft>(`/plans/drafts/${id}`);
  const loaded = query.data;
  if (loaded?.planId) return <Navigate to={`/plans/${loaded.planId}`} replace />;
  return (
    <Page title={loaded?.content.plan.title || t('draft.title')} trail={<Link to="/plans">← {t('plans.title')}</Link>}>
      <Loaded query={query}>
        {(draft) =>
          draft.state === 'DISCARDED' ? (
            <Alert type="info" showIcon title={t('draft.discarded')} />
          ) : (
            <Editor key={draft.id} first={draft} />
          )
        }
      </Loaded>
    </Page>
  );
}
