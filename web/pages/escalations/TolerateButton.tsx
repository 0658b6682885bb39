import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toleranceGrounds, toleranceLabels } from '../../../domain/tolerance.ts';
import { useWords } from '../../i18n/index.ts';
import { RecordDialog } from '../../shared/RecordDialog.tsx';

/** Closes a finding as tolerated, with its ground. */
export function TolerateButton({ escalationId }: { escalationId: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const options = toleranceGrounds.map((value) => ({ value, label: words(toleranceLabels[value]) }));
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('escalation.tolerate')}</Button>
      {open && (
        <RecordDialog
          title={t('escalation.tolerate')}
          okText={t('escalation.tolerate')}
          fields={[
            { key: 'ground', label: t('escalation.toleranceGround'), type: 'select', options, required: true },
            {
              ...{ key: 'reason', label: t('escalation.reason'), type: 'long', required: true },
              help: t('escalation.tolerateHelp'),
            },
          ]}
          initial={{ ground: null, reason: '' }}
          request={(body) => ({ path: `/escalations/${escalationId}/tolerate`, body })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
