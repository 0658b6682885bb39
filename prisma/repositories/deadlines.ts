import { DubanError } from '../../domain/errors.ts';
import { rearms } from '../../domain/ladder/index.ts';
import type { Day, DueRule } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { WorkItem } from '../generated/client.ts';
import type { CountyDay } from './clock.ts';
import { calendarOf, countyOf } from './extraDays.ts';
import { deemedOn, spansOf, standsStill } from './frozenSpans.ts';
import type { LockedMeasure } from './measureChanges.ts';
import { recomputeNextRungs } from './obligations.ts';
import { resolveRule } from './openItems.ts';
import { distinct, loadLadders, loadSubjects } from './subjects.ts';

export interface NewDeadline {
  text: string;
  kind: string;
  date: string | null;
}

/**
 * Gives a running measure another deadline. Rows move, not the workflow: the due days of its open items and its timers
 * that count from the deadline, and the ladder begins anew from there where it says so.
 *
 * @throws DubanError CONFLICT where the day has passed, or where the measure had none, for which its process has no
 *   completion to ask for.
 */
export async function moveDeadline(
  tx: Tx,
  county: CountyDay,
  measure: LockedMeasure,
  deadline: NewDeadline,
): Promise<void> {
  const known = await tx.measure.findUniqueOrThrow({ where: { id: measure.id }, select: { deadlineOn: true } });
  refuseUnmovable(county, measure, known.deadlineOn, deadline);
  await tx.measure.update({
    where: { id: measure.id },
    data: { deadlineText: deadline.text || null, deadlineKind: deadline.kind, deadlineOn: deadline.date },
  });
  // What has a deadline of its own keeps it.
  const instances = await tx.processInstance.findMany({ where: { id: { in: measure.instanceIds }, deadlineOn: null } });
  const instanceIds = instances.map((instance) => instance.id);
  const { plans, measures } = await loadSubjects(tx, county, instances);
  const dayOf = (rule: unknown, unitId: string | null) =>
    resolveRule(
      rule as DueRule,
      countyOf(county, { planId: measure.planId, unitId }),
      plans.get(measure.planId),
      measures.get(measure.id),
      null,
      null,
      null,
    );
  const items = await tx.workItem.findMany({
    where: {
      ...{ instanceId: { in: instanceIds }, state: { in: ['OPEN', 'PREPARED'] }, round: 1 },
      dueRule: { path: ['base'], equals: 'deadline' },
    },
    orderBy: { id: 'asc' },
  });
  const ladders = await loadLadders(tx, distinct(items.map((item) => item.ladderId)));
  for (const item of items) {
    const days = movedTo(item, dayOf(item.dueRule, item.unitId));
    const deemOn = standsStill(item)
      ? item.deemOn
      : deemedOn({ ...item, ...days }, spansOf(item), calendarOf(county, item));
    const begun = days.dueOn !== item.dueOn && rearms(ladders.get(item.ladderId ?? ''), 'extension');
    await tx.workItem.update({
      where: { id: item.id },
      data: {
        ...{ ...days, deemOn, version: { increment: 1 } },
        ...(begun ? { arming: { increment: 1 }, carriedDays: 0 } : {}),
      },
    });
  }
  const timers = await tx.timer.findMany({
    where: {
      ...{ instanceId: { in: instanceIds }, firedOn: null },
      rule: { path: ['base'], equals: 'deadline' },
    },
  });
  for (const { instanceId, key, rule } of timers) {
    await tx.timer.update({ where: { instanceId_key: { instanceId, key } }, data: { day: dayOf(rule, null) } });
  }
  await recomputeNextRungs(
    tx,
    county,
    items.map((item) => item.id),
  );
}

/** What an extension granted beyond the new deadline stays granted; one that ends before it has done its work. */
function movedTo({ dueOn, originalDueOn }: WorkItem, day: Day | null): Pick<WorkItem, 'dueOn' | 'originalDueOn'> {
  if (originalDueOn !== null && dueOn !== null && day !== null && dueOn > day) return { dueOn, originalDueOn: day };
  return { dueOn: day, originalDueOn: null };
}

function refuseUnmovable(
  county: CountyDay,
  { title }: LockedMeasure,
  known: string | null,
  { date }: NewDeadline,
): void {
  if (date !== null && date < county.today) {
    throw new DubanError('CONFLICT', {
      zh: `“${title}”的新时限 ${date} 已经过去，请先在修订稿中改定`,
      en: `The new deadline of “${title}” (${date}) has passed; settle it in the new version first`,
    });
  }
  if (known === null && date !== null) {
    throw new DubanError('CONFLICT', {
      zh: `“${title}”下达时没有时限，流程中没有办结环节；请撤销后作为新措施下达`,
      en: `“${title}” was launched without a deadline and has no completion; withdraw it and add it anew`,
    });
  }
}
