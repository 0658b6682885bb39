import { DubanError } from '../../domain/errors.ts';
import { type RungKey, rearms } from '../../domain/ladder/index.ts';
import { calendarOf, countyOf } from '../../domain/ownDays.ts';
import type { Day, DueRule, WorkItemKind } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { Timer, WorkItem } from '../generated/client.ts';
import { fromJson } from '../json.ts';
import type { CountyDay } from './clock.ts';
import { byThen, type ItemMove, same, toldBy } from './dayMoves.ts';
import { deemedOn, spansOf, standsStill } from './frozenSpans.ts';
import { latenessOf } from './lateness.ts';
import type { LockedMeasure } from './measureChanges.ts';
import { foretell, loadClaims, nextRungColumns, storeNextRungs } from './obligations.ts';
import { resolveRule } from './openItems.ts';
import { distinct, loadLadders, loadSubjects, type Subjects } from './subjects.ts';
import { graphOf } from './versionGraphs.ts';
import { withdrawListed } from './withdrawals.ts';

export interface NewDeadline {
  text: string;
  kind: string;
  date: string | null;
}

/** Columns of an item that a new deadline sets. */
export type DeadlineColumns = Pick<WorkItem, 'dueOn' | 'originalDueOn' | 'arming' | 'carriedDays'>;

/** What a new deadline of a measure moves. */
export interface DeadlineMoves {
  /** Open items that count from the deadline, those that stay as they are too. */
  items: (ItemMove & { set: DeadlineColumns })[];
  /** Timers that have not fired and move: they open later steps. */
  openings: { instanceId: string; key: string; from: Day | null; to: Day | null }[];
  /** Steps that have not opened an item yet and will be due on the deadline or count from it. */
  toCome: { kind: WorkItemKind; from: Day | null; to: Day | null }[];
}

/** What an item becomes where it is not the rule (`ruled`) that says so; undefined: the rule. */
export type Restores = (item: WorkItem, ruled: DeadlineColumns) => DeadlineColumns | undefined;

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
  await refuseUnmovable(tx, county, measure, deadline);
  await storeDeadline(tx, county, measure, deadline, await deadlineMoves(tx, county, measure, deadline.date));
}

/**
 * What another deadline moves; writes nothing. Its items stay locked until the transaction ends.
 *
 * @param date The new deadline; null for the long term.
 * @param asOf The day from which it counts: what moves is what will stand then, if nobody acts meanwhile.
 */
export async function deadlineMoves(
  tx: Tx,
  county: CountyDay,
  measure: LockedMeasure,
  date: Day | null,
  { restores = () => undefined, asOf = county.today }: { restores?: Restores; asOf?: Day } = {},
): Promise<DeadlineMoves> {
  // What has a deadline of its own keeps it.
  const instances = await tx.processInstance.findMany({ where: { id: { in: measure.instanceIds }, deadlineOn: null } });
  const instanceIds = instances.map((instance) => instance.id);
  const subjects = await loadSubjects(tx, county, instances);
  const dayOf = daysBy(county, measure, subjects, date);
  const isToCome = (day: Day | null) => asOf === county.today || day === null || day >= asOf;
  const items = (await lockDated(tx, instanceIds)).filter(({ deemOn }) => isToCome(deemOn));
  const ladders = await loadLadders(tx, distinct(items.map((item) => item.ladderId)));
  const claims = await loadClaims(tx, items);
  const moved = items.map((item) => {
    const ladder = ladders.get(item.ladderId ?? '');
    const calendar = calendarOf(county, item);
    const days = movedTo(item, dayOf(item.dueRule, item.unitId));
    const begun = days.dueOn !== item.dueOn && rearms(ladder, 'extension');
    const { arming, carriedDays } = begun ? { arming: item.lastArming + 1, carriedDays: 0 } : item;
    const ruled = { ...days, arming, carriedDays };
    const set = restores(item, ruled) ?? ruled;
    const fired = foretell(item, claims, ladder, calendar, { today: county.today, before: asOf });
    const deemOn = standsStill(item) ? item.deemOn : deemedOn({ ...item, ...set }, spansOf(item), calendar);
    const dated = (columns: WorkItem) => ({
      ...{ dueOn: columns.dueOn, deemOn: columns.deemOn, carriedDays: columns.carriedDays },
      ...nextRungColumns(columns, claims, ladder, calendar, asOf, columns.arming === item.arming ? fired : []),
    });
    const to = dated({ ...item, ...set, deemOn });
    const late = { from: latenessOf(item, county, asOf).late, to: latenessOf({ ...item, ...set }, county, asOf).late };
    return {
      ...{ item, kind: item.kind as WorkItemKind, from: dated(item), to, told: toldBy(ladder, to), late, set },
      byThen: byThen(county.today, asOf, late.from, fired),
    };
  });
  return {
    items: moved,
    openings: (await movedTimers(tx, instanceIds, dayOf, moved)).filter(({ from }) => isToCome(from)),
    toCome: await stepsToCome(tx, instances, dayOf, daysBy(county, measure, subjects, subjectDay(subjects, measure))),
  };
}

