import { addWorkingDays, type Calendar } from '../../domain/calendar.ts';
import { calendarOf, countyOf } from '../../domain/ownDays.ts';
import { dayAfterMove } from '../../domain/process/move/days.ts';
import type { MoveEffect } from '../../domain/process/move/types.ts';
import type { Day, DueRule, TaskSpec } from '../../domain/process/types.ts';
import { sameValue } from '../../domain/sameValue.ts';
import type { Tx } from '../client.ts';
import { Prisma, type WorkItem } from '../generated/client.ts';
import type { WorkItemCreateManyInput, WorkItemUncheckedUpdateInput } from '../generated/models.ts';
import { type AuditRecord, recordEvents } from './audit.ts';
import { itemRefs } from './cancelItems.ts';
import type { CountyDay } from './clock.ts';
import { recomputeNextRungs } from './obligations.ts';
import { buildRows, resolveRule } from './openItems.ts';
import { distinct, type InstanceRef, measureOf, type Subjects } from './subjects.ts';

/*
 * Open items of an instance that goes over to another version of its process keep their rows and take over what the
 * new version says of them: days counted from their own opening, ladder, and, where they reopen, holder, outcomes and
 * form.
 */

type Renew = Extract<MoveEffect, { type: 'renewWorkItem' }>;
type Item = Omit<WorkItem, 'text' | 'fields'>;

export interface PlacedRenewal {
  instance: InstanceRef;
  effect: Renew;
}

export interface Renewal {
  item: Item;
  elementId: string;
  reopen: boolean;
  /** Days before and after. */
  due: { from: Day | null; to: Day | null };
  sign: { from: Day | null; to: Day | null };
  handedOver: boolean;
  data: WorkItemUncheckedUpdateInput;
}

/** What renewals would write, set-based; writes nothing. An item that was closed meanwhile is left out. */
export async function renewalsOf(
  tx: Tx,
  county: CountyDay,
  subjects: Subjects,
  placed: PlacedRenewal[],
): Promise<Renewal[]> {
  if (placed.length === 0) return [];
  const items = await tx.workItem.findMany({
    where: {
      instanceId: { in: distinct(placed.map(({ instance }) => instance.id)) },
      key: { in: distinct(placed.map(({ effect }) => effect.key)) },
      state: { in: ['OPEN', 'PREPARED'] },
    },
    omit: { text: true, fields: true },
  });
  const byKey = new Map(items.map((item) => [`${item.instanceId}|${item.key}`, item]));
  const built = await buildRows(
    tx,
    county,
    subjects,
    placed.map(({ instance, effect }) => ({ instance, effect: effect.item })),
  );
  return placed.flatMap((one, at) => {
    const item = byKey.get(`${one.instance.id}|${one.effect.key}`);
    const row = built[at]?.row;
    return item === undefined || row === undefined ? [] : [renewalOf(one, item, row, county, subjects)];
  });
}

function renewalOf(
  { instance, effect }: PlacedRenewal,
  item: Item,
  row: WorkItemCreateManyInput,
  county: CountyDay,
  subjects: Subjects,
): Renewal {
  const { was, reopen } = effect;
  const { task } = effect.item;
  const handedOver = reopen && !sameHolder(item, row);
  const { today } = county;
  // Whoever holds it from now on has days of their own.
  const calendar = calendarOf(county, { planId: item.planId, unitId: handedOver ? row.unitId : item.unitId });
  const dueOn = newDue(instance, item, task, county, subjects);
  const signBy = newSigning(item, was, task, { calendar, today }, handedOver);
  return {
    ...{ item, elementId: effect.item.elementId, reopen, handedOver },
    due: { from: item.dueOn, to: dueOn },
    sign: { from: item.signBy, to: signBy },
    data: {
      ...{ dueOn, dueRule: { ...task.due }, deemedAfter: task.deemedAfter ?? null, signBy },
      deemOn: newDeemed(item, dueOn, task, calendar),
      ...(was.ladder === task.ladder && was.ladderUpTo === task.ladderUpTo ? {} : ladderColumns(row)),
      ...(reopen ? anew(row) : {}),
      ...(handedOver ? { announcedOn: null, signedOn: null, signedBy: null } : {}),
    },
  };
}

