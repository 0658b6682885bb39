import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet, useSend } from '../../data/hooks.ts';
import type { Revision } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';
import { acceptedAtFirst } from './acceptable.ts';
import { ChangeList } from './ChangeList.tsx';

const kinds = ['added', 'changed', 'withdrawn'] as const;

function Form({ revision }: { revision: Revision }) {
  const { t } = useTranslation();
  const [accepted, setAccepted] = useState(() => acceptedAtFirst(revision));
  const [reason, setReason] = useState('');
  const apply = useSend();
  const { plan, draft, planChanges, measures } = revision;
  const of = (kind: (typeof kinds)[number] | 'unchanged') => measures.filter((measure) => measure.kind === kind);
  const toggle = (id: string, on: boolean) =>
    setAccepted((old) => new Set(on ? [...old, id] : [...old].filter((one) => one !== id)));
  const send = () =>
    apply.mutate({
      path: `/plans/${plan.id}/revision`,
      body: { draftId: draft.id, version: draft.version, accept: [...accepted], reason },
    });
  return (
    <>
      <p>{t('revision.help')}</p>
      {planChanges.length > 0 && (
        <Section title={t('revision.planTitle')}>
          <ChangeList changes={planChanges} accepted={accepted} onToggle={toggle} />
        </Section>
      )}
      {kinds.map((kind) => (
        <Section key={kind} title={t(`revision.kinds.${kind}`, { n: of(kind).length })}>
          {of(kind).length === 0 && <p className="muted">{t('revision.none')}</p>}
          {of(kind).map((measure) => (
            <article key={measure.measureId ?? measure.changes[0]?.id} className="revised">
              <h3>
                {kind === 'added' ? t('revision.newNumber', { n: measure.number }) : `${measure.number}.`}{' '}
                {measure.measureId === null ? (
                  measure.title
                ) : (
                  <Link to={`/measures/${measure.measureId}`}>{measure.title}</Link>
                )}
              </h3>
              <ChangeList changes={measure.changes} accepted={accepted} onToggle={toggle} about={measure.title} />
            </article>
          ))}
        </Section>
      ))}
      <p className="muted">{t('revision.unchanged', { n: of('unchanged').length })}</p>
      <Section title={t('revision.apply')}>
        <Field label={t('revision.reason')} help={t('revision.reasonHelp')} required>
          {(id) => (
            <Input.TextArea
              id={id}
              maxLength={2000}
              autoSize={{ minRows: 2 }}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Problem problem={apply.error} />
        <p className="form-actions">
          <Button type="primary" disabled={reason.trim() === ''} loading={apply.isPending} onClick={send}>
            {t('revision.applyChosen', { n: accepted.size })}
          </Button>
          <Link to={`/plans/drafts/${draft.id}`}>{t('revision.backToDraft')}</Link>
        </p>
      </Section>
    </>
  );
}

/** A changed version of a running plan's document: what it adds, changes and withdraws, for the office to accept. */
export function RevisionPage() {
  const { t } = useTranslation();
  const { id, draftId } = useParams();
  const query = useGet<Revision>(`/plans/${id}/revision?draft=${draftId}`);
  const plan = query.data?.plan;
  return (
    <Page
      title={t('revision.title')}
      trail={<Link to={`/plans/${id}`}>← {plan === undefined ? t('plans.title') : plan.title}</Link>}
    >
      <Loaded query={query}>
        {(revision) =>
          revision.applied === null ? (
            // Drawn anew where either side has changed: what was ticked may no longer be there.
            <Form key={`${revision.draft.version} ${acceptedAtFirst(revision).size}`} revision={revision} />
          ) : (
            <Alert
              type="success"
              showIcon
              title={t('revision.applied', revision.applied)}
              description={<Link to={`/plans/${revision.plan.id}`}>{t('revision.toPlan')}</Link>}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
