import { createHash, randomUUID } from 'node:crypto';
import { DubanError, type UserMessage } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Tx } from '../client.ts';
import type { DeadlineChange } from '../generated/client.ts';
import { fromJson, toJson } from '../json.ts';
import { type Actor, inCapacity } from './actor.ts';
import type { CountyDay } from './clock.ts';
import {
  type DeadlineColumns,
  type DeadlineMoves,
  deadlineMoves,
  isMove,
  type NewDeadline,
  type Restores,
  refuseUndated,
  storeDeadline,
} from './deadlines.ts';
import { tell } from './escalations.ts';
import { type LockedMeasure, mayChangeMeasure, recordMeasure } from './measureChanges.ts';
import { countMoves, groupItems, type MoveCounts, type MovedGroup, noMoves, recordMoves, titlesOf } from './moves.ts';

/** Another deadline of a running measure, looked at: what counts now, what would count, and all that would move. */
export interface Looked {
  county: CountyDay;
  measure: LockedMeasure;
  from: NewDeadline;
  to: NewDeadline;
  /** The day from which it counts. */
  asOf: Day;
  moves: DeadlineMoves;
}

/** What a new deadline would move. */
export interface DeadlinePreview {
  version: string;
  from: Day | null;
  to: Day | null;
  counts: MoveCounts & { openings: number };
  items: MovedGroup[];
  openings: { from: Day | null; to: Day | null; openings: number }[];
  toCome: DeadlineMoves['toCome'];
}

/** An item before a change and after it. */
interface KeptItem {
  id: string;
  before: DeadlineColumns;
  after: DeadlineColumns;
}

/**
 * Looks at another deadline; null for the long term.
 *
 * @throws DubanError VALIDATION for a day that will have passed or counts already; CONFLICT where the measure is paused
 *   or has no completion.
 */
export async function look(
  tx: Tx,
  county: CountyDay,
  measure: LockedMeasure,
  date: Day | null,
  asOf: Day = county.today,
): Promise<Looked> {
  refusePaused(measure);
  if (date !== null && date < asOf) throw passed(asOf, county.today);
  await refuseUndated(tx, measure, date);
  const from = await currentDeadline(tx, measure.id);
  if (from.date === date) throw sameDay();
  const to = date === null ? longTerm : { text: '', kind: from.kind === 'dateThenLongTerm' ? from.kind : 'date', date };
  const moves = await deadlineMoves(tx, county, measure, date, { asOf, restores: await daysHad(tx, measure) });
  return { county, measure, from, to, asOf, moves };
}

/** Looks at going back to the deadline before a change, for what was open then with the days that it had. */
export async function lookBack(
  tx: Tx,
  county: CountyDay,
  measure: LockedMeasure,
  change: DeadlineChange,
): Promise<Looked> {
  refusePaused(measure);
  const from = await currentDeadline(tx, measure.id);
  const to = { text: change.fromText ?? '', kind: change.fromKind, date: change.fromOn };
  const putBack = restoring(fromJson<KeptItem[]>(change.items));
  const had = await daysHad(tx, measure);
  const restores: Restores = (item, ruled) => putBack(item, ruled) ?? had(item, ruled);
  return {
    ...{ county, measure, from, to, asOf: county.today },
    moves: await deadlineMoves(tx, county, measure, to.date, { restores }),
  };
}

const longTerm: NewDeadline = { text: '长期坚持', kind: 'longTerm', date: null };

export async function currentDeadline(tx: Tx, id: string): Promise<NewDeadline> {
  const { deadlineText, deadlineKind, deadlineOn } = await tx.measure.findUniqueOrThrow({
    where: { id },
    select: { deadlineText: true, deadlineKind: true, deadlineOn: true },
  });
  return { text: deadlineText ?? '', kind: deadlineKind, date: deadlineOn };
}

export async function previewOf(tx: Tx, looked: Looked): Promise<DeadlinePreview> {
  const { from, to } = looked;
  return { version: versionOf(looked), from: from.date, to: to.date, ...(await movesOfAll(tx, [looked])) };
}

/** All that would move in measures that were looked at, what moves alike together. */
export async function movesOfAll(
  tx: Tx,
  all: Looked[],
): Promise<Pick<DeadlinePreview, 'counts' | 'items' | 'openings' | 'toCome'>> {
  const counts = { ...noMoves(), openings: all.reduce((sum, { moves }) => sum + moves.openings.length, 0) };
  const groups = new Map<string, MovedGroup>();
  for (const { moves } of all) {
    const moved = moves.items.filter(isMove);
    countMoves(counts, moved);
    groupItems(groups, moved);
  }
  const toCome = new Map(all.flatMap(({ moves }) => moves.toCome).map((step) => [JSON.stringify(step), step]));
  const countyId = all[0]?.county.countyId ?? '';
  return {
    counts,
    items: [...groups.values()].map(await titlesOf(tx, countyId)),
    openings: groupOpenings(all.flatMap(({ moves }) => moves.openings)),
    toCome: [...toCome.values()],
  };
}

/** @throws DubanError STALE_VERSION where it would move other days than were looked at. */
export function refuseOvertaken(looked: Looked, version: string): void {
  if (versionOf(looked) === version) return;
  throw new DubanError('STALE_VERSION', {
    zh: '查看影响之后情况有变化，请重新查看后再保存',
    en: 'Something has changed since you looked; look at it again before saving',
  });
}

/** Why a deadline is changed, and what it is changed together with. */
export interface ChangeGround {
  reason: string;
  batchId: string | null;
}

