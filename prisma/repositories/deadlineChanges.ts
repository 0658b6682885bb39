import { createHash, randomUUID } from 'node:crypto';
import { DubanError, type UserMessage } from '../../domain/errors.ts';
import type { Day } from '../../domain/process/types.ts';
import type { Db, Tx } from '../client.ts';
import type { DeadlineChange } from '../generated/client.ts';
import { fromJson, toJson } from '../json.ts';
import { type Actor, inCapacity } from './actor.ts';
import { type CountyDay, lockCountyDay } from './clock.ts';
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
import { type LockedMeasure, lockMeasure, mayChangeMeasure, recordMeasure } from './measureChanges.ts';
import { countMoves, groupItems, type MoveCounts, type MovedGroup, noMoves, recordMoves, titlesOf } from './moves.ts';
import { obligationId } from './obligations.ts';

/*
 * The office gives one running measure another deadline (完成时限) without a new version of the document. It counts
 * from the moment it is saved. What is saved is what was looked at: the preview's `version` stands for every day that
 * moves, and where one of them has changed since, nothing is saved.
 */

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

interface Wanted {
  id: string;
  /** Null for the long term 长期坚持. */
  date: Day | null;
}

/** An item before a change and after it; of later days only those are put back that nothing else has moved since. */
interface KeptItem {
  id: string;
  before: DeadlineColumns;
  after: DeadlineColumns;
}

/**
 * What another deadline would move, without saving.
 *
 * @throws DubanError whatever saving it would.
 */
export function previewDeadline(db: Db, actor: Actor, wanted: Wanted): Promise<DeadlinePreview> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const { from, moves } = await plan(tx, county, await lockMeasure(tx, actor, wanted.id), wanted.date);
    const moved = moves.items.filter(isMove);
    const counts = { ...noMoves(), openings: moves.openings.length };
    countMoves(counts, moved);
    const groups = new Map<string, MovedGroup>();
    groupItems(groups, moved);
    return {
      ...{ version: versionOf(county, from.date, moves), from: from.date, to: wanted.date, counts },
      ...{
        items: [...groups.values()].map(await titlesOf(tx, county.countyId)),
        openings: groupOpenings(moves),
        toCome: moves.toCome,
      },
    };
  });
}

/**
 * Gives a running measure another deadline; each moved item's trail says why, and its holder is told.
 *
 * @param wanted `version` is what the preview answered.
 * @throws DubanError STALE_VERSION where it would move other days than were looked at; VALIDATION for a day that has
 *   passed; CONFLICT where the measure has ended, is paused, or has no completion.
 */
export function changeDeadline(
  db: Db,
  actor: Actor,
  wanted: Wanted & { reason: string; version: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const measure = await lockMeasure(tx, actor, wanted.id);
    const { from, to, moves } = await plan(tx, county, measure, wanted.date);
    if (versionOf(county, from.date, moves) !== wanted.version) throw overtaken();
    await tx.deadlineChange.create({
      data: {
        ...{ id: randomUUID(), countyId: county.countyId, measureId: measure.id },
        ...{ fromText: from.text || null, fromKind: from.kind, fromOn: from.date },
        ...{ toText: to.text || null, toKind: to.kind, toOn: to.date },
        ...{ items: toJson(kept(moves)), reason: wanted.reason },
        ...{ savedBy: inCapacity(actor, (one) => mayChangeMeasure(one, measure)).personName, savedOn: county.today },
      },
    });
    await store(tx, county, actor, measure, { from, to, moves, reason: wanted.reason, undone: false });
  });
}

/** The newest change of a measure's deadline that still counts: it can be taken back. */
export async function lastDeadlineChange(tx: Tx, measureId: string): Promise<DeadlineChange | null> {
  const change = await tx.deadlineChange.findFirst({
    where: { measureId, undoneOn: null },
    orderBy: [{ savedAt: 'desc' }, { id: 'asc' }],
  });
  if (change === null) return null;
  const { text, kind, date } = await currentDeadline(tx, measureId);
  return change.toKind === kind && change.toOn === date && (change.toText ?? '') === text ? change : null;
}

/**
 * Takes the newest change of a deadline back: the deadline before it counts again, for what was open then with the days
 * that it had. What has fired meanwhile stays fired; where nothing has, the ladder goes on where it stood.
 *
 * @throws DubanError CONFLICT where something later has changed the deadline, or the measure has ended or is paused.
 */
export function undoDeadline(
  db: Db,
  actor: Actor,
  { id, changeId, reason }: { id: string; changeId: string; reason: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const county = await lockCountyDay(tx, actor.countyId);
    const measure = await lockMeasure(tx, actor, id);
    refusePaused(measure);
    const change = await lastDeadlineChange(tx, id);
    if (change?.id !== changeId) throw notLast();
    const from = await currentDeadline(tx, id);
    const to = { text: change.fromText ?? '', kind: change.fromKind, date: change.fromOn };
    const moves = await deadlineMoves(tx, county, measure, to.date, restoring(fromJson<KeptItem[]>(change.items)));
    await tx.deadlineChange.update({
      where: { id: changeId },
      data: { undoneBy: actor.personName, undoneOn: county.today },
    });
    await store(tx, county, actor, measure, { from, to, moves, reason, undone: true });
  });
}

