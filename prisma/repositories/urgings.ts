import { randomUUID } from 'node:crypto';
import { addWorkingDays, workingDaysAfter } from '../../domain/calendar.ts';
import { DubanError, type UserMessage } from '../../domain/errors.ts';
import { holds, ownOf } from '../../domain/holding.ts';
import { type FrozenSpan, isFrozen } from '../../domain/ladder/index.ts';
import type { Day } from '../../domain/process/types.ts';
import { isWithHolder } from '../../domain/workItem.ts';
import type { Db, Tx } from '../client.ts';
import type { Urging, WorkItem } from '../generated/client.ts';
import { fromJson } from '../json.ts';
import type { Actor } from './actor.ts';
import { loadPostBook, peopleOf } from './audiences.ts';
import { recordEvents } from './audit.ts';
import { type CountyDay, loadCountyDay, lockCountyDay } from './clock.ts';
import { asHolder, auditOf, lockItem, lockItems } from './itemWriting.ts';
import { type DueColumns, latenessOf } from './lateness.ts';
import { insertNotices } from './notices.ts';
import { heldByUnits, holdsAny, itemsSeen } from './scope.ts';
import { loadSubjects } from './subjects.ts';

/** An item, or a measure with all that is due in it, that was not urged, and why. */
export interface NotUrged {
  workItemId: string | null;
  measureId: string | null;
  reason: UserMessage;
}

export interface UrgingInput {
  workItemIds: string[];
  /** Of these everything is urged that units hold and that is overdue or falls due soon: what turns a light yellow or red. */
  measureIds: string[];
  text: string;
  /** The day until which an answer is expected. */
  answerBy: Day | null;
}

/** Whether the actor may urge an item that it sees: the office and leaders, nobody in their own case, while it is open. */
export function mayUrge(actor: Actor, item: Pick<WorkItem, 'state' | 'holderKind' | 'unitId' | 'postId'>): boolean {
  const own = item.unitId !== null && ownOf(actor.posts).unitIds.includes(item.unitId);
  const urges = holdsAny(actor, ['OFFICE', 'LEADER', 'CHIEF_LEADER']);
  return urges && isWithHolder(item.state) && !own && !holds(actor.posts, item);
}

/**
 * Urges items by hand 催办: their holders, and the head of the unit, are told with their next digest. What cannot be
 * urged now is left out and named with its reason; the others are urged.
 */
export function urgeItems(db: Db, actor: Actor, input: UrgingInput): Promise<{ urged: number; left: NotUrged[] }> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    refusePastDay(county, input.answerBy);
    const due = await itemsDue(tx, actor, county, input.measureIds);
    const ids = [...new Set([...input.workItemIds, ...due.map(({ id }) => id)])];
    const locked = await lockItems(tx, actor.countyId, ids);
    const seen = await idsSeen(tx, actor, ids);
    const lastUrged = await lastUrgings(tx, ids);
    const withItems = new Set(due.map(({ measureId }) => measureId));
    const left = input.measureIds.flatMap((measureId): NotUrged[] =>
      withItems.has(measureId) ? [] : [{ workItemId: null, measureId, reason: NOTHING_DUE }],
    );
    const items: WorkItem[] = [];
    for (const id of ids) {
      const item = seen.has(id) ? locked.get(id) : undefined;
      const reason = item ? notNow(actor, county, item, lastUrged.get(id)) : MISSING;
      if (reason) left.push({ workItemId: id, measureId: item?.measureId ?? null, reason });
      else if (item) items.push(item);
    }
    await writeUrgings(tx, county, actor, items, input);
    return { urged: items.length, left };
  });
}

const NOTHING_DUE = { zh: '没有逾期或即将到期的单位事项', en: 'Nothing that a unit holds is overdue or due soon' };

/** What units hold of the measures as far as the actor sees it, overdue or due within the days of a yellow light. */
function itemsDue(
  tx: Tx,
  actor: Actor,
  county: CountyDay,
  measureIds: string[],
): Promise<{ id: string; measureId: string }[]> {
  const soon = addWorkingDays(county.calendar, county.today, county.limits.yellowWithin);
  return tx.$queryRaw`
    SELECT w.id, w."measureId" FROM "WorkItem" w
    WHERE w."measureId" = ANY(${measureIds}) AND w.state IN ('OPEN', 'PREPARED') AND ${heldByUnits}
      AND w."dueOn" <= ${soon} AND ${itemsSeen(actor)}
    ORDER BY w."dueOn", w.id`;
}

const MISSING = { zh: '没有这个事项', en: 'There is no such item' };

function notNow(actor: Actor, county: CountyDay, item: WorkItem, last: Day | undefined): UserMessage | null {
  if (!isWithHolder(item.state)) return { zh: '已报送或已办结', en: 'Handed in or done' };
  if (!mayUrge(actor, item)) return { zh: '本人或本单位承办，不能催办', en: 'Yours or your unit’s own' };
  if (isFrozen(fromJson<FrozenSpan[]>(item.frozen), county.today)) {
    return { zh: '已暂停或正等待他人处理', en: 'Paused, or waiting for somebody else' };
  }
  const days = county.limits.urgedEvery;
  if (last !== undefined && workingDaysAfter(county.calendar, last, county.today) < days) {
    return {
      zh: `${last} 已催办，${days} 个工作日内不重复催办`,
      en: `Urged on ${last}; not again within ${days} working days`,
    };
  }
  return null;
}

