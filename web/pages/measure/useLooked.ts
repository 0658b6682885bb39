import { App } from 'antd';
import { useState } from 'react';
import { useSend } from '../../data/hooks.ts';

/** An edit of which what was looked at is what is saved, under `path`; its body needs a reason and a version. */
export function useLooked<P extends { version: string }>(path: string, saved: string, onClose: () => void) {
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const look = useSend<P>();
  const save = useSend(() => {
    void message.success(saved);
    onClose();
  });
  return {
    forget: () => {
      look.reset();
      save.reset();
    },
    edit: (body: object) => ({
      ...{ preview: look.data, looking: look.isPending, saving: save.isPending, problem: look.error ?? save.error },
      ...{ reason, setReason },
      look: () => {
        save.reset();
        look.mutate({ path: `${path}/preview`, body });
      },
      save: () => {
        if (look.data) save.mutate({ path, body: { ...body, reason, version: look.data.version } });
      },
    }),
  };
}
