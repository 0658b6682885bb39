import { Alert, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../data/hooks.ts';
import type { Draft, PlanRow } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Section } from '../../shared/Section.tsx';

/** The plan that a document most probably revises: of the same number, or of the same title. */
function likelyPlan(plans: PlanRow[], { documentNumber, title }: Draft['content']['plan']): PlanRow | undefined {
  const bare = (text: string) => text.replace(/[（(].*?[)）]|\s|修订|试行/g, '');
  return (
    plans.find((plan) => documentNumber !== null && plan.documentNumber === documentNumber) ??
    plans.find((plan) => bare(plan.title) === bare(title))
  );
}

/** Plans that run, and the one among them that the draft most probably revises. */
function useRunning(draft: Draft): { running: PlanRow[]; likely: PlanRow | undefined } {
  const list = useList<PlanRow>('/plans?limit=200');
  const running = (list.items ?? []).filter((plan) => plan.state !== 'CLOSED');
  return { running, likely: likelyPlan(running, draft.content.plan) };
}

/** Said before anything is checked: a changed version of a running plan is compared with it, not launched again. */
export function RevisionHint({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { likely } = useRunning(draft);
  if (likely === undefined) return null;
  return (
    <Alert
      type="info"
      showIcon
      className="draft-hint"
      title={t('revision.likely', { title: likely.title })}
      description={<Link to={`/plans/${likely.id}/revision/${draft.id}`}>{t('revision.compare')}</Link>}
    />
  );
}

/** Instead of a launch: the draft is a changed version of the document of a plan that runs. */
export function RevisionOf({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { running, likely } = useRunning(draft);
  const [chosen, setChosen] = useState<string | null>(null);
  if (running.length === 0) return null;
  const planId = chosen ?? likely?.id;
  return (
    <Section title={t('revision.instead')}>
      <p className={likely === undefined ? 'muted' : 'needs'}>
        {likely === undefined ? t('revision.insteadHelp') : t('revision.likely', { title: likely.title })}
      </p>
      <div className="narrow-form">
        <Field label={t('revision.of')}>
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={planId}
              options={running.map((plan) => ({ value: plan.id, label: plan.title }))}
              onChange={setChosen}
            />
          )}
        </Field>
      </div>
      {planId !== undefined && (
        <p>
          <Link to={`/plans/${planId}/revision/${draft.id}`}>{t('revision.compare')}</Link>
        </p>
      )}
    </Section>
  );
}
