import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import type { Urging, Urgings } from '../../data/types.ts';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { Section } from '../../shared/Section.tsx';

function Answer({ row, onAnswer }: { row: Urging; onAnswer: () => void }) {
  const { t } = useTranslation();
  const late = row.answerLateDays > 0 ? t('urging.late', { n: row.answerLateDays }) : '';
  if (row.answeredOn !== null) {
    return (
      <p className="sent-text">
        {t('urging.answered', { by: row.answeredBy, on: row.answeredOn, text: row.answer })} {late}
      </p>
    );
  }
  if (row.answerDueOn === null && !row.can.answer) return null;
  return (
    <p>
      {row.answerDueOn !== null && t('urging.dueOn', { on: row.answerDueOn })} {late}{' '}
      {row.can.answer && (
        <Button size="small" onClick={onAnswer}>
          {t('urging.answer')}
        </Button>
      )}
    </p>
  );
}

/** How an item was urged by hand, with the answers; nothing where it was not. */
export function UrgingList({ workItemId }: { workItemId: string }) {
  const { t } = useTranslation();
  const [answering, setAnswering] = useState<Urging | null>(null);
  const { data } = useGet<Urgings>(`/urgings?workItemId=${workItemId}`);
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t('urging.title')}>
      <ul className="files">
        {data.items.map((row) => (
          <li key={row.id}>
            <strong>{row.urgedBy}</strong> <span className="day">{row.urgedOn}</span>
            <p className="sent-text">{row.text}</p>
            <Answer row={row} onAnswer={() => setAnswering(row)} />
          </li>
        ))}
      </ul>
      {answering && (
        <RecordDialog
          title={t('urging.answer')}
          okText={t('urging.answer')}
          fields={[{ key: 'text', label: t('urging.answerText'), type: 'long', required: true }]}
          initial={{ text: '' }}
          request={({ text }) => ({ path: `/urgings/${answering.id}/answer`, body: { text } })}
          onClose={() => setAnswering(null)}
        />
      )}
    </Section>
  );
}
