import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { channelFacts } from '../../../domain/channels/types.ts';
import { useGet, useList } from '../../data/hooks.ts';
import type { Channel, ChannelList, ChannelMessage } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../shared/Facts.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Names } from '../../shared/Names.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { NotFound } from '../NotFound.tsx';
import { MessageTable } from './MessageTable.tsx';

function ChannelFacts({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const words = useWords();
  const { kind, active, wholeCounty, groups, units, address, changed } = channel;
  return (
    <Facts
      facts={[
        { label: t('channels.kind'), value: words(channelFacts[kind].label) },
        { label: t('channels.inUse'), value: t(active ? 'channels.active' : 'channels.paused') },
        {
          label: t('channels.serves'),
          value: wholeCounty ? t('channels.everyUnit') : <Names of={[...groups, ...units]} fold={20} />,
        },
        { label: t('channels.address'), value: address },
        { label: t('channels.limit'), value: t('channels.perMinute', { n: channelFacts[kind].perMinute }) },
        { label: t('channels.changed'), value: changed === null ? '—' : `${changed.by} ${changed.on}` },
      ]}
    />
  );
}

/** One channel with all its messages and what became of them. */
export function ChannelPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const channels = useGet<ChannelList>('/channels');
  const list = useList<ChannelMessage>(`/channels/${id}/messages`);
  const channel = channels.data?.items.find((one) => one.id === id);
  if (channels.data && !channel) return <NotFound />;
  return (
    <Page title={channel?.name ?? t('channels.title')} trail={<Link to="/channels">← {t('channels.title')}</Link>}>
      {channel && <ChannelFacts channel={channel} />}
      <Section title={t('channels.messages')}>
        <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
          {(messages) => (
            <>
              <MessageTable label={t('channels.messages')} messages={messages} empty={t('channels.noMessages')} />
              <MoreButton list={list} />
            </>
          )}
        </Loaded>
      </Section>
    </Page>
  );
}
