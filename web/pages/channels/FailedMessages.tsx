import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import type { FailedMessages as Failed } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Section } from '../../shared/Section.tsx';
import { MessageTable } from './MessageTable.tsx';

/** What channels did not deliver, with the reason; it can be sent again here. */
export function FailedMessages() {
  const { t } = useTranslation();
  const query = useGet<Failed>('/channel-messages/failed', { refetchInterval: 30_000 });
  return (
    <Section title={t('channels.failures')}>
      <Loaded query={query}>
        {({ items }) => (
          <MessageTable label={t('channels.failures')} messages={items} empty={t('channels.noFailures')} named />
        )}
      </Loaded>
    </Section>
  );
}
