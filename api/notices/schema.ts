import { noticeStates } from '../../domain/notices/state.ts';
import { flag, localText, page, pageQuery } from '../common/schema.ts';
import { z } from '../zod.ts';

const notice = z
  .object({
    id: z.string(),
    label: localText,
    /** Why its receiver gets it. */
    reason: localText,
    day: z.string(),
    kindLabel: localText,
    round: z.number().int(),
    planTitle: z.string().nullable(),
    subject: z.string().nullable(),
    unitName: z.string().nullable(),
    dueOn: z.string().nullable(),
    /** Calendar days until it is due; null where nothing is due or it is done. */
    daysLeft: z.number().int().nullable(),
    /** Working days overdue that count on the holder; 0 where it is done. */
    overdueWorkingDays: z.number().int(),
    /** Whether it waits and its time is over. */
    late: z.boolean(),
    /** The page on which its receiver acts, as a path. */
    link: z.string(),
    /** What became of its mail. */
    state: z.enum(noticeStates),
    unread: z.boolean(),
    openedOn: z.string().nullable(),
  })
  .openapi('Notice');
export type Notice = z.infer<typeof notice>;

export const inboxQuery = pageQuery.extend({ unread: flag.default(false) });
export const inboxPage = page(notice);
export const unreadCount = z.object({ count: z.number().int() }).openapi('UnreadNotices');
export type UnreadCount = z.infer<typeof unreadCount>;

const id = z.string().min(1).max(100);
export const openedBody = z.union([z.object({ workItemId: id }), z.object({ escalationId: id })]);

export const deliveriesQuery = z
  .object({ workItemId: id.optional(), escalationId: id.optional() })
  .refine(({ workItemId, escalationId }) => (workItemId === undefined) !== (escalationId === undefined), {
    params: { rule: 'oneOf' },
  });
const delivery = notice
  .extend({
    personName: z.string(),
    address: z.string().nullable(),
    sentAt: z.string().nullable().openapi({ format: 'date-time' }),
    /** What the mail server said where it did not take it. */
    error: z.string().nullable(),
  })
  .openapi('NoticeDelivery');
export type Delivery = z.infer<typeof delivery>;
export const deliveryList = z.object({ items: z.array(delivery) }).openapi('NoticeDeliveries');
export type Deliveries = z.infer<typeof deliveryList>;
