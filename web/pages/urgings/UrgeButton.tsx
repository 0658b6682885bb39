import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UrgingsMade } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { RecordDialog } from '../../shared/RecordDialog.tsx';

interface Props {
  /** Items, or measures of which everything overdue or due soon is urged. */
  of: { workItemIds: string[] } | { measureIds: string[] };
  onDone?: () => void;
}

/** 催办: urges one item or many at once; what could not be urged is said with its reason. */
export function UrgeButton({ of, onDone }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { message, modal } = App.useApp();
  const [open, setOpen] = useState(false);
  const count = 'measureIds' in of ? of.measureIds.length : of.workItemIds.length;
  const many = 'measureIds' in of ? 'urging.manyMeasures' : 'urging.many';
  const title = count > 1 ? t(many, { n: count }) : t('urging.one');
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
      <Button disabled={count === 0} onClick={() => setOpen(true)}>
        {title}
      </Button>
      {open && (
        <RecordDialog<UrgingsMade>
          title={title}
          okText={t('urging.send')}
          fields={[
            { key: 'text', label: t('urging.text'), type: 'long', required: true, help: t('urging.textHelp') },
            { key: 'answerBy', label: t('urging.answerBy'), type: 'day', help: t('urging.answerByHelp') },
          ]}
          initial={{ text: '', answerBy: null }}
          request={({ text, answerBy }) => ({ path: '/urgings', body: { ...of, text, answerBy } })}
          onDone={tell}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
