import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../data/api.ts';
import { useSend } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { List, WorkItem, WorkItemDetail } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { FormAnswers } from '../../shared/form/FormAnswers.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';
import { useKeptText } from '../../shared/useKeptText.ts';

/** The address of the review that comes next in this person's queue, else the worklist. */
async function nextAddress(done: WorkItem): Promise<string> {
  const list = await api.get<List<WorkItem>>(`/work-items?mine=true&state=open&kind=${done.kind}&limit=5`);
  const next = list.items.find((item) => item.id !== done.id && (item.can.accept || item.can.return));
  return next === undefined ? '/todo' : `/items/${next.id}`;
}

/** Judging what a unit handed in: accept, or return with a reason and a day. */
export function ReviewForm({ item }: { item: WorkItemDetail }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { user } = useSession();
  const navigate = useNavigate();
  const kept = useKeptText(item.id, '');
  const [dueOn, setDueOn] = useState<string | null>(null);
  const send = useSend<WorkItem>();
  const act = (action: 'accept' | 'return') => {
    const text = kept.text.trim();
    const body =
      action === 'accept'
        ? { text: text === '' ? undefined : text, version: item.version }
        : { reason: text, dueOn: dueOn ?? undefined, version: item.version };
    send.mutate(
      { path: `/work-items/${item.id}/${action}`, body },
      {
        onSuccess: async () => {
          kept.forget();
          void message.success(t(`item.done.${action}`));
          void navigate(await nextAddress(item));
        },
      },
    );
  };
  return (
    <Section title={t('review.title')}>
      <p className="muted">
        {item.reviews?.unit?.name} · <span className="day">{item.reviews?.submittedOn}</span>
      </p>
      <div className="sent-text review-text">{item.reviews?.text ?? '—'}</div>
      <FormAnswers
        form={item.reviews?.form ?? null}
        values={item.reviews?.values}
        indicators={item.formContext?.indicators ?? []}
      />
      <Field label={t('review.opinion')} help={t('review.opinionHelp')}>
        {(id) => (
          <Input.TextArea
            id={id}
            maxLength={5000}
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={kept.text}
            onChange={(event) => kept.change(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('review.dueOn')} help={t('review.dueOnHelp', { n: item.reviews?.returnedWithin })}>
        {(id) => <DayInput id={id} value={dueOn} min={user.businessDate} onChange={setDueOn} />}
      </Field>
      <Problem problem={send.error} />
      <div className="form-actions">
        {item.can.accept && (
          <Button type="primary" onClick={() => act('accept')} loading={send.isPending}>
            {t('review.accept')}
          </Button>
        )}
        {item.can.return && (
          <Button danger onClick={() => act('return')} disabled={kept.text.trim() === '' || send.isPending}>
            {t('review.return')}
          </Button>
        )}
        {kept.text.trim() === '' && <span className="muted">{t('review.reasonNeeded')}</span>}
      </div>
    </Section>
  );
}