function sameHolder(item: Item, row: WorkItemCreateManyInput): boolean {
  return (
    item.holderKind === row.holderKind && item.unitId === (row.unitId ?? null) && item.postId === (row.postId ?? null)
  );
}

function newDue(instance: InstanceRef, item: Item, task: TaskSpec, county: CountyDay, subjects: Subjects): Day | null {
  const old = item.dueRule as unknown as DueRule;
  if (sameValue(old, task.due)) return item.dueOn;
  const plan = instance.planId === null ? undefined : subjects.plans.get(instance.planId);
  const measure = measureOf(subjects, instance);
  const from = { ...countyOf(county, item), today: item.openedOn };
  const by = (rule: DueRule) => resolveRule(rule, from, plan, measure, item.periodKey, item.yearKey, null);
  return dayAfterMove(
    { stored: item.dueOn, byOld: by(old), byNew: by(task.due) },
    county.today,
    calendarOf(county, item),
  );
}

function newDeemed(item: Item, dueOn: Day | null, { deemedAfter }: TaskSpec, calendar: Calendar): Day | null {
  if (item.dueOn === dueOn && item.deemedAfter === (deemedAfter ?? null)) return item.deemOn;
  return dueOn === null || deemedAfter === undefined ? null : addWorkingDays(calendar, dueOn, deemedAfter);
}

/**
 * Whoever has signed for an item does not sign again, unless it is handed over to somebody else. The last day is never
 * set by hand, so that it always follows the new limit.
 */
function newSigning(
  item: Item,
  was: TaskSpec,
  { signWithin }: TaskSpec,
  { calendar, today }: { calendar: Calendar; today: Day },
  handedOver: boolean,
): Day | null {
  const within = (from: Day) => (signWithin === undefined ? null : addWorkingDays(calendar, from, signWithin));
  if (handedOver) return within(today);
  if (item.signedOn !== null || item.previousId !== null || was.signWithin === signWithin) return item.signBy;
  return dayAfterMove({ stored: item.signBy, byOld: item.signBy, byNew: within(item.openedOn) }, today, calendar);
}

function ladderColumns({ ladderId, ladderUpTo, processLadder, stepLadder }: WorkItemCreateManyInput) {
  return {
    ...{ ladderId: ladderId ?? null, ladderUpTo: ladderUpTo ?? null },
    ...{ processLadder: processLadder ?? null, stepLadder: stepLadder ?? null },
  };
}

/** Whoever holds it begins with it anew; what was written stays as a beginning. */
function anew(row: WorkItemCreateManyInput): WorkItemUncheckedUpdateInput {
  return {
    ...{ state: 'OPEN', preparedBy: null, preparedOn: null },
    ...{ holderKind: row.holderKind, unitId: row.unitId ?? null, postId: row.postId ?? null },
    ...{ outcomes: row.outcomes ?? [], form: row.form ?? Prisma.DbNull },
  };
}

/** Stores renewals; each item's trail says what became of it, by whom and why. */
export async function storeRenewals(
  tx: Tx,
  county: CountyDay,
  renewals: Renewal[],
  by: Pick<AuditRecord, 'accountId' | 'personName'> & { reason: string },
): Promise<void> {
  for (const { item, data } of renewals) {
    await tx.workItem.update({ where: { id: item.id }, data: { ...data, version: { increment: 1 } } });
  }
  await recomputeNextRungs(
    tx,
    county,
    renewals.map(({ item }) => item.id),
  );
  const { reason, ...person } = by;
  await recordEvents(
    tx,
    renewals
      .filter(({ reopen, due, sign }) => reopen || due.from !== due.to || sign.from !== sign.to)
      .map(({ item, reopen, due, sign, handedOver }) => ({
        ...itemRefs(item),
        ...{ countyId: county.countyId, kind: 'WORK_ITEM_RENEWED' as const, businessDay: county.today, ...person },
        data: {
          ...{ reason, reopened: reopen, handedOver, dueFrom: due.from, dueTo: due.to },
          ...{ signFrom: sign.from, signTo: sign.to },
        },
      })),
  );
}
