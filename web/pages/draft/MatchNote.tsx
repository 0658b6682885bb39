import { CheckCircleOutlined, PlusCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../data/types.ts';

type Match = Pick<Draft['resolution']['leaders'][number], 'name' | 'verdict' | 'candidates'> & {
  sameAs?: string | null;
};

/** The choice that makes something new. */
export const createValue = '';

/** Whether the launch waits for somebody to say what a name means. */
export function isUndecided(draft: Draft, part: 'units' | 'groups' | 'leaders', name: string): boolean {
  return draft.findings.some(
    ({ pointer, severity }) => severity === 'error' && pointer === `/settings/${part}/${name}`,
  );
}

/** What a name most probably means, before the rest of the county: its candidates with their reasons, or a new one. */
export function useFirstOptions() {
  const { t } = useTranslation();
  return (match: Match) => {
    const candidates = match.candidates.map(({ id, name, reason }) => ({
      value: id,
      label: match.verdict === 'likely' ? `${name} · ${t(`draft.match.reason.${reason}`)}` : name,
    }));
    const fresh = { value: createValue, label: t('draft.createNew') };
    return [{ label: t('draft.match.proposed'), options: [...candidates, fresh] }];
  };
}

interface Props {
  match: Match;
  undecided: boolean;
  onConfirm: () => void;
}

/** Why a name is taken for what it is; where it is only likely, the button that confirms it. */
export function MatchNote({ match, undecided, onConfirm }: Props) {
  const { t } = useTranslation();
  const reason = match.candidates[0]?.reason;
  if (undecided) {
    return (
      <span className="needs">
        <QuestionCircleOutlined aria-hidden="true" /> {reason && t(`draft.match.reason.${reason}`)}{' '}
        <Button size="small" aria-label={t('draft.match.confirmOne', { name: match.name })} onClick={onConfirm}>
          {t('draft.match.confirm')}
        </Button>
      </span>
    );
  }
  if (match.verdict === 'likely') return <Known text={t('draft.match.decided')} />;
  if (match.verdict === 'sure' && reason) return <Known text={t(`draft.match.reason.${reason}`)} />;
  return (
    <span className="muted">
      <PlusCircleOutlined aria-hidden="true" />{' '}
      {match.sameAs ? t('draft.match.sameAs', { name: match.sameAs }) : t('draft.match.unknown')}
    </span>
  );
}

function Known({ text }: { text: string }) {
  return (
    <span className="muted">
      <CheckCircleOutlined aria-hidden="true" /> {text}
    </span>
  );
}
