import type { Variables } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import type { WorkItemState } from '../generated/enums.ts';
import { recordEvents } from './audit.ts';
import type { CountyDay } from './clock.ts';
import { withdrawEscalations, withdrawExtensions } from './withdrawals.ts';

type ItemRefs = Pick<WorkItem, 'id' | 'planId' | 'measureId' | 'instanceId' | 'unitId'>;

export function itemRefs({ id, planId, measureId, instanceId, unitId }: ItemRefs) {
  return { workItemId: id, planId, measureId, instanceId, unitId };
}

/**
 * Cancels items that are still in one of the states, with what was drafted about them. What was closed meanwhile stays.
 *
 * @param data What the trail says of it beside.
 * @returns the ids of those cancelled.
 */
export async function cancelItems(
  tx: Tx,
  county: CountyDay,
  items: ItemRefs[],
  states: WorkItemState[],
  data: Variables = {},
): Promise<string[]> {
  if (items.length === 0) return [];
  const cancelled = await tx.workItem.updateManyAndReturn({
    where: { id: { in: items.map((item) => item.id) }, state: { in: states } },
    data: {
      ...{ state: 'CANCELLED', closedOn: county.today, nextRung: null, nextRungOn: null, deemOn: null },
      version: { increment: 1 },
    },
    select: { id: true },
  });
  const ids = cancelled.map((item) => item.id);
  await withdrawEscalations(tx, county, ids);
  await withdrawExtensions(tx, county, ids);
  await recordEvents(
    tx,
    items
      .filter((item) => ids.includes(item.id))
      .map((item) => ({
        ...itemRefs(item),
        ...{ countyId: county.countyId, kind: 'WORK_ITEM_CANCELLED', businessDay: county.today },
        data,
      })),
  );
  return ids;
}
