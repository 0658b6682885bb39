import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { EscalationDetail } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { SecrecyNote } from '../../shared/SecrecyNote.tsx';

interface Promised {
  key: number;
  text: string;
  dueOn: string | null;
}

/** What was said in a talk, who came, and what the unit promised by when. */
export function TalkForm({ escalation, onClose }: { escalation: EscalationDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [heldOn, setHeldOn] = useState<string | null>(null);
  const [host, setHost] = useState(escalation.approver?.post?.holder?.name ?? user.name);
  const [attendees, setAttendees] = useState('');
  const [record, setRecord] = useState('');
  const [promises, setPromises] = useState<Promised[]>([]);
  const send = useSend(onClose);
  const names = attendees.split('\n').flatMap((line) => line.trim() || []);
  const complete = promises.every((one) => one.text.trim() !== '' && one.dueOn !== null);
  const change = (key: number, part: Partial<Promised>) =>
    setPromises(promises.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const body = {
    ...{ heldOn, host: host.trim(), attendees: names, record: record.trim() },
    promises: promises.map(({ text, dueOn }) => ({ text: text.trim(), dueOn })),
  };
  const ready = heldOn !== null && body.host !== '' && names.length > 0 && body.record !== '' && complete;
  return (
    <>
      <Field label={t('talk.heldOn')} required>
        {(id) => <DayInput id={id} value={heldOn} onChange={setHeldOn} />}
      </Field>
      <Field label={t('talk.host')} required>
        {(id) => <Input id={id} maxLength={200} value={host} onChange={(event) => setHost(event.target.value)} />}
      </Field>
      <Field label={t('talk.attendees')} required help={t('talk.attendeesHelp')}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={attendees}
            onChange={(event) => setAttendees(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('talk.record')} required>
        {(id) => (
          <Input.TextArea
            id={id}
            maxLength={20_000}
            autoSize={{ minRows: 5, maxRows: 20 }}
            value={record}
            onChange={(event) => setRecord(event.target.value)}
          />
        )}
      </Field>
      <h3>{t('talk.promises')}</h3>
      <p className="muted">{t('talk.promisesHelp')}</p>
      {promises.map((one, index) => (
        <fieldset key={one.key} className="framed">
          <legend>{t('talk.nth', { n: index + 1 })}</legend>
          <Field label={t('talk.promise')} required>
            {(id) => (
              <Input
                id={id}
                maxLength={1000}
                value={one.text}
                onChange={(event) => change(one.key, { text: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('item.due')} required>
            {(id) => <DayInput id={id} value={one.dueOn} onChange={(dueOn) => change(one.key, { dueOn })} />}
          </Field>
          <Button
            size="small"
            aria-label={t('talk.removeNth', { n: index + 1 })}
            onClick={() => setPromises(promises.filter((other) => other.key !== one.key))}
          >
            {t('action.remove')}
          </Button>
        </fieldset>
      ))}
      <div className="form-actions">
        <Button
          onClick={() => setPromises([...promises, { key: (promises.at(-1)?.key ?? 0) + 1, text: '', dueOn: null }])}
        >
          {t('talk.addPromise')}
        </Button>
      </div>
      <SecrecyNote />
      <Problem problem={send.error} />
      <div className="form-actions">
        <Button
          type="primary"
          disabled={!ready}
          loading={send.isPending}
          onClick={() => send.mutate({ path: `/escalations/${escalation.id}/talk/record`, body })}
        >
          {t('action.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </>
  );
}
