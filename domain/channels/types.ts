import type { UserMessage } from '../errors.ts';

/** Ways beside mail and inbox by which people are told 通知渠道. */
export const channelKinds = ['WECOM', 'DINGTALK', 'FEISHU', 'WEBHOOK', 'SMS'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** What a rung may ask for beside mail: the group of the unit (robot or webhook), a text message to each person told. */
export const rungChannels = ['robot', 'sms'] as const;
export type RungChannel = (typeof rungChannels)[number];

/** What becomes of a message: `UNCERTAIN` went out without an answer, so that it may have arrived. */
export const messageStates = ['QUEUED', 'SENT', 'REFUSED', 'UNCERTAIN', 'WITHDRAWN'] as const;
export type MessageState = (typeof messageStates)[number];

/** What a provider takes, from its own documentation. */
export interface ChannelFacts {
  label: UserMessage;
  /** Messages a minute; more are refused, by DingTalk for ten minutes. */
  perMinute: number;
  /** Where the provider gives a secret to sign with: `must` for webhooks, whose receiver has nothing else to go by. */
  secret: 'must' | 'may' | 'none';
  /** Whether the receiver recognises a message that comes twice: then an uncertain one is simply sent again. */
  repeatable: boolean;
  /** The only host that the provider's robots have; null where the receiver is anybody's. */
  host: string | null;
}

export const channelFacts: Record<ChannelKind, ChannelFacts> = {
  WECOM: {
    ...{ label: { zh: '企业微信群机器人', en: 'WeCom group robot' }, host: 'qyapi.weixin.qq.com' },
    ...{ perMinute: 20, secret: 'none', repeatable: false },
  },
  DINGTALK: {
    ...{ label: { zh: '钉钉群机器人', en: 'DingTalk group robot' }, host: 'oapi.dingtalk.com' },
    ...{ perMinute: 20, secret: 'may', repeatable: false },
  },
  FEISHU: {
    ...{ label: { zh: '飞书群机器人', en: 'Feishu group robot' }, host: 'open.feishu.cn' },
    ...{ perMinute: 100, secret: 'may', repeatable: false },
  },
  WEBHOOK: {
    ...{ label: { zh: '通用 Webhook', en: 'Webhook' }, host: null },
    ...{ perMinute: 60, secret: 'must', repeatable: true },
  },
  SMS: {
    ...{ label: { zh: '短信', en: 'Text message (SMS)' }, host: null },
    ...{ perMinute: 60, secret: 'may', repeatable: false },
  },
};

/** How a rung's channel is carried out: everything but SMS speaks to a group. */
export function rungChannelOf(kind: ChannelKind): RungChannel {
  return kind === 'SMS' ? 'sms' : 'robot';
}
