import { randomUUID } from 'node:crypto';
import type { Holding } from '../../domain/holding.ts';
import { chooseLadder } from '../../domain/ladder/index.ts';
import type { Day, WorkItemKind } from '../../domain/process/types.ts';
import { kindFacts } from '../../domain/workItem.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import type { CountyDay } from './clock.ts';
import { recordItem } from './itemWriting.ts';
import { loadUses } from './ladderChoice.ts';
import { recomputeNextRungs } from './obligations.ts';

/** The item that another is opened about. */
type About = Pick<WorkItem, 'instanceId' | 'planId' | 'measureId' | 'unitId' | 'assignmentId'>;

export interface BesideItem {
  about: About;
  kind: WorkItemKind;
  /** From `besideKey`. */
  key: string;
  holder: Holding;
  /** Stated to its holder, so it does not move when the calendar is edited. */
  dueOn: Day;
  /** The last day on which it can be done; after it the item closes as DEEMED. */
  deemOn?: Day;
  /** What is asked, for its holder. */
  text?: string;
}

/** Opens an item beside the process, in the caller's transaction. The round announces it to its holder. */
export async function openBesideItem(tx: Tx, county: CountyDay, input: BesideItem): Promise<WorkItem> {
  const { about, kind, key, holder, dueOn } = input;
  const facts = kindFacts[kind];
  const plan = about.planId === null ? null : await tx.plan.findUnique({ where: { id: about.planId } });
  const measure = about.measureId === null ? null : await tx.measure.findUnique({ where: { id: about.measureId } });
  const { ladderId, ladderUpTo } = chooseLadder(
    await loadUses(tx, county.countyId),
    county.today,
    { planId: about.planId, kind, urgent: measure?.urgent ?? false },
    { ladderId: plan?.ladderId ?? null, ladder: undefined, ladderUpTo: plan ? facts.ladderUpTo : null },
  );
  const item = await tx.workItem.create({
    data: {
      ...{ id: randomUUID(), countyId: county.countyId, instanceId: about.instanceId, key, elementId: key, kind },
      ...{ planId: about.planId, measureId: about.measureId, round: 1, ...holder },
      assignmentId: holder.unitId !== null && holder.unitId === about.unitId ? about.assignmentId : null,
      outcomes: [...facts.outcomes],
      ...{ openedOn: county.today, dueOn, deemOn: input.deemOn ?? null },
      dueRule: { base: 'date', date: dueOn, offset: 0, unit: 'days' },
      ...{ ladderId, ladderUpTo, processLadder: facts.ladderUpTo },
      ...{ obligationKey: key, fields: input.text === undefined ? {} : { asked: input.text } },
    },
  });
  if (ladderId !== null) await recomputeNextRungs(tx, county, [item.id]);
  await recordItem(tx, county, null, item, 'WORK_ITEM_OPENED', { dueOn });
  return item;
}
