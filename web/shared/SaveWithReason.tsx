import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../data/client.ts';
import { Problem } from './Problem.tsx';
import { GroundField } from './SaveOnGround.tsx';

interface Props {
  edit: {
    /** What saving would do; nothing is saved that was not looked at. */
    preview: unknown;
    looking: boolean;
    saving: boolean;
    problem: ProblemError | null;
    reason: string;
    setReason: (reason: string) => void;
    look: () => void;
    save: () => void;
  };
  /** Whether the edit moves days of open items, which then say why. */
  moves?: boolean;
  /** Nothing to look at yet. */
  disabled?: boolean;
  onLeave: () => void;
  /** Buttons before leaving and looking. */
  extra?: ReactNode;
  /** The preview, shown above the ground. */
  children: ReactNode;
}

/** The end of every edit that is looked at first: look at what it does, give the ground, save. */
export function SaveWithReason({ edit, moves = true, disabled = false, onLeave, extra, children }: Props) {
  const { t } = useTranslation();
  const looked = Boolean(edit.preview);
  return (
    <>
      <div className="form-actions">
        {extra}
        <Button onClick={onLeave}>{t('calendar.leave')}</Button>
        <Button type={looked ? 'default' : 'primary'} disabled={disabled} loading={edit.looking} onClick={edit.look}>
          {t(moves ? 'calendar.look' : 'letterTemplates.look')}
        </Button>
      </div>
      <Problem problem={edit.problem} />
      {looked && (
        <>
          {children}
          <GroundField
            reason={edit.reason}
            setReason={edit.setReason}
            help={moves ? t('calendar.reasonHelp') : undefined}
          />
          <div className="form-actions">
            <Button type="primary" disabled={edit.reason.trim() === ''} loading={edit.saving} onClick={edit.save}>
              {t('action.save')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
