import { createHmac } from 'node:crypto';
import { type ChannelKind, fillSms, type MessageText, type SmsRules } from '../../domain/channels/index.ts';

/** What is posted to a provider. */
export interface ProviderRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** A message with all that its provider needs. */
export interface OutgoingMessage {
  /** Stays the same when the message is sent again. */
  id: string;
  kind: ChannelKind;
  address: string;
  secret: string | null;
  sms: SmsRules | null;
  /** Of a text message. */
  phone: string | null;
  text: MessageText;
}

/** The request as each provider's documentation asks for it. @param now Milliseconds since 1970. */
export function requestFor(message: OutgoingMessage, now: number): ProviderRequest {
  const { kind, address, text } = message;
  switch (kind) {
    case 'WECOM':
      return json(address, { msgtype: 'markdown', markdown: { content: markdown(text) } });
    case 'DINGTALK':
      return json(dingtalkUrl(address, message.secret, now), {
        msgtype: 'markdown',
        markdown: { title: text.title, text: markdown(text) },
      });
    case 'FEISHU': {
      const body = { msg_type: 'text', content: { text: plain(text) } };
      if (message.secret === null) return json(address, body);
      const timestamp = String(Math.floor(now / 1000));
      return json(address, { timestamp, sign: feishuSign(timestamp, message.secret), ...body });
    }
    case 'WEBHOOK':
      return webhook(message, now);
    case 'SMS':
      return sms(message);
  }
}

/** https://open.dingtalk.com/document/robots/customize-robot-security-settings: 加签. */
function dingtalkUrl(address: string, secret: string | null, now: number): string {
  if (secret === null) return address;
  const url = new URL(address);
  url.searchParams.set('timestamp', String(now));
  url.searchParams.set('sign', dingtalkSign(now, secret));
  return url.href;
}

export function dingtalkSign(now: number, secret: string): string {
  return createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64');
}

/** https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot: the key is signed with, the text is empty. */
export function feishuSign(timestamp: string, secret: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
}

/**
 * As https://www.standardwebhooks.com has it, so that receivers find a library for their language. A secret without
 * its prefix `whsec_` is taken as it is.
 */
function webhook({ id, address, secret, text }: OutgoingMessage, now: number): ProviderRequest {
  const request = json(address, { type: 'notice', ...text });
  const timestamp = String(Math.floor(now / 1000));
  return {
    ...request,
    headers: {
      ...request.headers,
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': webhookSign(id, timestamp, request.body, secret ?? ''),
    },
  };
}

export function webhookSign(id: string, timestamp: string, body: string, secret: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

function sms({ id, address, secret, sms: rules, phone, text }: OutgoingMessage): ProviderRequest {
  if (rules === null || phone === null) throw new Error(`message ${id} lacks a phone number or the gateway's rules`);
  const body = fillSms(rules.body, { id, phone, text: `${text.title}。${text.text}${text.link}` });
  return { url: address, headers: { ...JSON_TYPE, ...(secret === null ? {} : { [rules.header]: secret }) }, body };
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

function json(url: string, body: object): ProviderRequest {
  return { url, headers: JSON_TYPE, body: JSON.stringify(body) };
}

function plain({ title, text, link }: MessageText): string {
  return `${title}\n${text}\n${link}`;
}

function markdown({ title, text, link }: MessageText): string {
  return `**${title}**\n\n${text}\n\n[${link}](${link})`;
}
