import { resendMessage } from '../../prisma/repositories/channelMessages.ts';
import { listChannels, listDeliveries, listFailures, listMessages } from '../../prisma/repositories/channelReads.ts';
import {
  type ChannelSettings,
  changeChannel,
  createChannel,
  setChannelActive,
  testChannel,
} from '../../prisma/repositories/channels.ts';
import { createSeal } from '../../prisma/sealed.ts';
import { idParams } from '../common/schema.ts';
import type { AppDeps } from '../deps.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { administratorOnly, planReaders } from '../policies/index.ts';
import { presentChannel, presentMessage } from './present.ts';
import * as shape from './schema.ts';

const gates = { tag: 'channels', policy: administratorOnly } as const;

function settingsOf({ config }: AppDeps): ChannelSettings {
  return { seal: createSeal(config.sessionSecret), privateHosts: config.channelPrivateHosts };
}

const channelAdministration: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/channels',
    summary: { zh: '通知渠道', en: 'Channels beside mail' },
    answer: shape.channelList,
    handle: async ({ deps, actor }) => {
      const { seal } = settingsOf(deps);
      return { items: (await listChannels(deps.db, actor, seal)).map(presentChannel) };
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/channels',
    summary: { zh: '增加通知渠道', en: 'Adds a channel' },
    body: shape.createBody,
    status: 201,
    answer: shape.created,
    handle: async ({ deps, actor, body }) => ({ id: await createChannel(deps.db, actor, body, settingsOf(deps)) }),
  }),
  route({
    ...gates,
    method: 'put',
    path: '/channels/:id',
    summary: { zh: '修改通知渠道', en: 'Changes a channel; address and secret only where they are given' },
    params: idParams,
    body: shape.changeBody,
    handle: async ({ deps, actor, params, body }) => {
      await changeChannel(deps.db, actor, { ...params, ...body }, settingsOf(deps));
      return undefined;
    },
  }),
  ...(
    [
      ['pause', false, { zh: '暂停通知渠道', en: 'Pauses a channel' }],
      ['resume', true, { zh: '恢复通知渠道', en: 'Resumes a channel' }],
    ] as const
  ).map(([act, active, summary]) =>
    route({
      ...gates,
      ...{ method: 'post', path: `/channels/:id/${act}`, summary, params: idParams },
      handle: async ({ deps, actor, params }) => {
        await setChannelActive(deps.db, actor, { ...params, active });
        return undefined;
      },
    }),
  ),
  route({
    ...gates,
    method: 'post',
    path: '/channels/:id/test',
    summary: { zh: '发送测试消息', en: 'Puts a test message in line' },
    params: idParams,
    body: shape.testBody,
    status: 202,
    answer: shape.testAnswer,
    handle: async ({ deps, actor, params, body }) => ({
      messageId: await testChannel(deps.db, actor, { ...params, ...body }),
    }),
  }),
];

const messages: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/channels/:id/messages',
    summary: { zh: '通知渠道的消息', en: 'Messages of a channel, latest first' },
    params: idParams,
    query: shape.messageQuery,
    answer: shape.messagePage,
    handle: async ({ deps, actor, params, query }) => {
      const { items, nextCursor } = await listMessages(deps.db, actor, params.id, query);
      return { items: items.map(presentMessage), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/channel-messages/failed',
    summary: { zh: '未送达的消息', en: 'Messages that failed, latest first' },
    answer: shape.failedList,
    handle: async ({ deps, actor }) => ({ items: (await listFailures(deps.db, actor)).map(presentMessage) }),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/channel-messages/:id/resend',
    summary: { zh: '重新发送', en: 'Sends a message that failed again' },
    params: idParams,
    handle: async ({ deps, actor, params }) => {
      await resendMessage(deps.db, actor, params.id);
      return undefined;
    },
  }),
  route({
    ...gates,
    policy: planReaders,
    method: 'get',
    path: '/channel-deliveries',
    summary: { zh: '某事项经各渠道通知的情况', en: 'By which channels people were told of an item' },
    query: shape.deliveryQuery,
    answer: shape.deliveryList,
    handle: async ({ deps, actor, query }) => ({
      items: (await listDeliveries(deps.db, actor, query)).map(({ sentAt, ...row }) => ({
        ...row,
        sentAt: sentAt?.toISOString() ?? null,
      })),
    }),
  }),
];

/** 通知渠道: how people are told beside mail and inbox, and what became of each message. */
export const channelRoutes: RouteDefinition[] = [...channelAdministration, ...messages];
