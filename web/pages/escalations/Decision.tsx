import { App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { EscalationDetail } from '../../data/types.ts';
import { Field } from '../../shared/Field.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';
import { useKeptText } from '../../shared/useKeptText.ts';

type Act = 'approve' | 'reject' | 'hold' | 'release' | 'acknowledge' | 'outcome' | 'sign' | 'explanation';

interface ActFacts {
  act: Act;
  shown: boolean;
  /** A written reason is asked for. */
  text: boolean;
  look?: 'primary' | 'danger';
}

function actsOf({ can, letterId }: EscalationDetail): ActFacts[] {
  const acts: ActFacts[] = [
    { act: 'approve', shown: can.approve, text: true, look: 'primary' },
    { act: 'reject', shown: can.reject, text: true },
    { act: 'sign', shown: can.sign && letterId !== null, text: false, look: 'primary' },
    { act: 'explanation', shown: can.askToExplain, text: false },
    { act: 'hold', shown: can.hold, text: true },
    { act: 'release', shown: can.release, text: false },
    { act: 'acknowledge', shown: can.acknowledge, text: false, look: 'primary' },
    // What came of a talk is recorded beside it.
    { act: 'outcome', shown: can.recordOutcome && !can.talk, text: true },
  ];
  return acts.filter((entry) => entry.shown);
}

function bodyOf(act: Act, text: string, escalation: EscalationDetail): { path: string; body: unknown } {
  const path = `/escalations/${escalation.id}/${act}`;
  if (act === 'sign') return { path: '/letters/sign', body: { ids: [escalation.letterId] } };
  if (act === 'outcome') return { path, body: { text } };
  if (act === 'acknowledge') return { path, body: { receipt: text === '' ? undefined : text } };
  if (act === 'release' || act === 'explanation') return { path, body: {} };
  return { path, body: { reason: text } };
}

/** What this person may decide about an escalation; a decision always carries its reason. */
export function Decision({ escalation }: { escalation: EscalationDetail }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const kept = useKeptText(`escalation.${escalation.id}`, '');
  const send = useSend();
  const acts = actsOf(escalation);
  if (acts.length === 0) return null;
  const text = kept.text.trim();
  const onlyOutcome = acts.every((entry) => entry.act === 'outcome');
  const reasonLabel = t(escalation.can.acknowledge ? 'escalation.receiptOrReason' : 'escalation.reason');
  const needText = acts.some((entry) => entry.text || entry.act === 'acknowledge');
  return (
    <Section title={t('escalation.decision')}>
      {needText && (
        <Field
          label={onlyOutcome ? t('escalation.outcome') : reasonLabel}
          help={onlyOutcome ? undefined : t('escalation.reasonHelp')}
        >
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
      )}
      <Problem problem={send.error} />
      <div className="form-actions">
        {acts.map((entry) => (
          <Button
            key={entry.act}
            type={entry.look === 'primary' ? 'primary' : 'default'}
            disabled={(entry.text && text === '') || send.isPending}
            onClick={() =>
              send.mutate(bodyOf(entry.act, text, escalation), {
                onSuccess: () => {
                  kept.change('');
                  kept.forget();
                  void message.success(t('escalation.done'));
                },
              })
            }
          >
            {t(`escalation.act.${entry.act}`)}
          </Button>
        ))}
        {acts.some((entry) => entry.text) && text === '' && (
          <span className="muted">{t(onlyOutcome ? 'escalation.outcomeNeeded' : 'escalation.reasonNeeded')}</span>
        )}
      </div>
    </Section>
  );
}
