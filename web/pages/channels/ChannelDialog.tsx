import { useTranslation } from 'react-i18next';
import { type ChannelKind, channelFacts } from '../../../domain/channels/types.ts';
import type { Channel } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { bodyOf, useChannelFields, valuesOf } from './fields.ts';

interface Props {
  kind: ChannelKind;
  /** Null: a new one. */
  channel: Channel | null;
  onClose: () => void;
}

/** Adds or changes a channel of a kind. */
export function ChannelDialog({ kind, channel, onClose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const fields = useChannelFields(kind, channel);
  return (
    <RecordDialog
      title={channel?.name ?? t('channels.addOf', { kind: words(channelFacts[kind].label) })}
      fields={fields}
      initial={valuesOf(channel)}
      request={(values) => {
        const body = bodyOf(kind, channel, values);
        return channel === null
          ? { path: '/channels', body }
          : { method: 'PUT', path: `/channels/${channel.id}`, body };
      }}
      onClose={onClose}
    />
  );
}
