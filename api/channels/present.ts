import type { ChannelRow, MessageRow } from '../../prisma/repositories/channelReads.ts';
import type { Channel, ChannelMessage } from './schema.ts';

export function presentChannel(row: ChannelRow): Channel {
  const { id, kind, name, hasSecret, unreadable, wholeCounty, units, groups, sms, active, version, waiting, changed } =
    row;
  return {
    ...{ id, kind, name, hasSecret, unreadable, wholeCounty, units, groups, sms, active, version, waiting, changed },
    address: row.shownAddress,
    language: row.language === 'en' ? 'en' : 'zh',
    last: row.last && { ...row.last, at: row.last.at?.toISOString() ?? null },
  };
}

export function presentMessage(row: MessageRow): ChannelMessage {
  const { id, channelName, told, day, state, title, items, attempts, answer } = row;
  return {
    ...{ id, channelName, told, day, state, title, items, attempts, answer },
    paused: state === 'QUEUED' && !row.channelActive,
    at: (row.sentAt ?? row.triedAt)?.toISOString() ?? null,
  };
}
