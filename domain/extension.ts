import { type Calendar, isWorkingDay } from './calendar.ts';
import type { UserMessage } from './errors.ts';
import type { PostKind } from './holding.ts';
import type { Day, WorkItemKind } from './process/types.ts';
import { isWithHolder, type WorkItemState } from './workItem.ts';

/*
 * 延期: a unit asks for a later day for one item of its own. From the request to the decision its clock stands still,
 * but only for the first request about a due day: a unit that was refused gains nothing by asking again. What is
 * granted moves the day of that item alone; the deadline that the document prints stays as it is.
 */

/** What decides whether more time may be asked for. */
export interface ExtensionFacts {
  kind: WorkItemKind;
  state: WorkItemState;
  holderKind: PostKind;
  dueOn: Day | null;
  /** Whether its measure is paused. */
  paused: boolean;
  /** Whether it was referred 移送 to the discipline commission. */
  referred: boolean;
  /** Whether a request for it waits for its decision. */
  waiting: boolean;
  /** Extensions that its obligation was granted already. */
  granted: number;
}

/**
 * Why more time cannot be asked for; null: it can.
 *
 * @param atMost Extensions that the county grants for one obligation.
 */
export function whyNotExtended(item: ExtensionFacts, atMost: number): UserMessage | null {
  if (!isWithHolder(item.state)) {
    return { zh: '该事项已报送或已办结，不能申请延期', en: 'The item was handed in or is closed' };
  }
  if (item.holderKind !== 'UNIT_HEAD' && item.holderKind !== 'LIAISON') {
    return { zh: '只有单位承办的事项可以申请延期', en: 'Only what a unit holds can be extended' };
  }
  if (item.dueOn === null) {
    return { zh: '该事项没有办理期限，无须延期', en: 'Nothing falls due, so there is nothing to extend' };
  }
  if (item.kind === 'EXPLAIN') {
    return { zh: '说明情况期间已不计逾期，不能延期', en: 'Time to explain is not extended: it does not count anyway' };
  }
  if (item.referred) {
    return { zh: '该事项已移送问题线索，不能延期', en: 'It was referred to the discipline commission' };
  }
  if (item.paused) {
    return { zh: '措施已暂停，期限不在计算，恢复后再申请', en: 'The measure is paused: ask when it has been resumed' };
  }
  if (item.waiting) return { zh: '已申请延期，正在审批', en: 'A request for it is being decided' };
  if (item.granted >= atMost) {
    return {
      zh: `该事项已延期${item.granted}次，不能再延`,
      en: `It has been extended ${item.granted} times already, which is all there is`,
    };
  }
  return null;
}

/** What is wrong with a new due day, asked for or given; null: nothing. */
export function wrongExtensionDay(
  day: Day,
  { today, dueOn }: { today: Day; dueOn: Day | null },
  cal: Calendar,
): UserMessage | null {
  if (day <= today) return { zh: `新期限须晚于今天（${today}）`, en: `The new day must be after today (${today})` };
  if (dueOn !== null && day <= dueOn) {
    return { zh: `新期限须晚于原期限 ${dueOn}`, en: `The new day must be after the due day ${dueOn}` };
  }
  if (!isWorkingDay(cal, day)) return { zh: `${day} 不是工作日`, en: `${day} is not a working day` };
  return null;
}

/** Whether a request for `dueOn` stops the clock: the first one about that due day does. */
export function stopsClock(earlier: readonly { fromDueOn: Day }[], dueOn: Day): boolean {
  return earlier.every(({ fromDueOn }) => fromDueOn !== dueOn);
}
