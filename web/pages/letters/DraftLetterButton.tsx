import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { letterKindFacts, letterKinds } from '../../../domain/letters/kinds.ts';
import type { LetterDrafted } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { RecordDialog } from '../../shared/RecordDialog.tsx';

const blankless = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** Drafts a letter about an item; the draft is looked at on its own page before anybody signs it. */
export function DraftLetterButton({ workItemId }: { workItemId: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const options = letterKinds.map((value) => ({ value, label: words(letterKindFacts[value].label) }));
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('letter.draft')}</Button>
      {open && (
        <RecordDialog<LetterDrafted>
          title={t('letter.draft')}
          okText={t('letter.draft')}
          fields={[
            {
              key: 'kind',
              label: t('letter.kind'),
              type: 'select',
              options,
              required: true,
              help: t('letter.kindHelp'),
            },
            { key: 'remark', label: t('letter.remark'), type: 'long', help: t('letter.remarkHelp') },
            { key: 'talkAt', label: t('letter.talkAt'), type: 'text', help: t('letter.talkHelp') },
            { key: 'talkPlace', label: t('letter.talkPlace'), type: 'text' },
          ]}
          initial={{ kind: 'REMINDER', remark: '', talkAt: '', talkPlace: '' }}
          request={({ kind, remark, talkAt, talkPlace }) => ({
            path: '/letters',
            body: {
              ...{ workItemId, kind, remark: blankless(remark) },
              ...(kind === 'TALK' ? { talkAt: blankless(talkAt), talkPlace: blankless(talkPlace) } : {}),
            },
          })}
          onDone={({ id }) => void navigate(`/letters/${id}`)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
