import { addWorkingDays, type Calendar } from './calendar.ts';
import { DubanError } from './errors.ts';
import type { Day, WorkItemKind } from './process/types.ts';
import { kindFacts } from './workItemKinds.ts';

export { itemLabel, type KindFacts, kindFacts } from './workItemKinds.ts';

export const workItemStates = [
  'OPEN', // 待办
  'PREPARED', // 待审签
  'SUBMITTED', // 待审核
  'ACCEPTED', // 已办结 / 审核通过
  'RETURNED', // 已退回
  'DEEMED', // 逾期视为
  'CANCELLED', // 已撤销
] as const;
export type WorkItemState = (typeof workItemStates)[number];

export const workItemActions = ['prepare', 'recall', 'submit', 'accept', 'return', 'deem', 'cancel'] as const;
export type WorkItemAction = (typeof workItemActions)[number];

/**
 * From which states each action may be done, and where it leads. `submit` leads on to ACCEPTED for kinds that nobody
 * reviews. A review is an item of its own: accepting or returning submits the review and accepts or returns the item
 * that it judges.
 */
export const transitions: Record<WorkItemAction, { from: readonly WorkItemState[]; to: WorkItemState }> = {
  prepare: { from: ['OPEN', 'PREPARED'], to: 'PREPARED' },
  recall: { from: ['PREPARED'], to: 'OPEN' },
  submit: { from: ['OPEN', 'PREPARED'], to: 'SUBMITTED' },
  accept: { from: ['SUBMITTED'], to: 'ACCEPTED' },
  return: { from: ['SUBMITTED'], to: 'RETURNED' },
  deem: { from: ['OPEN', 'PREPARED'], to: 'DEEMED' },
  cancel: { from: ['OPEN', 'PREPARED', 'SUBMITTED'], to: 'CANCELLED' },
};

const CLOSED: readonly WorkItemState[] = ['ACCEPTED', 'RETURNED', 'DEEMED', 'CANCELLED'];

/** Whether the state is final; nothing leads out of it. A returned item is followed by a new round of its own. */
export function isClosed(state: WorkItemState): boolean {
  return CLOSED.includes(state);
}

/** Whether the item is with its holder: it can fall overdue and its ladder runs. PREPARED does not stop the ladder. */
export function isWithHolder(state: WorkItemState): boolean {
  return state === 'OPEN' || state === 'PREPARED';
}

/** Whether its holder is still to sign for it 签收; preparing or handing it in does so as well. */
export function awaitsSigning(item: { state: WorkItemState; signBy: Day | null; signedOn: Day | null }): boolean {
  return item.state === 'OPEN' && item.signBy !== null && item.signedOn === null;
}

/** Whether `transition` would succeed, to offer or hide a button. */
export function canTransition(item: { kind: WorkItemKind; state: WorkItemState }, action: WorkItemAction): boolean {
  return transitions[action].from.includes(item.state) && fitsKind(item.kind, action);
}

/**
 * The state that `action` leads to.
 *
 * @throws DubanError ITEM_CLOSED where the item is closed, CONFLICT where its state or kind does not allow the action;
 * `details.state` is the state it is in.
 */
export function transition(item: { kind: WorkItemKind; state: WorkItemState }, action: WorkItemAction): WorkItemState {
  const details = { state: item.state, kind: item.kind, action };
  if (isClosed(item.state)) {
    const userMessage = { zh: '该事项已办结或已撤销，不能再操作', en: 'This item is closed already' };
    throw new DubanError('ITEM_CLOSED', userMessage, { message: `${action} on a ${item.state} item`, details });
  }
  if (!canTransition(item, action)) {
    const userMessage =
      item.state === 'SUBMITTED'
        ? { zh: '该事项已报送，正在审核', en: 'This item was handed in and waits for its review' }
        : { zh: '该事项当前状态不允许此操作', en: 'The state of this item does not allow that' };
    throw new DubanError('CONFLICT', userMessage, {
      message: `${action} is not allowed on a ${item.kind} that is ${item.state}`,
      details,
    });
  }
  if (action === 'submit' && !kindFacts[item.kind].reviewed) return 'ACCEPTED';
  return transitions[action].to;
}

/** The due day of the round that follows a return: the office's, or as many working days after the return as usual. */
export function returnedDueOn(returnedOn: Day, setByOffice: Day | null, cal: Calendar, usual: number): Day {
  return setByOffice ?? addWorkingDays(cal, returnedOn, usual);
}

function fitsKind(kind: WorkItemKind, action: WorkItemAction): boolean {
  if (action === 'prepare' || action === 'recall') return kindFacts[kind].needsHeadSignature;
  if (action === 'accept' || action === 'return') return kindFacts[kind].reviewed;
  return true;
}