function refusePastDay(county: CountyDay, answerBy: Day | null): void {
  if (answerBy === null || answerBy >= county.today) return;
  const message = { zh: '回复期限不能早于今天', en: 'The day to answer by has passed' };
  throw new DubanError('VALIDATION', message, { problems: [{ pointer: '/answerBy', message }] });
}

async function idsSeen(tx: Tx, actor: Actor, ids: string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT w.id FROM "WorkItem" w WHERE w.id = ANY(${ids}) AND ${itemsSeen(actor)}`;
  return new Set(rows.map((row) => row.id));
}

async function lastUrgings(tx: Tx, ids: string[]): Promise<Map<string, Day>> {
  const rows = await tx.urging.groupBy({
    by: ['workItemId'],
    where: { workItemId: { in: ids } },
    _max: { urgedOn: true },
  });
  return new Map(rows.flatMap((row) => (row._max.urgedOn ? [[row.workItemId, row._max.urgedOn]] : [])));
}

async function writeUrgings(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  items: WorkItem[],
  { text, answerBy }: { text: string; answerBy: Day | null },
): Promise<void> {
  if (items.length === 0) return;
  await tx.urging.createMany({
    data: items.map(({ id, planId, measureId, unitId }) => ({
      ...{ id: randomUUID(), countyId: county.countyId, workItemId: id, planId, measureId, unitId, text },
      ...{ urgedBy: actor.personName, urgedOn: county.today, answerDueOn: answerBy },
    })),
  });
  const book = await loadPostBook(tx, county.countyId, county.today);
  const subjects = await loadSubjects(
    tx,
    county,
    items.map((item) => ({ ...item, id: item.instanceId, subjectKind: 'MEASURE' as const })),
  );
  await insertNotices(
    tx,
    items.flatMap((item) =>
      peopleOf(['holder', 'unitHead'], item, book, subjects).map((told) => ({
        ...{ ...told, countyId: county.countyId, workItemId: item.id, escalationId: null },
        ...{ kind: 'URGED', day: county.today },
      })),
    ),
  );
  await recordEvents(
    tx,
    items.map((item) => auditOf(county, actor, item, 'ITEM_URGED', { reason: text, answerBy })),
  );
}

/**
 * The holder answers an urging, once; a late answer is still taken.
 *
 * @returns the id of the item.
 * @throws DubanError CONFLICT where it was answered, FORBIDDEN for anybody else.
 */
export function answerUrging(db: Db, actor: Actor, input: { id: string; text: string }): Promise<string> {
  return db.$transaction(async (tx) => {
    const county = await loadCountyDay(tx, actor.countyId);
    const { id } = input;
    const found = await tx.urging.findFirst({ where: { id, countyId: actor.countyId } });
    if (!found) throw new DubanError('NOT_FOUND', { zh: '没有这条催办', en: 'There is no such urging' });
    const item = await lockItem(tx, actor.countyId, found.workItemId);
    const holder = asHolder(actor, item);
    const { count } = await tx.urging.updateMany({
      where: { id, answeredOn: null },
      data: { answer: input.text, answeredBy: holder.personName, answeredOn: county.today },
    });
    if (count === 0) throw new DubanError('CONFLICT', { zh: '这条催办已回复', en: 'It has been answered' });
    await recordEvents(tx, [auditOf(county, holder, item, 'URGING_ANSWERED', { reason: input.text })]);
    return item.id;
  });
}

export interface UrgingRow extends Urging {
  /** Working days that the answer is late, counted up to its coming, without those on which its item waited. */
  answerLateDays: number;
  may: { answer: boolean };
}

function answerLateDays({ answerDueOn, answeredOn }: Urging, item: DueColumns, county: CountyDay): number {
  const asked = { ...item, dueOn: answerDueOn, carriedDays: 0 };
  return latenessOf(asked, county, answeredOn ?? county.today).overdueDays;
}

/** Urgings of an item that the actor sees, the newest first. */
export async function readUrgings(db: Db, actor: Actor, workItemId: string): Promise<UrgingRow[]> {
  if (!(await idsSeen(db, actor, [workItemId])).has(workItemId)) {
    throw new DubanError('NOT_FOUND', { zh: '没有这个待办事项', en: 'There is no such work item' });
  }
  const county = await loadCountyDay(db, actor.countyId);
  const item = await db.workItem.findUniqueOrThrow({ where: { id: workItemId } });
  const rows = await db.urging.findMany({ where: { workItemId }, orderBy: [{ urgedOn: 'desc' }, { id: 'desc' }] });
  return rows.map((row) => ({
    ...row,
    answerLateDays: answerLateDays(row, item, county),
    may: { answer: row.answeredOn === null && holds(actor.posts, item) },
  }));
}
