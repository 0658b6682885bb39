import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { EscalationDetail } from '../../data/types.ts';
import { Facts } from '../../shared/Facts.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { Section } from '../../shared/Section.tsx';
import { StateTag } from '../../shared/StateTag.tsx';
import { TalkForm } from './TalkForm.tsx';

type Talk = NonNullable<EscalationDetail['talk']>;

function Held({ talk }: { talk: Talk }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="sent-text">{talk.record}</p>
      {talk.promises.length > 0 && (
        <>
          <h3>{t('talk.promises')}</h3>
          <ul className="files">
            {talk.promises.map((promise) => (
              <li key={promise.itemId}>
                <Link to={`/items/${promise.itemId}`}>{promise.text}</Link> <span className="day">{promise.dueOn}</span>{' '}
                <StateTag state={promise.state} />
              </li>
            ))}
          </ul>
        </>
      )}
      {talk.followUp !== null && (
        <p className="sent-text">
          {t('talk.followedUp', { on: talk.followedUpOn, by: talk.followedUpBy, text: talk.followUp })}
        </p>
      )}
    </>
  );
}

/** The talk that an approved rung asks for: arranged, held and recorded, followed up. */
export function TalkPart({ escalation }: { escalation: EscalationDetail }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'arrange' | 'record' | 'followUp' | null>(null);
  const { talk, canArrangeTalk, id } = escalation;
  const close = () => setOpen(null);
  if (talk === null && !canArrangeTalk) return null;
  return (
    <Section title={t('talk.title')}>
      {talk !== null && (
        <>
          <Facts
            facts={[
              { label: t('item.state'), value: t(`talk.state.${talk.state}`) },
              { label: t('letter.talkAt'), value: talk.at },
              { label: t('letter.talkPlace'), value: talk.place },
              {
                label: t('talk.invitation'),
                value:
                  talk.letter === null ? (
                    '—'
                  ) : (
                    <Link to={`/letters/${talk.letter.id}`}>{t(`letterState.${talk.letter.state}`)}</Link>
                  ),
              },
              ...(talk.heldOn === null
                ? []
                : [
                    { label: t('talk.heldOn'), value: <span className="day">{talk.heldOn}</span> },
                    { label: t('talk.host'), value: talk.host },
                    { label: t('talk.attendees'), value: talk.attendees.join('、') },
                    { label: t('talk.recordedBy'), value: talk.recordedBy },
                  ]),
            ]}
          />
          {talk.record !== null && <Held talk={talk} />}
        </>
      )}
      <div className="form-actions">
        {canArrangeTalk && <Button onClick={() => setOpen('arrange')}>{t('talk.arrange')}</Button>}
        {talk?.can.record && open !== 'record' && (
          <Button type="primary" onClick={() => setOpen('record')}>
            {t('talk.toRecord')}
          </Button>
        )}
        {talk?.can.followUp && <Button onClick={() => setOpen('followUp')}>{t('talk.toFollowUp')}</Button>}
      </div>
      {open === 'arrange' && (
        <RecordDialog
          title={t('talk.arrange')}
          fields={[
            { key: 'at', label: t('letter.talkAt'), type: 'text', required: true, help: t('talk.atHelp') },
            { key: 'place', label: t('letter.talkPlace'), type: 'text', required: true },
          ]}
          initial={{ at: '', place: '' }}
          request={(body) => ({ path: `/escalations/${id}/talk`, body })}
          onClose={close}
        />
      )}
      {open === 'record' && talk?.can.record && <TalkForm escalation={escalation} onClose={close} />}
      {open === 'followUp' && (
        <RecordDialog
          title={t('talk.toFollowUp')}
          fields={[{ key: 'text', label: t('talk.followUp'), type: 'long', required: true }]}
          initial={{ text: '' }}
          request={(body) => ({ path: `/escalations/${id}/talk/follow-up`, body })}
          onClose={close}
        />
      )}
    </Section>
  );
}
