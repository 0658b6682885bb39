import { useTranslation } from 'react-i18next';
import type { ChannelMessage } from '../../data/types.ts';

/** Why nothing went out, as the sender says it; anything else is the provider's own words. */
const reasons = [
  'NO_PHONE',
  'UNREADABLE',
  'PRIVATE_ADDRESS',
  'INTERRUPTED',
  'MAILBOX',
  'ECONNREFUSED',
  'ENOTFOUND',
  'ECONNRESET',
] as const;

interface Props {
  state: ChannelMessage['state'];
  answer: string | null;
  paused?: boolean;
}

/** How a message does, with what was answered. */
export function MessageState({ state, answer, paused = false }: Props) {
  const { t } = useTranslation();
  const failed = state === 'REFUSED' || state === 'UNCERTAIN';
  const known = reasons.find((reason) => reason === answer);
  return (
    <span className="two-lines">
      <span className={failed ? 'left left-over' : undefined}>
        {t(`channels.state.${state}`)}
        {paused && `（${t('channels.paused')}）`}
      </span>
      {answer !== null && state !== 'WITHDRAWN' && (
        <span className="muted">{known ? t(`channels.answer.${known}`) : answer}</span>
      )}
    </span>
  );
}
