import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../data/types.ts';
import { RecordDialog } from '../../shared/RecordDialog.tsx';

export type ObjectionTarget =
  | { about: 'LETTER'; letterId: string }
  | { about: 'RUNG'; escalationId: string }
  | { about: 'LIGHT'; workItemId: string };

/** The head of the unit objects; somebody else than whoever issued it decides. */
export function ObjectButton({ target, until = null }: { target: ObjectionTarget; until?: Day | null }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const help = until === null ? t('objection.help') : `${t('objection.untilHelp', { until })} ${t('objection.help')}`;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(`objection.act.${target.about}`)}</Button>
      {until !== null && <span className="muted">{t('objection.until', { until })}</span>}
      {open && (
        <RecordDialog
          title={t(`objection.act.${target.about}`)}
          okText={t('objection.file')}
          fields={[{ key: 'text', label: t('objection.text'), type: 'long', required: true, help }]}
          initial={{ text: '' }}
          request={({ text }) => ({ path: '/objections', body: { ...target, text } })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
