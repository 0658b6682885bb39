import type { Tx } from '../client.ts';
import { recordEvents } from './audit.ts';
import type { CountyDay } from './clock.ts';

/**
 * What was drafted about items that are closed now is withdrawn: unsigned letters, rungs that wait for a decision or
 * stand listed. What was sent or decided stays.
 */
export async function withdrawEscalations(tx: Tx, county: CountyDay, workItemIds: string[]): Promise<void> {
  if (workItemIds.length === 0) return;
  const withdrawn = await tx.escalation.updateManyAndReturn({
    where: { workItemId: { in: workItemIds }, state: { in: ['DRAFTED', 'LISTED', 'HELD'] } },
    data: { state: 'WITHDRAWN', updatedOn: county.today },
  });
  if (withdrawn.length === 0) return;
  await tx.letter.updateMany({
    where: { workItemId: { in: workItemIds }, state: 'DRAFT' },
    data: { state: 'WITHDRAWN', withdrawnOn: county.today },
  });
  await recordEvents(
    tx,
    withdrawn.map((row) => ({
      countyId: county.countyId,
      kind: 'LETTER_WITHDRAWN',
      businessDay: county.today,
      planId: row.planId,
      measureId: row.measureId,
      workItemId: row.workItemId,
      instanceId: row.instanceId,
      unitId: row.unitId,
      data: { rung: row.rung },
    })),
  );
}
