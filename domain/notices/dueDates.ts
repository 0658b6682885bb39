import type { Day } from '../process/types.ts';

/** What a person's own calendar says of an item. A higher sequence replaces a lower one (RFC 5545, 3.8.7.4). */
export interface DueEntry {
  workItemId: string;
  dueOn: Day;
  sequence: number;
}

/** An entry that was sent, beside its item as it is now. */
export interface HeldEntry extends DueEntry {
  /** When the item is due now; null where it is done or has no day any more. */
  now: Day | null;
}

export interface DueDates {
  set: DueEntry[];
  cancelled: DueEntry[];
}

/**
 * What a mail tells the reader's calendar: every due day that the mail speaks of, every other that has moved since it
 * was sent, and the end of those that are done.
 *
 * @param due Items that the mail speaks of and that are the reader's to do.
 * @param held What earlier mails have put into the calendar.
 */
export function dueDates(due: readonly { workItemId: string; dueOn: Day }[], held: readonly HeldEntry[]): DueDates {
  const heldIds = new Set(held.map(({ workItemId }) => workItemId));
  const spokenOf = new Set(due.map(({ workItemId }) => workItemId));
  const fresh = due.filter(({ workItemId }) => !heldIds.has(workItemId));
  const kept = held.flatMap(({ workItemId, dueOn, sequence, now }): DueEntry[] => {
    if (now === null || (now === dueOn && !spokenOf.has(workItemId))) return [];
    return [{ workItemId, dueOn: now, sequence: now === dueOn ? sequence : sequence + 1 }];
  });
  return {
    set: [...fresh.map(({ workItemId, dueOn }) => ({ workItemId, dueOn, sequence: 0 })), ...kept],
    cancelled: held
      .filter(({ now }) => now === null)
      .map(({ workItemId, dueOn, sequence }) => ({ workItemId, dueOn, sequence: sequence + 1 })),
  };
}
