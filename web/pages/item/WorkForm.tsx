import { Alert, App, Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { outcomeInWords } from '../../../domain/process/outcomeWords.ts';
import type { WorkItemKind } from '../../../domain/process/types.ts';
import { kindFacts } from '../../../domain/workItemKinds.ts';
import { useSend } from '../../data/hooks.ts';
import type { WorkItem, WorkItemDetail } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { FormFields } from '../../shared/form/FormFields.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { SecrecyNote } from '../../shared/SecrecyNote.tsx';
import { Section } from '../../shared/Section.tsx';
import { useKeptText } from '../../shared/useKeptText.ts';
import { AssignFields, type AssignValue, assignValueOf } from './AssignFields.tsx';
import { MemberField, unitIdsOf } from './MemberField.tsx';
import { useItemForm } from './useItemForm.ts';

const ready = ['SIGN', 'CONFIRM', 'ASSIGN', 'FILL', 'CLOSE'] as const;

function useFirstText(item: WorkItem): string {
  const { t } = useTranslation();
  const kind = item.form === null ? ready.find((name) => name === item.kind) : 'FORM';
  return item.text ?? (kind === undefined ? '' : t(`ready.${kind}`));
}

interface KindFields {
  assign: AssignValue;
  /** The due day that is granted. */
  dueOn: string | null;
  members: string[];
  person: string;
}

/** What a kind hands in beside its text. */
function fieldsOf(kind: string, { assign, dueOn, members, person }: KindFields): object | undefined {
  if (kind === 'ASSIGN') return assign;
  if (kind === 'EXTEND') return dueOn === null ? undefined : { dueOn };
  if (kind === 'FILL') return { unitIds: members };
  return kind === 'SIGN' && person !== '' ? { responsiblePerson: person } : undefined;
}

/** Text, outcome and the few fields of a kind; prepared by the liaison officer, signed and sent by the head. */
export function WorkForm({ item }: { item: WorkItemDetail }) {
  const { t } = useTranslation();
  const words = useWords();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const kept = useKeptText(item.id, useFirstText(item));
  const [outcome, setOutcome] = useState(item.outcome ?? item.outcomes[0]);
  const [person, setPerson] = useState(String(item.fields?.responsiblePerson ?? ''));
  const [assign, setAssign] = useState<AssignValue>(() => assignValueOf(item));
  const [dueOn, setDueOn] = useState(item.extension?.askedDueOn ?? null);
  const [members, setMembers] = useState<string[]>(() => unitIdsOf(item));
  const send = useSend<WorkItem>();
  const form = useItemForm(item);

  const fields = fieldsOf(item.kind, { assign, dueOn, members, person });
  const act = (action: 'prepare' | 'submit') => {
    const filled = form.ready();
    if (filled === null) return;
    send.mutate(
      {
        path: `/work-items/${item.id}/${action}`,
        body: {
          text: kept.text,
          outcome: item.outcomes.length > 1 ? outcome : undefined,
          fields: filled === undefined ? fields : { ...fields, form: filled },
          version: item.version,
        },
      },
      {
        onSuccess: () => {
          kept.forget();
          form.forget();
          void message.success(t(`item.done.${action}`));
          void navigate('/todo');
        },
      },
    );
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    act(item.can.submit ? 'submit' : 'prepare');
  };
  const editable = item.can.submit || item.can.prepare;
  const signs = item.holder.kind === 'UNIT_HEAD' && kindFacts[item.kind as WorkItemKind].needsHeadSignature;

  return (
    <Section title={t('item.form')}>
      <form onSubmit={onSubmit}>
        {item.state === 'PREPARED' && <Alert type="info" showIcon title={t('item.prepared')} className="gap" />}
        {(kept.restored || form.restored) && <Alert type="info" showIcon title={t('item.restored')} className="gap" />}
        {item.kind === 'ASSIGN' && <AssignFields value={assign} onChange={setAssign} />}
        {item.kind === 'FILL' && <MemberField value={members} onChange={setMembers} />}
        {item.kind === 'SIGN' && (
          <Field label={t('item.responsiblePerson')} help={t('item.responsiblePersonHelp')}>
            {(id) => <Input id={id} value={person} onChange={(event) => setPerson(event.target.value)} />}
          </Field>
        )}
        {item.outcomes.length > 1 && (
          <Field label={t('item.outcome')}>
            {(id) => (
              <Select
                id={id}
                value={outcome}
                onChange={setOutcome}
                options={item.outcomes.map((value) => ({ value, label: words(outcomeInWords(value)) }))}
              />
            )}
          </Field>
        )}
        {item.kind === 'EXTEND' && outcome === 'granted' && (
          <Field label={t('extension.give')} help={t('extension.giveHelp')} required>
            {(id) => <DayInput id={id} min={item.extension?.fromDueOn} value={dueOn} onChange={setDueOn} />}
          </Field>
        )}
        {item.form !== null && item.formContext !== null && (
          <FormFields
            form={item.form}
            context={item.formContext}
            values={form.values}
            change={form.change}
            problems={form.problems}
            readOnly={!editable}
            files={form.files}
          />
        )}
        <Field label={item.form === null ? t('item.text') : t('form.remark')} required>
          {(id) => (
            <Input.TextArea
              id={id}
              required
              maxLength={20_000}
              autoSize={{ minRows: item.kind === 'SIGN' || item.form !== null ? 2 : 7, maxRows: 24 }}
              value={kept.text}
              readOnly={!editable}
              onChange={(event) => kept.change(event.target.value)}
            />
          )}
        </Field>
        <SecrecyNote />
        <Problem problem={send.error} />
        <div className="form-actions">
          {editable && (
            <Button type="primary" htmlType="submit" loading={send.isPending} disabled={kept.text.trim() === ''}>
              {item.can.submit ? t(signs ? 'item.submit' : 'item.send') : t('item.prepare')}
            </Button>
          )}
          {item.can.submit && item.can.prepare && (
            <Button onClick={() => act('prepare')} disabled={kept.text.trim() === '' || send.isPending}>
              {t('item.prepare')}
            </Button>
          )}
          {item.can.recall && (
            <Button
              onClick={() => send.mutate({ path: `/work-items/${item.id}/recall`, body: { version: item.version } })}
              disabled={send.isPending}
            >
              {t('item.recall')}
            </Button>
          )}
          <span className="muted">{t('item.keptHere')}</span>
        </div>
      </form>
    </Section>
  );
}
