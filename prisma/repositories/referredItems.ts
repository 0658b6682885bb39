import type { Effect } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';

/** Names an item before it has a row. */
export function refId(instanceId: string, key: string): string {
  return `${instanceId}|${key}`;
}

interface Referring {
  instance: { id: string };
  effect: Pick<Extract<Effect, { type: 'openWorkItem' }>, 'reviewsKey' | 'previousKey' | 'doerKey'>;
}

/** Items that openings refer to (judged ones, those of the round before), and which of them were returned. */
export interface Referred {
  items: Map<string, WorkItem>;
  returned: ReadonlySet<string>;
}

export async function loadReferred(tx: Tx, openings: Referring[]): Promise<Referred> {
  const wanted = openings.flatMap(({ instance, effect }) =>
    [effect.reviewsKey, effect.previousKey, effect.doerKey].flatMap((key) =>
      key ? [{ instanceId: instance.id, key }] : [],
    ),
  );
  if (wanted.length === 0) return { items: new Map(), returned: new Set() };
  const rows = await tx.workItem.findMany({
    where: { instanceId: { in: wanted.map((w) => w.instanceId) }, key: { in: wanted.map((w) => w.key) } },
  });
  const items = new Map(rows.map((row) => [refId(row.instanceId, row.key), row]));
  const earlier = openings.flatMap(({ instance, effect }) =>
    effect.previousKey === undefined ? [] : (items.get(refId(instance.id, effect.previousKey))?.id ?? []),
  );
  return { items, returned: await returnedAmong(tx, earlier) };
}

/** Those that a judge has sent back, also where time had closed them before and they stay as they were. */
async function returnedAmong(tx: Tx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const verdicts = await tx.workItem.findMany({
    where: { reviewsId: { in: ids }, outcome: 'RETURNED' },
    select: { reviewsId: true },
  });
  return new Set(verdicts.flatMap(({ reviewsId }) => reviewsId ?? []));
}