/** Whether anything about the item changes for people. */
export function isMove({ from, to }: ItemMove): boolean {
  return !same(from, to);
}

function subjectDay({ measures }: Subjects, { id }: LockedMeasure): Day | null {
  return measures.get(id)?.deadlineOn ?? null;
}

type DayOf = (rule: unknown, unitId: string | null, from?: { timer: Timer; due: Day | null }) => Day | null;

/** Resolves rules as if `date` were the measure's deadline. */
function daysBy(county: CountyDay, measure: LockedMeasure, { plans, measures }: Subjects, date: Day | null): DayOf {
  const known = measures.get(measure.id);
  const facts = known && { ...known, deadlineOn: date };
  return (rule, unitId, from) => {
    const own = countyOf(county, { planId: measure.planId, unitId });
    const { setOn = null, periodKey = null, yearKey = null } = from?.timer ?? {};
    const on = { ...own, today: setOn ?? own.today };
    const plan = plans.get(measure.planId);
    return resolveRule(rule as DueRule, on, plan, facts, periodKey, yearKey, from?.due ?? null);
  };
}

async function lockDated(tx: Tx, instanceIds: string[]): Promise<WorkItem[]> {
  await tx.$queryRaw`
    SELECT id FROM "WorkItem"
    WHERE "instanceId" = ANY(${instanceIds}) AND state IN ('OPEN', 'PREPARED') AND round = 1
      AND "dueRule" ->> 'base' = 'deadline'
    ORDER BY id FOR UPDATE`;
  return tx.workItem.findMany({
    where: {
      ...{ instanceId: { in: instanceIds }, state: { in: ['OPEN', 'PREPARED'] }, round: 1 },
      dueRule: { path: ['base'], equals: 'deadline' },
    },
    orderBy: { id: 'asc' },
  });
}

/** Timers that count from the deadline, and those that watch an item whose due day moves. */
async function movedTimers(
  tx: Tx,
  instanceIds: string[],
  dayOf: DayOf,
  moved: ItemMove[],
): Promise<DeadlineMoves['openings']> {
  const dueOf = new Map(moved.map(({ item, to }) => [`${item.instanceId}|${item.key}`, to.dueOn]));
  const timers = await tx.timer.findMany({
    where: { instanceId: { in: instanceIds }, firedOn: null },
    orderBy: [{ instanceId: 'asc' }, { key: 'asc' }],
  });
  return timers.flatMap((timer) => {
    const { base } = fromJson<DueRule>(timer.rule);
    const watched = `${timer.instanceId}|${timer.watchedKey}`;
    if (base !== 'deadline' && !(base === 'due' && dueOf.has(watched))) return [];
    const to = dayOf(timer.rule, null, { timer, due: dueOf.get(watched) ?? null });
    return to === timer.day ? [] : [{ instanceId: timer.instanceId, key: timer.key, from: timer.day, to }];
  });
}

