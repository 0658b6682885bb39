import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UrgingsMade } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { RecordDialog } from '../../shared/RecordDialog.tsx';

interface Props {
  workItemIds: string[];
  onDone?: () => void;
}

/** 催办: urges one item or many at once; what could not be urged is said with its reason. */
export function UrgeButton({ workItemIds, onDone }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { message, modal } = App.useApp();
  const [open, setOpen] = useState(false);
  const tell = ({ urged, left }: UrgingsMade) => {
    onDone?.();
    if (left.length === 0) {
      void message.success(t('urging.urged', { n: urged }));
      return;
    }
    const reasons = [...new Set(left.map((row) => words(row.reason)))];
    modal.info({
      title: t('urging.someLeft', { n: urged, left: left.length }),
      content: (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ),
    });
  };
  return (
    <>
      <Button disabled={workItemIds.length === 0} onClick={() => setOpen(true)}>
        {workItemIds.length > 1 ? t('urging.many', { n: workItemIds.length }) : t('urging.one')}
      </Button>
      {open && (
        <RecordDialog<UrgingsMade>
          title={workItemIds.length > 1 ? t('urging.many', { n: workItemIds.length }) : t('urging.one')}
          okText={t('urging.send')}
          fields={[
            { key: 'text', label: t('urging.text'), type: 'long', required: true, help: t('urging.textHelp') },
            { key: 'answerBy', label: t('urging.answerBy'), type: 'day', help: t('urging.answerByHelp') },
          ]}
          initial={{ text: '', answerBy: null }}
          request={({ text, answerBy }) => ({ path: '/urgings', body: { workItemIds, text, answerBy } })}
          onDone={tell}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
