import { channelKinds, messageStates } from '../../domain/channels/types.ts';
import { page, pageQuery, unitRef } from '../common/schema.ts';
import { z } from '../zod.ts';

const id = z.string().min(1).max(100);
const instant = z.string().openapi({ format: 'date-time' });
const language = z.enum(['zh', 'en']);
const state = z.enum(messageStates);

/** How a gateway of text messages is spoken to: domain/channels/smsRules.ts. */
const sms = z.object({
  /** JSON with {{phone}}, {{text}} and {{id}} in its strings. */
  body: z.string().max(4000),
  /** The header that carries the secret. */
  header: z.string().max(60),
  /** The field of the answer that tells success, and its value; without a field the HTTP status tells. */
  okField: z.string().max(100),
  okValue: z.string().max(100),
});

/** A channel as administrators see it: its address shortened, its secret never. */
export const channel = z
  .object({
    id: z.string(),
    kind: z.enum(channelKinds),
    name: z.string(),
    /** Without what may be a key. */
    address: z.string(),
    hasSecret: z.boolean(),
    /** Address and secret were sealed under another secret of the installation and must be entered anew. */
    unreadable: z.boolean(),
    language,
    wholeCounty: z.boolean(),
    units: z.array(unitRef),
    groups: z.array(unitRef),
    sms: sms.nullable(),
    active: z.boolean(),
    version: z.number().int(),
    /** The last message that it tried to send. */
    last: z.object({ state, at: instant.nullable(), answer: z.string().nullable() }).nullable(),
    /** Messages that wait. */
    waiting: z.number().int(),
    changed: z.object({ by: z.string(), on: z.string() }).nullable(),
  })
  .openapi('Channel');
export type Channel = z.infer<typeof channel>;
export const channelList = z.object({ items: z.array(channel) }).openapi('Channels');
export type ChannelList = z.infer<typeof channelList>;

const address = z.string().trim().min(1).max(2000);
const secret = z.string().trim().max(500);
const fields = z.object({
  name: z.string().trim().min(1).max(60),
  /** Language of messages to a group; text messages come in the reader's own. */
  language,
  wholeCounty: z.boolean(),
  /** Units and groups that it serves, where it does not serve the whole county. */
  unitIds: z.array(id).max(500),
  groupIds: z.array(id).max(100),
  sms: sms.nullable(),
});
export const createBody = fields.extend({ kind: z.enum(channelKinds), address, secret: secret.optional() });
/** Address and secret stay as they are where they are absent; an empty secret takes it away. */
export const changeBody = fields.extend({
  version: z.number().int(),
  address: address.optional(),
  secret: secret.optional(),
});
export const created = z.object({ id: z.string() }).openapi('ChannelCreated');
export const testBody = z.object({
  /** Of a gateway for text messages: where to. */
  phone: z
    .string()
    .regex(/^\+?\d{5,20}$/)
    .nullable(),
});
export const testAnswer = z.object({ messageId: z.string() }).openapi('ChannelTest');

export const message = z
  .object({
    id: z.string(),
    channelName: z.string(),
    /** The unit or person told; null of a test. */
    told: z.string().nullable(),
    day: z.string(),
    state,
    /** Whether it waits because its channel is paused. */
    paused: z.boolean(),
    /** Null before it was written, just before it goes out. */
    title: z.string().nullable(),
    items: z.number().int(),
    attempts: z.number().int(),
    at: instant.nullable(),
    /** What the provider said, or why nothing went out. */
    answer: z.string().nullable(),
  })
  .openapi('ChannelMessage');
export type ChannelMessage = z.infer<typeof message>;
export const messagePage = page(message);
export const messageQuery = pageQuery;
export const failedList = z.object({ items: z.array(message) }).openapi('FailedMessages');
export type FailedMessages = z.infer<typeof failedList>;

export const deliveryQuery = z.object({ workItemId: id, escalationId: id.optional() });
const delivery = z.object({
  id: z.string(),
  channelName: z.string(),
  channelKind: z.enum(channelKinds),
  told: z.string().nullable(),
  /** The key of the rung. */
  rung: z.string(),
  day: z.string(),
  state,
  answer: z.string().nullable(),
  sentAt: instant.nullable(),
});
/** By which channels beside mail people were told of an item. */
export const deliveryList = z.object({ items: z.array(delivery) }).openapi('ChannelDeliveries');
export type ChannelDeliveries = z.infer<typeof deliveryList>;
