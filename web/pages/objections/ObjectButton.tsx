import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordDialog } from '../../shared/RecordDialog.tsx';

export type ObjectionTarget =
  | { about: 'LETTER'; letterId: string }
  | { about: 'RUNG'; escalationId: string }
  | { about: 'LIGHT'; workItemId: string };

/** The head of the unit objects; somebody else than whoever issued it decides. */
export function ObjectButton({ target }: { target: ObjectionTarget }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(`objection.act.${target.about}`)}</Button>
      {open && (
        <RecordDialog
          title={t(`objection.act.${target.about}`)}
          okText={t('objection.file')}
          fields={[
            { key: 'text', label: t('objection.text'), type: 'long', required: true, help: t('objection.help') },
          ]}
          initial={{ text: '' }}
          request={({ text }) => ({ path: '/objections', body: { ...target, text } })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
