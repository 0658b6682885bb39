import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, maxDay } from '../../../domain/day.ts';
import { useSession } from '../../data/session.tsx';
import type { WorkItem } from '../../data/types.ts';
import { RecordDialog } from '../../shared/RecordDialog.tsx';

/** The head of the unit asks for a later due day. */
export function ExtendButton({ item }: { item: WorkItem }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('extension.ask')}</Button>
      {open && (
        <RecordDialog
          title={t('extension.ask')}
          okText={t('extension.ask')}
          fields={[
            {
              ...{ key: 'dueOn', label: t('extension.dueOn'), type: 'day', required: true },
              ...{ min: addDays(maxDay(user.businessDate, item.dueOn ?? ''), 1) },
              help: t('extension.dueHelp', { due: item.dueOn }),
            },
            { key: 'reason', label: t('extension.reason'), type: 'long', required: true, help: t('extension.help') },
          ]}
          initial={{ dueOn: null, reason: '' }}
          request={({ dueOn, reason }) => ({ path: '/extensions', body: { workItemId: item.id, dueOn, reason } })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
