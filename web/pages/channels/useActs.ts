import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { Channel } from '../../data/types.ts';

/** Pausing, resuming and testing a channel, and saying that it was done. */
export function useActs() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const test = useSend(() => void message.success(t('channels.testQueued')));
  const turn = useSend();
  return {
    problem: test.error ?? turn.error,
    test: ({ id }: Channel) => test.mutate({ path: `/channels/${id}/test`, body: { phone: null } }),
    turn: ({ id, active }: Channel) => turn.mutate({ path: `/channels/${id}/${active ? 'pause' : 'resume'}` }),
  };
}
