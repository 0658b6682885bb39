import { countUnread, listDeliveries, listInbox, markAllRead, markOpened } from '../../prisma/repositories/inbox.ts';
import { type RouteDefinition, route } from '../http/route.ts';
import { planReaders, signedIn } from '../policies/index.ts';
import { presentDelivery, presentNotice } from './present.ts';
import * as shape from './schema.ts';

const gates = { tag: 'notices', policy: signedIn } as const;

export const noticeRoutes: RouteDefinition[] = [
  route({
    ...gates,
    method: 'get',
    path: '/inbox',
    summary: { zh: '我的消息', en: "The caller's notices" },
    query: shape.inboxQuery,
    answer: shape.inboxPage,
    handle: async ({ deps, actor, query: { unread, ...paging } }) => {
      const { items, nextCursor } = await listInbox(deps.db, actor, { ...paging, onlyUnread: unread });
      return { items: items.map((row) => presentNotice(row, actor.businessDay)), nextCursor };
    },
  }),
  route({
    ...gates,
    method: 'get',
    path: '/inbox/unread',
    summary: { zh: '未读消息数', en: 'How many notices the caller has not read' },
    answer: shape.unreadCount,
    handle: async ({ deps, actor }) => ({ count: await countUnread(deps.db, actor) }),
  }),
  route({
    ...gates,
    method: 'post',
    path: '/inbox/read',
    summary: { zh: '全部标为已读', en: 'Marks all notices of the caller as read' },
    handle: async ({ deps, actor }) => {
      await markAllRead(deps.db, actor);
      return undefined;
    },
  }),
  route({
    ...gates,
    method: 'post',
    path: '/inbox/opened',
    summary: { zh: '已打开所通知的页面', en: 'The caller opened the page that notices are about' },
    body: shape.openedBody,
    handle: async ({ deps, actor, body }) => {
      await markOpened(deps.db, actor, body);
      return undefined;
    },
  }),
  route({
    ...gates,
    policy: planReaders,
    method: 'get',
    path: '/notices',
    summary: {
      zh: '一个事项或一次升级通知了谁、是否送达',
      en: 'Who was told of an item or an escalation, and whether it arrived',
    },
    query: shape.deliveriesQuery,
    answer: shape.deliveryList,
    handle: async ({ deps, actor, query }) => ({
      items: (await listDeliveries(deps.db, actor, query)).map((row) => presentDelivery(row, actor.businessDay)),
    }),
  }),
];
