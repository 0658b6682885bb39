import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../data/client.ts';
import { Field } from './Field.tsx';
import { Problem } from './Problem.tsx';

interface GroundProps {
  reason: string;
  setReason: (reason: string) => void;
  help?: string | undefined;
}

/** 依据: on what ground something is changed. It stands with what is saved. */
export function GroundField({ reason, setReason, help }: GroundProps) {
  const { t } = useTranslation();
  return (
    <Field label={t('calendar.reason')} required help={help}>
      {(id) => <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
    </Field>
  );
}

interface Props extends GroundProps {
  saving: boolean;
  problem: ProblemError | null;
  save: () => void;
  onLeave: () => void;
}

/** The end of every edit that moves nothing: its ground, leave or save. */
export function SaveOnGround({ saving, problem, save, onLeave, ...ground }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <GroundField {...ground} />
      <Problem problem={problem} />
      <div className="form-actions">
        <Button onClick={onLeave}>{t('calendar.leave')}</Button>
        <Button type="primary" disabled={ground.reason.trim() === ''} loading={saving} onClick={save}>
          {t('action.save')}
        </Button>
      </div>
    </>
  );
}
