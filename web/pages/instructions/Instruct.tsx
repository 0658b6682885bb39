import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../domain/day.ts';
import { useGet } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { Instructors } from '../../data/types.ts';
import { type FieldSpec, RecordDialog } from '../../shared/RecordDialog.tsx';

/** Days given at first: due on the day of the instruction itself, a unit would be late on the next. */
const USUAL_DAYS = 7;

interface Props {
  measure: { id: string; title: string };
}

/** 批示: one tap, words and a day; to somebody who enters what was written on paper, also whose words they are. */
export function Instruct({ measure }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-label={t('instruct.about', { title: measure.title })}>
        {t('instruct.give')}
      </Button>
      {open && <InstructDialog measure={measure} onClose={() => setOpen(false)} />}
    </>
  );
}

function InstructDialog({ measure, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const query = useGet<Instructors>(`/measures/${measure.id}/instructors`);
  if (query.data === undefined) return null;
  const leaders = query.data.items;
  const [only] = leaders;
  const whose: FieldSpec = {
    ...{ key: 'postId', label: t('instruct.whose'), type: 'select', required: true, help: t('instruct.whoseHelp') },
    options: leaders.map((leader) => ({ value: leader.postId, label: `${leader.personName} ${leader.title}` })),
  };
  return (
    <RecordDialog
      title={t('instruct.about', { title: measure.title })}
      okText={t('instruct.send')}
      fields={[
        ...(leaders.length > 1 ? [whose] : []),
        { key: 'text', label: t('instruct.text'), type: 'long', required: true, help: t('instruct.textHelp') },
        { key: 'deadlineOn', label: t('instruct.deadline'), type: 'day', required: true },
      ]}
      initial={{
        postId: leaders.length === 1 ? (only?.postId ?? null) : null,
        text: '',
        deadlineOn: addDays(user.businessDate, USUAL_DAYS),
      }}
      request={(body) => ({ path: `/measures/${measure.id}/instructions`, body })}
      onClose={onClose}
    />
  );
}
