import { daysBetween } from '../../domain/day.ts';
import { isUnread, noticeState } from '../../domain/notices/state.ts';
import { noticeLabel, noticePage, noticeReason, noticeRole } from '../../domain/notices/words.ts';
import type { Day } from '../../domain/process/types.ts';
import { itemLabel } from '../../domain/workItem.ts';
import type { DeliveryRow, NoticeRow } from '../../prisma/repositories/inbox.ts';
import type { Delivery, Notice } from './schema.ts';

export function presentNotice(row: NoticeRow, today: Day): Notice {
  return {
    id: row.id,
    label: noticeLabel(row.kind),
    reason: noticeReason(row.reason, row.onBehalfOf, row),
    kindLabel: itemLabel(row.itemKind, row.stepName),
    ...{ day: row.day, round: row.round, openedOn: row.openedOn },
    ...{ planTitle: row.planTitle, subject: row.subject, unitName: row.unitName, dueOn: row.dueOn },
    ...{ overdueWorkingDays: row.overdueDays, late: row.late },
    daysLeft: row.dueOn === null || !row.itemOpen ? null : daysBetween(today, row.dueOn),
    link: noticePage(row.kind, row),
    state: noticeState(row),
    unread: isUnread(row),
  };
}

export function presentDelivery(row: DeliveryRow, today: Day): Delivery {
  return {
    ...presentNotice(row, today),
    reason: noticeRole(row.reason, row.onBehalfOf, row),
    ...{ personName: row.personName, address: row.address, error: row.error },
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}