/** Saves what was looked at as a change that can be undone. */
export async function saveChange(
  tx: Tx,
  actor: Actor,
  looked: Looked,
  { reason, batchId }: ChangeGround,
): Promise<void> {
  const { county, measure, from, to, moves } = looked;
  await tx.deadlineChange.create({
    data: {
      ...{ id: randomUUID(), countyId: county.countyId, measureId: measure.id },
      ...{ fromText: from.text || null, fromKind: from.kind, fromOn: from.date },
      ...{ toText: to.text || null, toKind: to.kind, toOn: to.date },
      ...{ items: toJson(kept(moves)), reason, batchId },
      ...{ savedBy: inCapacity(actor, (one) => mayChangeMeasure(one, measure)).personName, savedOn: county.today },
    },
  });
  await store(tx, actor, looked, { reason, undone: false });
}

/** Writes what was looked at; each moved item's trail says why, and its holder is told. */
export async function store(
  tx: Tx,
  actor: Actor,
  { county, measure, from, to, moves }: Looked,
  { reason, undone }: { reason: string; undone: boolean },
): Promise<void> {
  await storeDeadline(tx, county, measure, to, moves);
  const moved = moves.items.filter(isMove);
  const doer = inCapacity(actor, (one) => mayChangeMeasure(one, measure));
  await recordMoves(tx, county, doer, moved, { cause: 'deadline', reason });
  await recordMeasure(tx, county, actor, measure, 'MEASURE_DEADLINE', {
    data: { reason, undone, from: from.date ?? '', to: to.date ?? '' },
  });
  await tellHolders(tx, county, itemsOfOtherDays(moves), 'DEADLINE_MOVED');
}

/** Items that are due on another day after a change than before it. */
export function itemsOfOtherDays({ items }: DeadlineMoves): string[] {
  return items.filter(({ from, to }) => from.dueOn !== to.dueOn).map(({ item }) => item.id);
}

/** Tells who holds items, and the heads of their units, that their days change, will change, or stay after all. */
export async function tellHolders(
  tx: Tx,
  county: CountyDay,
  itemIds: readonly string[],
  kind: 'DEADLINE_MOVED' | 'DEADLINE_PLANNED' | 'DEADLINE_KEPT',
): Promise<void> {
  for (const workItemId of itemIds) {
    await tell(tx, county, { id: null, workItemId }, kind, ['holder', 'unitHead']);
  }
}

function kept({ items }: DeadlineMoves): KeptItem[] {
  return items.map(({ item: { id, dueOn, originalDueOn, arming, carriedDays }, set }) => ({
    ...{ id, before: { dueOn, originalDueOn, arming, carriedDays }, after: set },
  }));
}

/**
 * Puts items back that stand as the change left them, to the arming that they had: what was reached about the day
 * before is not reached again, and what was reached about the new day leaves nothing out about the one before.
 */
function restoring(items: KeptItem[]): Restores {
  const byId = new Map(items.map((one) => [one.id, one]));
  return (item) => {
    const one = byId.get(item.id);
    if (!one || (Object.keys(one.after) as (keyof DeadlineColumns)[]).some((key) => item[key] !== one.after[key])) {
      return undefined;
    }
    return one.before;
  };
}

/** An item that gets a day which it has had before takes up the arming of that day: nobody is told twice of its rungs. */
async function daysHad(tx: Tx, { id }: LockedMeasure): Promise<Restores> {
  const changes = await tx.deadlineChange.findMany({
    where: { measureId: id },
    orderBy: [{ savedAt: 'asc' }, { id: 'asc' }],
    select: { items: true },
  });
  const had = new Map<string, DeadlineColumns>();
  for (const { id: itemId, before, after } of changes.flatMap(({ items }) => fromJson<KeptItem[]>(items))) {
    for (const columns of [before, after]) had.set(`${itemId} ${columns.dueOn}`, columns);
  }
  return (item, ruled) => {
    const before = had.get(`${item.id} ${ruled.dueOn}`);
    if (before === undefined || ruled.arming === item.arming) return undefined;
    return { ...ruled, arming: before.arming, carriedDays: before.carriedDays };
  };
}

/** Stands for everything that would move, so that saving can tell whether it was looked at. */
export function versionOf({ county, from, to, asOf, moves: { items, openings, toCome } }: Looked): string {
  const days = items.map((one) => [one.item.id, one.from, one.to, one.set]);
  return createHash('sha256')
    .update(JSON.stringify([county.today, asOf, from, to, days, openings, toCome]))
    .digest('hex');
}

function groupOpenings(openings: DeadlineMoves['openings']): DeadlinePreview['openings'] {
  const groups = new Map<string, DeadlinePreview['openings'][number]>();
  for (const { from, to } of openings) {
    const key = JSON.stringify([from, to]);
    groups.set(key, { from, to, openings: (groups.get(key)?.openings ?? 0) + 1 });
  }
  return [...groups.values()];
}

function refusePaused({ pausedOn }: LockedMeasure): void {
  if (pausedOn === null) return;
  throw new DubanError('CONFLICT', {
    zh: '该措施已暂停，请恢复后再调整完成时限',
    en: 'This measure is paused; resume it before its deadline is changed',
  });
}

function passed(asOf: Day, today: Day): DubanError {
  const message: UserMessage =
    asOf === today
      ? {
          zh: `新的完成时限不能早于今天（${today}）`,
          en: `The new deadline cannot be before today (${today})`,
        }
      : {
          zh: `新的完成时限不能早于生效日期（${asOf}）`,
          en: `The new deadline cannot be before the day from which it counts (${asOf})`,
        };
  return new DubanError('VALIDATION', message, { problems: [{ pointer: '/date', message }] });
}

function sameDay(): DubanError {
  const message = { zh: '与现行完成时限相同，请另选一天', en: 'That is the deadline already; choose another day' };
  return new DubanError('VALIDATION', message, { problems: [{ pointer: '/date', message }] });
}
