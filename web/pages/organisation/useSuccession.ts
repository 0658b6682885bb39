import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { Day, SuccessionCounts } from '../../data/types.ts';

/** A merger or a split under edit, from today on or from a later day. Any change forgets the preview: what is saved is what was looked at. */
export function useSuccession(body: () => object, onDone: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { businessDate: today } = useSession().user;
  const [onDay, setOnDay] = useState<Day | null>(today);
  const [reason, setReason] = useState('');
  const look = useSend<SuccessionCounts>();
  const save = useSend<SuccessionCounts>(({ measures, items }) => {
    onDone();
    const later = onDay !== null && onDay > today;
    void message.success(later ? t('unit.savedForLater', { onDay }) : t('unit.saved', { measures, items }));
  });
  return {
    forget: () => look.reset(),
    preview: look.data,
    looking: look.isPending,
    saving: save.isPending,
    problem: save.error ?? look.error,
    ...{ reason, setReason, onDay, setOnDay, today },
    // Nothing is kept of a look, and its ground is not written yet.
    look: () => look.mutate({ path: '/unit-changes/preview', body: { ...body(), reason: t('calendar.look') } }),
    save: () => save.mutate({ path: '/unit-changes', body: { ...body(), onDay: onDay ?? today, reason } }),
  };
}
