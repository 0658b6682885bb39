import type { Tx } from '../client.ts';
import { cancelItems } from './cancelItems.ts';
import type { CountyDay } from './clock.ts';
import { appendEvents } from './outbox.ts';

/**
 * Ends running instances before their own end, in the caller's transaction, which has locked them: what is open of them
 * is cancelled at once with what was drafted about it, and their processes end as withdrawn. What was done stays.
 */
export async function withdrawInstances(tx: Tx, county: CountyDay, instanceIds: string[]): Promise<void> {
  if (instanceIds.length === 0) return;
  const open = ['OPEN' as const, 'PREPARED' as const, 'SUBMITTED' as const];
  const items = await tx.workItem.findMany({
    where: { instanceId: { in: instanceIds }, state: { in: open } },
    orderBy: { id: 'asc' },
  });
  await cancelItems(tx, county, items, open);
  await tx.timer.deleteMany({ where: { instanceId: { in: instanceIds } } });
  await appendEvents(
    tx,
    instanceIds.map((instanceId) => ({ instanceId, events: [{ type: 'withdrawn', day: county.today }], wake: true })),
  );
}
