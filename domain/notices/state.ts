/**
 * What was sent or decided stays news although the item has been handed in since; what asked for something to be done,
 * or was only drafted, is withdrawn with the item. Also read by PostgreSQL (`~`), so plain alternation.
 */
export const OUTLIVES_ITEM =
  /^(COPY|REFERRED|LETTER|LETTER_.+|TALK_APPROVED|OBJECTION_DECIDED|EXTENSION_.+|TOLERATED)$/;

/** What became of a notice on its way by mail; whether it was opened in the page is told beside it. */
export const noticeStates = ['QUEUED', 'HELD', 'SENT', 'REFUSED', 'BOUNCED', 'UNDELIVERABLE', 'WITHDRAWN'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** What is known of a notice, its item and the digest that carries it. */
export interface NoticeFacts {
  kind: string;
  withdrawnOn: string | null;
  /** Since when the weekly limit has held it back; null where it never has. */
  heldOn: string | null;
  /** Whether its item waits for somebody's doing. */
  itemOpen: boolean;
  /** State of its digest; null: none yet. */
  digest: 'CLAIMED' | 'SENT' | 'REFUSED' | 'BOUNCED' | 'UNDELIVERABLE' | 'EMPTY' | null;
}

/** A notice that waits is withdrawn as soon as its item is done, before the round has marked it. */
export function noticeState({ kind, withdrawnOn, heldOn, itemOpen, digest }: NoticeFacts): NoticeState {
  if (withdrawnOn !== null || digest === 'EMPTY') return 'WITHDRAWN';
  if (digest !== null && digest !== 'CLAIMED') return digest;
  if (!itemOpen && !OUTLIVES_ITEM.test(kind)) return 'WITHDRAWN';
  return heldOn !== null && digest === null ? 'HELD' : 'QUEUED';
}

/** Whether its receiver should still read it: what was withdrawn, or asks for what is done, waits for nobody. */
export function isUnread({ kind, withdrawnOn, itemOpen, readOn }: NoticeFacts & { readOn: string | null }): boolean {
  return readOn === null && withdrawnOn === null && (itemOpen || OUTLIVES_ITEM.test(kind));
}
