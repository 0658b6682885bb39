import { Alert, Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet, useSend } from '../../data/hooks.ts';
import type { Letter } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { Facts } from '../../shared/Facts.tsx';
import { FileList } from '../../shared/FileList.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { nameOf } from '../../shared/Names.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { Section } from '../../shared/Section.tsx';
import { ObjectButton } from '../objections/ObjectButton.tsx';
import { ObjectionList } from '../objections/ObjectionList.tsx';
import { LetterEditor } from './LetterEditor.tsx';

function LetterFacts({ letter }: { letter: Letter }) {
  const { t } = useTranslation();
  const words = useWords();
  const label = useLabel();
  const approver = letter.approver && (nameOf(letter.approver.post) || label('role', letter.approver.kind));
  const day = (value: string | null) => <span className="day">{value ?? '—'}</span>;
  const by = (on: string | null, who: string | null) => (on === null ? '—' : [on, who].filter(Boolean).join(' · '));
  return (
    <Facts
      facts={[
        { label: t('letter.kind'), value: words(letter.kindLabel) },
        { label: t('letter.number'), value: letter.number ?? t('letter.noNumber') },
        { label: t('item.state'), value: t(`letterState.${letter.state}`) },
        { label: t('item.unit'), value: letter.unit?.name ?? '—' },
        { label: t('escalation.of'), value: <Link to={`/items/${letter.workItemId}`}>{t('letter.item')}</Link> },
        { label: t('letter.draftedOn'), value: by(letter.draftedOn, letter.draftedBy ?? t('letter.byRung')) },
        { label: t('letter.approver'), value: approver ?? '—' },
        { label: t('letter.signedOn'), value: by(letter.signedOn, letter.signedBy?.name ?? null) },
        { label: t('letter.receivedOn'), value: by(letter.receivedOn, letter.receivedBy) },
        ...(letter.answer === null ? [] : [{ label: t('letter.answerDue'), value: day(letter.answer.dueOn) }]),
      ]}
    />
  );
}

/** What this person may do with the letter as it stands. */
function Acts({ letter, onEdit }: { letter: Letter; onEdit: () => void }) {
  const { t } = useTranslation();
  const [refusing, setRefusing] = useState(false);
  const send = useSend();
  const act = (path: string, body: object) => send.mutate({ path, body });
  const { can, id, version } = letter;
  return (
    <>
      <Problem problem={send.error} />
      <div className="form-actions">
        {can.sign && (
          <Button type="primary" loading={send.isPending} onClick={() => act('/letters/sign', { ids: [id] })}>
            {t('letter.signOne')}
          </Button>
        )}
        {can.receive && (
          <Button type="primary" loading={send.isPending} onClick={() => act(`/letters/${id}/receive`, {})}>
            {t('letter.receive')}
          </Button>
        )}
        {can.answer && letter.answer && <Link to={`/items/${letter.answer.itemId}`}>{t('letter.toAnswer')}</Link>}
        {can.object && <ObjectButton target={{ about: 'LETTER', letterId: id }} until={letter.objectUntil} />}
        {can.edit && (
          <>
            <Button onClick={onEdit}>{t('letter.edit')}</Button>
            <Button disabled={send.isPending} onClick={() => act(`/letters/${id}/redraft`, { version })}>
              {t('letter.redraft')}
            </Button>
            <Button onClick={() => setRefusing(true)}>{t('letter.refuse')}</Button>
          </>
        )}
      </div>
      {refusing && (
        <RecordDialog
          title={t('letter.refuse')}
          okText={t('letter.refuse')}
          fields={[{ key: 'reason', label: t('escalation.reason'), type: 'long', required: true }]}
          initial={{ reason: '' }}
          request={({ reason }) => ({ path: `/letters/${id}/refuse`, body: { reason } })}
          onClose={() => setRefusing(false)}
        />
      )}
    </>
  );
}

function Answer({ letter, answer }: { letter: Letter; answer: NonNullable<Letter['answer']> }) {
  const { t } = useTranslation();
  return (
    <Section title={t('letter.answer')}>
      {letter.answerText === null ? (
        <p>
          {t('letter.noAnswer', { day: answer.dueOn })}
          {answer.overdue && <Tag color="red">{t('letter.answerOverdue')}</Tag>}
        </p>
      ) : (
        <>
          <p className="muted">{t('letter.answeredOn', { day: answer.answeredOn })}</p>
          <p className="sent-text">{letter.answerText}</p>
          <FileList workItemId={answer.itemId} files={letter.answerFiles} />
        </>
      )}
    </Section>
  );
}

/** A letter with its text as sent: signed, received, answered. */
export function LetterPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const query = useGet<Letter>(`/letters/${id}`);
  const [editing, setEditing] = useState(false);
  return (
    <Page
      title={query.data?.title ?? t('letter.title')}
      trail={<Link to="/letters">← {t('letter.listTitle')}</Link>}
      actions={
        <>
          <Button href={`/api/letters/${id}/file?format=pdf`}>{t('letter.pdf')}</Button>
          <Button href={`/api/letters/${id}/file?format=docx`}>{t('letter.word')}</Button>
          <Button onClick={() => window.print()}>{t('action.print')}</Button>
        </>
      }
    >
      <Loaded query={query}>
        {(letter) => (
          <>
            <LetterFacts letter={letter} />
            {letter.liftedOn !== null && (
              <Alert
                type="warning"
                showIcon
                className="gap"
                title={t('letter.lifted', { day: letter.liftedOn, reason: letter.liftedReason })}
              />
            )}
            {letter.withdrawnReason !== null && (
              <Alert type="info" showIcon title={t('letter.refusedFor', { reason: letter.withdrawnReason })} />
            )}
            {editing && letter.can.edit ? (
              <LetterEditor key={letter.version} letter={letter} onClose={() => setEditing(false)} />
            ) : (
              <>
                <Acts letter={letter} onEdit={() => setEditing(true)} />
                <div className="letter" lang="zh-CN">
                  {letter.text}
                </div>
                {letter.hash !== null && <p className="muted hash">SHA-256 {letter.hash}</p>}
              </>
            )}
            <ObjectionList query={`letterId=${letter.id}`} />
            {letter.answer !== null && <Answer letter={letter} answer={letter.answer} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
