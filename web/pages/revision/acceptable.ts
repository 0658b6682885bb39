import type { Revision } from '../../data/types.ts';

/** Every change that can be taken over; withdrawals wait for somebody to tick them. */
export function acceptedAtFirst({ planChanges, measures }: Revision): ReadonlySet<string> {
  const offered = [...planChanges, ...measures.flatMap((measure) => measure.changes)];
  return new Set(
    offered
      .filter(({ field, blocked }) => blocked === null && field !== 'withdrawn' && field !== 'text')
      .map((change) => change.id),
  );
}