async function stepsToCome(
  tx: Tx,
  instances: { id: string; definitionVersionId: string }[],
  after: DayOf,
  before: DayOf,
): Promise<DeadlineMoves['toCome']> {
  const opened = await tx.workItem.findMany({
    where: { instanceId: { in: instances.map(({ id }) => id) } },
    distinct: ['instanceId', 'elementId'],
    select: { instanceId: true, elementId: true },
  });
  const known = new Set(opened.map(({ instanceId, elementId }) => `${instanceId}|${elementId}`));
  const steps: DeadlineMoves['toCome'] = [];
  for (const { id, definitionVersionId } of instances) {
    const { graph } = await graphOf(tx, definitionVersionId);
    for (const node of Object.values(graph.nodes)) {
      if (node.type !== 'userTask' || node.task.due.base !== 'deadline' || known.has(`${id}|${node.id}`)) continue;
      const { kind, due } = node.task;
      steps.push({ kind, from: before(due, null), to: after(due, null) });
    }
  }
  return steps.filter(({ from, to }) => from !== to);
}

/** Writes a deadline of a measure with all that it moves; what stands listed about a day that is left does not go out. */
export async function storeDeadline(
  tx: Tx,
  county: CountyDay,
  { id }: Pick<LockedMeasure, 'id'>,
  deadline: NewDeadline,
  { items, openings }: DeadlineMoves,
): Promise<void> {
  await tx.measure.update({
    where: { id },
    data: { deadlineText: deadline.text || null, deadlineKind: deadline.kind, deadlineOn: deadline.date },
  });
  for (const { item, set, to } of items) {
    await tx.workItem.update({
      where: { id: item.id },
      data: {
        ...{ ...set, lastArming: Math.max(item.lastArming, set.arming), deemOn: to.deemOn },
        version: { increment: 1 },
      },
    });
  }
  const left = items.filter(({ item, set }) => set.arming !== item.arming).map(({ item }) => item);
  await withdrawListed(tx, county, left);
  for (const { instanceId, key, to } of openings) {
    await tx.timer.update({ where: { instanceId_key: { instanceId, key } }, data: { day: to } });
  }
  await storeNextRungs(
    tx,
    items.map(({ item, to }) => ({
      ...{ id: item.id, nextRung: to.nextRung as RungKey | null, nextRungOn: to.nextRungOn },
    })),
  );
}

/** What an extension granted beyond the new deadline stays granted; one that ends before it has done its work. */
function movedTo({ dueOn, originalDueOn }: WorkItem, day: Day | null): Pick<WorkItem, 'dueOn' | 'originalDueOn'> {
  if (originalDueOn !== null && dueOn !== null && day !== null && dueOn > day) return { dueOn, originalDueOn: day };
  return { dueOn: day, originalDueOn: null };
}

/** @throws DubanError CONFLICT, as `moveDeadline` does. */
async function refuseUnmovable(
  tx: Tx,
  county: CountyDay,
  measure: LockedMeasure,
  { date }: NewDeadline,
): Promise<void> {
  if (date !== null && date < county.today) {
    throw new DubanError('CONFLICT', {
      zh: `“${measure.title}”的新时限 ${date} 已经过去，请先在修订稿中改定`,
      en: `The new deadline of “${measure.title}” (${date}) has passed; settle it in the new version first`,
    });
  }
  await refuseUndated(tx, measure, date);
}

/** A measure that was launched without a deadline has no completion that one could be set for. */
export async function refuseUndated(tx: Tx, { id, title }: LockedMeasure, date: Day | null): Promise<void> {
  if (date === null) return;
  const known = await tx.measure.findUniqueOrThrow({ where: { id }, select: { deadlineOn: true } });
  if (known.deadlineOn !== null) return;
  if ((await tx.deadlineChange.count({ where: { measureId: id, fromOn: { not: null } } })) > 0) return;
  throw new DubanError('CONFLICT', {
    zh: `“${title}”下达时没有时限，流程中没有办结环节；请撤销后作为新措施下达`,
    en: `“${title}” was launched without a deadline and has no completion; withdraw it and add it anew`,
  });
}
