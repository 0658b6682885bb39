import { letterKindFacts, letterKinds } from '../../domain/letters/index.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { Escalation, Letter } from '../generated/client.ts';
import { toJson } from '../json.ts';
import { type AuditRecord, recordEvents } from './audit.ts';
import type { CountyDay } from './clock.ts';
import { endedSpans } from './frozenSpans.ts';

/** Letters that demand what is there once the item is done. */
const LAPSING = letterKinds.filter((kind) => letterKindFacts[kind].lapses);

/**
 * What was drafted about items that are closed now is withdrawn: unsigned letters that demand what is done, rungs that
 * wait for a decision or stand listed. What was sent or decided stays.
 */
export async function withdrawEscalations(tx: Tx, county: CountyDay, workItemIds: string[]): Promise<void> {
  if (workItemIds.length === 0) return;
  const rungs = await tx.escalation.updateManyAndReturn({
    where: { workItemId: { in: workItemIds }, state: { in: ['DRAFTED', 'LISTED', 'HELD'] } },
    data: { state: 'WITHDRAWN', updatedOn: county.today },
  });
  const letters = await tx.letter.updateManyAndReturn({
    where: { workItemId: { in: workItemIds }, state: 'DRAFT', kind: { in: LAPSING } },
    data: { state: 'WITHDRAWN', withdrawnOn: county.today },
  });
  await cancelExplanations(tx, county, rungs);
  await recordEvents(tx, [
    ...rungs
      .filter((rung) => !letters.some((letter) => letter.id === rung.letterId))
      .map((rung) => withdrawal(county, rung, { rung: rung.rung })),
    ...letters.map((letter) => withdrawal(county, letter, { letterId: letter.id, letterKind: letter.kind })),
  ]);
}

/** What stands listed about the day that items have left does not go out. */
export async function withdrawListed(tx: Tx, county: CountyDay, left: readonly ArmedItem[]): Promise<void> {
  const rungs = await tx.escalation.updateManyAndReturn({
    where: {
      OR: left.map(({ instanceId, obligationKey, arming }) => ({ instanceId, obligationKey, arming })),
      state: 'LISTED',
    },
    data: { state: 'WITHDRAWN', updatedOn: county.today },
  });
  await recordEvents(
    tx,
    rungs.map((rung) => withdrawal(county, rung, { rung: rung.rung })),
  );
}

type ArmedItem = Pick<Escalation, 'instanceId' | 'obligationKey' | 'arming'>;

/** Nobody need explain any more what is done. */
function cancelExplanations(tx: Tx, county: CountyDay, rungs: Escalation[]): Promise<void> {
  return cancelBeside(
    tx,
    county,
    rungs.flatMap((rung) => (rung.explainItemId ? [rung.explainItemId] : [])),
  );
}

async function cancelBeside(tx: Tx, county: CountyDay, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const cancelled = await tx.workItem.updateManyAndReturn({
    where: { id: { in: ids }, state: { in: ['OPEN', 'PREPARED'] } },
    data: {
      ...{ state: 'CANCELLED', closedOn: county.today, nextRung: null, nextRungOn: null, deemOn: null },
      version: { increment: 1 },
    },
  });
  await recordEvents(
    tx,
    cancelled.map(({ id, planId, measureId, instanceId, unitId }) => ({
      ...{ countyId: county.countyId, kind: 'WORK_ITEM_CANCELLED', businessDay: county.today },
      ...{ workItemId: id, planId, measureId, instanceId, unitId },
    })),
  );
}

/**
 * Requests for more time are withdrawn with their decisions when their items are done, cancelled or paused: nothing is
 * left to extend, and the clock no longer stands still for them.
 *
 * @param countsFrom The first day that counts again for what waited.
 */
export async function withdrawExtensions(
  tx: Tx,
  county: CountyDay,
  workItemIds: string[],
  countsFrom: Day = county.today,
): Promise<void> {
  const rows = await tx.extension.updateManyAndReturn({
    where: { workItemId: { in: workItemIds }, state: 'OPEN' },
    data: { state: 'WITHDRAWN', decidedOn: county.today },
  });
  if (rows.length === 0) return;
  await cancelBeside(
    tx,
    county,
    rows.map((row) => row.itemId),
  );
  const ids = rows.filter((row) => row.stopsClock).map((row) => row.workItemId);
  for (const item of await tx.workItem.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })) {
    const frozen = toJson(endedSpans(item, countsFrom));
    await tx.workItem.update({ where: { id: item.id }, data: { frozen } });
  }
  await recordEvents(
    tx,
    rows.map(({ id, planId, measureId, workItemId, instanceId, unitId }) => ({
      ...{ countyId: county.countyId, kind: 'EXTENSION_WITHDRAWN', businessDay: county.today },
      ...{ planId, measureId, workItemId, instanceId, unitId, data: { extensionId: id } },
    })),
  );
}

function withdrawal(
  county: CountyDay,
  { planId, measureId, workItemId, unitId }: Escalation | Letter,
  data: Record<string, string>,
): AuditRecord {
  return {
    ...{ countyId: county.countyId, kind: 'LETTER_WITHDRAWN', businessDay: county.today },
    ...{ planId, measureId, workItemId, unitId, data },
  };
}