/** Refuses what cannot be set, and answers what it would move. */
async function plan(
  tx: Tx,
  county: CountyDay,
  measure: LockedMeasure,
  date: Day | null,
): Promise<{ from: NewDeadline; to: NewDeadline; moves: DeadlineMoves }> {
  refusePaused(measure);
  if (date !== null && date < county.today) throw passed(county.today);
  await refuseUndated(tx, measure, date);
  const from = await currentDeadline(tx, measure.id);
  if (from.date === date) throw sameDay();
  const to = date === null ? longTerm : { text: '', kind: from.kind === 'dateThenLongTerm' ? from.kind : 'date', date };
  return { from, to, moves: await deadlineMoves(tx, county, measure, date) };
}

const longTerm: NewDeadline = { text: '长期坚持', kind: 'longTerm', date: null };

async function currentDeadline(tx: Tx, id: string): Promise<NewDeadline> {
  const { deadlineText, deadlineKind, deadlineOn } = await tx.measure.findUniqueOrThrow({
    where: { id },
    select: { deadlineText: true, deadlineKind: true, deadlineOn: true },
  });
  return { text: deadlineText ?? '', kind: deadlineKind, date: deadlineOn };
}

interface Stored {
  from: NewDeadline;
  to: NewDeadline;
  moves: DeadlineMoves;
  reason: string;
  undone: boolean;
}

async function store(
  tx: Tx,
  county: CountyDay,
  actor: Actor,
  measure: LockedMeasure,
  { from, to, moves, reason, undone }: Stored,
): Promise<void> {
  await storeDeadline(tx, measure, to, moves);
  const moved = moves.items.filter(isMove);
  const doer = inCapacity(actor, (one) => mayChangeMeasure(one, measure));
  await recordMoves(tx, county, doer, moved, { cause: 'deadline', reason });
  await recordMeasure(tx, county, actor, measure, 'MEASURE_DEADLINE', {
    data: { reason, undone, from: from.date ?? '', to: to.date ?? '' },
  });
  for (const { item, from: before, to: after } of moved) {
    if (before.dueOn === after.dueOn) continue;
    await tell(tx, county, { id: null, workItemId: item.id }, 'DEADLINE_MOVED', ['holder', 'unitHead']);
  }
}

function kept({ items }: DeadlineMoves): KeptItem[] {
  return items.map(({ item: { id, dueOn, originalDueOn, arming, carriedDays }, set }) => ({
    ...{ id, before: { dueOn, originalDueOn, arming, carriedDays }, after: set },
  }));
}

/** Puts items back that stand as the change left them. An arming in which a rung was claimed is not given up. */
function restoring(items: KeptItem[]): Restores {
  const known = new Map(items.map((one) => [one.id, one]));
  return (item, claims) => {
    const one = known.get(item.id);
    if (!one || (Object.keys(one.after) as (keyof DeadlineColumns)[]).some((key) => item[key] !== one.after[key])) {
      return undefined;
    }
    const { arming, carriedDays, ...days } = one.before;
    return claims.has(obligationId(item))
      ? { ...days, arming: item.arming, carriedDays: item.carriedDays }
      : { ...days, arming, carriedDays };
  };
}

/** Stands for everything that would move, so that saving can tell whether it was looked at. */
function versionOf({ today }: CountyDay, from: Day | null, { items, openings, toCome }: DeadlineMoves): string {
  const days = items.map((one) => [one.item.id, one.from, one.to, one.set]);
  return createHash('sha256')
    .update(JSON.stringify([today, from, days, openings, toCome]))
    .digest('hex');
}

function groupOpenings({ openings }: DeadlineMoves): DeadlinePreview['openings'] {
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

function passed(today: Day): DubanError {
  const message: UserMessage = {
    zh: `新的完成时限不能早于今天（${today}）`,
    en: `The new deadline cannot be before today (${today})`,
  };
  return new DubanError('VALIDATION', message, { problems: [{ pointer: '/date', message }] });
}

function sameDay(): DubanError {
  const message = { zh: '与现行完成时限相同，请另选一天', en: 'That is the deadline already; choose another day' };
  return new DubanError('VALIDATION', message, { problems: [{ pointer: '/date', message }] });
}

function overtaken(): DubanError {
  return new DubanError('STALE_VERSION', {
    zh: '查看影响之后情况有变化，请重新查看后再保存',
    en: 'Something has changed since you looked; look at it again before saving',
  });
}

function notLast(): DubanError {
  return new DubanError('CONFLICT', {
    zh: '完成时限此后又有变动，这次调整不能撤销',
    en: 'The deadline has been changed since, so this change cannot be undone',
  });
}
