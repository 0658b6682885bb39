import { useTranslation } from 'react-i18next';
import type { Trigger } from '../../data/types.ts';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import type { TriggerAct } from './TriggerTable.tsx';

interface Props {
  trigger: Trigger;
  act: Exclude<TriggerAct, 'edit'>;
  onClose: () => void;
}

/** Pauses, resumes, removes or runs one that begins by itself; each with a reason. */
export function ActDialog({ trigger, act, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <RecordDialog
      title={t(`trigger.act.${act}`)}
      okText={t(`trigger.act.${act}`)}
      fields={[
        {
          ...{ key: 'reason', label: t('measure.change.reason'), type: 'long', required: true },
          help: t(`trigger.help.${act}`),
        },
      ]}
      initial={{ reason: '' }}
      request={(body) => ({ path: `/triggers/${trigger.id}/${act}`, body })}
      onClose={onClose}
    />
  );
}
